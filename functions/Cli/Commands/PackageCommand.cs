using System.CommandLine;
using System.IO.Compression;
using System.Security.Cryptography;
using FrontDoor.Cli.Build;
using FrontDoor.Cli.Packages;
using FrontDoor.Cli.Stack;
using FrontDoor.Cli.Terminal;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Local;

namespace FrontDoor.Cli.Commands;

/// <summary><c>package</c>: the app as a zip to deploy, and <c>check</c> as one file for partners.</summary>
static class PackageCommand
{
    public static Command Create()
    {
        var to = To();
        var verb = new CliCommand("package",
            "Write the app as a zip to deploy, with its SHA-256, its parts and their licences. Then start it from the zip, to see that it "
                + "runs",
            "./pipeline package", "./pipeline package --to release", "./pipeline package check")
        { to };
        verb.SetAction((parsed, cancel) => Terminated.Heeded(stop => App(parsed.GetRequiredValue(to).FullName, stop), cancel));
        verb.Add(Check());
        return verb;
    }

    static CliCommand Check()
    {
        var (to, platforms) = (To(), new Option<string[]>("--platform")
        {
            Description = "The partner's computer: " + string.Join(", ", CheckProgram.Platforms) + ". Without this, all of them",
            HelpName = "PLATFORM",
            DefaultValueFactory = _ => CheckProgram.Platforms,
        });
        platforms.AcceptOnlyFromAmong(CheckProgram.Platforms);
        var verb = new CliCommand("check",
            "Write ./pipeline check as a program of one file for partners: it needs neither .NET nor Node.js, and sends nothing anywhere",
            "./pipeline package check", "./pipeline package check --platform win-x64 --to for-partners")
        { to, platforms };
        verb.SetAction(async (parsed, cancel) =>
        {
            foreach (var platform in parsed.GetRequiredValue(platforms).Distinct())
            {
                Screen.Say($"publishing for {platform} (some minutes the first time, which fetches its runtime)");
                Console.Out.WriteLine(await CheckProgram.Write(platform, parsed.GetRequiredValue(to).FullName, cancel));
            }
            return ExitCodes.Done;
        });
        return verb;
    }

    static Option<DirectoryInfo> To() => new("--to")
    {
        Description = "The folder to write to; what it holds of an earlier package is replaced",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo("packages"),
    };

    static async Task<int> App(string to, CancellationToken cancel)
    {
        var app = Root.At("artifacts", "package");
        if (Directory.Exists(app)) Directory.Delete(app, recursive: true);
        Screen.Say($"publishing the app for {DotNet.InAzure} (about a minute)");
        await DotNet.OrSay("the app could not be published", heard => DotNet.Publish(app, DotNet.InAzure, heard, cancel));
        var written = AppPackage.Write(app, DotNet.Packages, to);
        if (DotNet.Platform == DotNet.InAzure) await Start(written[0], cancel);
        else Screen.Say($"not started: it runs on {DotNet.InAzure}, and this is {DotNet.Platform}");
        foreach (var path in written) Console.Out.WriteLine(path);
        return ExitCodes.Done;
    }

    /// <summary>Unpacks the zip elsewhere and starts it: a package that does not run is not handed on.</summary>
    static async Task Start(string zip, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-package"));
        var app = Path.Combine(scratch.Folder, "app");
        await ZipFile.ExtractToDirectoryAsync(zip, app, cancel);
        var log = Path.Combine(scratch.Folder, "host.log");
        using var said = HostLog.To(log, TimeProvider.System);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await using var stack = await LocalStack.Start(
            new LocalStackPlan(Path.Combine(scratch.Folder, "storage"), key, AllowGivenReceipt: false) { App = app }, said, cancel);
        using var http = new HttpClient();
        var health = await http.GetAsync(stack.Health, cancel);
        if (!health.IsSuccessStatusCode)
            throw new CliException($"the packaged app started, but its health check answered {(int)health.StatusCode}", "200",
                "run ./pipeline up and look at its log");
        Screen.Say("the app started from the zip and its health check answered");
    }
}

using System.Runtime.InteropServices;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Build;

/// <summary>Runs the SDK's commands in the repository's folder. One compiler serves all projects, which takes half the time of one for
/// each; who builds stops it afterwards.</summary>
static class DotNet
{
    /// <summary>The SDK's name of this platform.</summary>
    public static string Platform { get; } =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-")
        + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    /// <summary>The platform of the app in Azure: what the Flex Consumption plan runs.</summary>
    public const string InAzure = "linux-x64";

    /// <summary>Where NuGet keeps the packages it restored.</summary>
    public static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given ? given
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public static Task<int> Run(IEnumerable<string> arguments, Action<string> heard, CancellationToken cancel) =>
        Child.Run("dotnet", arguments, heard, cancel);

    public static Task<int> Build(Action<string> heard, CancellationToken cancel) =>
        Run(["msbuild", "Pipeline.sln", "-restore", "-p:Configuration=Release", "-v:quiet", "-nologo", "-tl:off", "-nodeReuse:false",
        "-p:UseSharedCompilation=true", "-p:RestoreLockedMode=true"], heard, cancel);

    /// <summary>A restore that compares every package with the advisories of its registries, and says so in warnings.</summary>
    public static Task<int> Audit(Action<string> heard, CancellationToken cancel) =>
        Run(["restore", "Pipeline.sln", "--force", "-p:NuGetAudit=true", "-p:NuGetAuditMode=all", "-p:NuGetAuditLevel=low",
        "-p:TreatWarningsAsErrors=false", "-nologo", "-tl:off", "-nodeReuse:false"], heard, cancel);

    /// <summary>The service indexes of the registries that NuGet asks here.</summary>
    public static async Task<IReadOnlyList<Uri>> Registries(CancellationToken cancel)
    {
        var said = new List<string>();
        await Run(["nuget", "list", "source", "--format", "short"], said.Add, cancel);
        return [.. said.Where(line => line.StartsWith("E ", StringComparison.Ordinal) && line.Contains("http", StringComparison.Ordinal))
            .Select(line => new Uri(line[2..].Trim()))];
    }

    /// <summary>Ends the compiler that served the builds; not stopped, it would end after ten idle minutes.</summary>
    public static Task StopCompiler() => Run(["build-server", "shutdown", "--vbcscompiler"], _ => { }, CancellationToken.None);

    /// <summary>Checks only layout: every other style rule is an error of the build, and the order of usings is a test.</summary>
    public static Task<int> CheckFormat(Action<string> heard, CancellationToken cancel) =>
        Run(["format", "whitespace", ".", "--folder", "--include", "functions/", "tests/", "--verify-no-changes"], heard, cancel);

    /// <summary>The app as a function app's root folder; its runtime is the plan's. Given relative to the project, the folder has no
    /// apostrophe above it, which MSBuild could not read. The analyzers have their say in Build, of the same sources.</summary>
    public static Task<int> Publish(string folder, string platform, Action<string> heard, CancellationToken cancel) =>
        Run(["publish", "functions/App", "-c", "Release", .. platform == InAzure ? (string[])[] : ["-r", platform],
        "--no-self-contained", "-p:RunAnalyzers=false",
        $"-p:PublishDir={Path.GetRelativePath(Root.At("functions", "App"), folder)}/", "-nologo", "-tl:off", "-nodeReuse:false",
        "-p:UseSharedCompilation=true"], heard, cancel);

    /// <summary>This program as one file with all it needs. What a platform adds is in no lock file of the repository; the SDK fixes its
    /// versions.</summary>
    public static Task<int> PublishOneFile(string folder, string platform, Action<string> heard, CancellationToken cancel) =>
        Run(["publish", "functions/Cli", "-c", "Release", "-r", platform, "--self-contained", "-p:PublishSingleFile=true",
        "-p:IncludeNativeLibrariesForSelfExtract=true", "-p:EnableCompressionInSingleFile=true", "-p:DebugType=none",
        "-p:OneFile=true", "-p:RunAnalyzers=false",
        $"-p:PublishDir={Path.GetRelativePath(Root.At("functions", "Cli"), folder)}/", "-nologo", "-tl:off", "--disable-build-servers"],
            heard, cancel);

    /// <summary>Runs one of these; where it fails, what the SDK said is shown and the command ends.</summary>
    public static async Task OrSay(string failure, Func<Action<string>, Task<int>> run)
    {
        var said = new List<string>();
        try { if (await run(said.Add) == 0) return; }
        finally { await StopCompiler(); }
        foreach (var line in said.Distinct()) Screen.Say(line);
        throw new CliException(failure, "a build without errors", "see the lines above");
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>
/// The templates, and the Bicep compiler on them. It is 115 MB, so it is brought only for TEMPLATES=compile, as every night, and where
/// ACCEPT=1 meets a template that
/// changed; otherwise the deployment it evaluated last is read, tests/Golden/infra/deployment.json.
/// </summary>
static class Templates
{
    /// <summary>Of a deployment that uses every optional part.</summary>
    const string Parameters = "full.bicepparam";

    public const string Golden = "infra";

    static readonly string s_folder = Repository.Path("infra");

    /// <summary>What azd, or the person who deploys, sets in the environment for infra/main.bicepparam.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentValues { get; } = new Dictionary<string, string>
    {
        ["AZURE_ENV_NAME"] = "northshire",
        ["AZURE_LOCATION"] = "ukwest",
        ["COUNCILS"] = "998,999",
        ["REJECT_TEST_NUMBERS"] = "true",
        ["OPERATOR_EMAILS"] = "operators@northshire.example,second@northshire.example",
        ["CONTACT_NAME"] = "Front door data team",
        ["CONTACT_EMAIL"] = "data@northshire.example",
        ["CONTACT_TELEPHONE"] = "01632 960001",
        ["PSEUDONYM_KEY_VERSION"] = "2",
        ["PSEUDONYM_KEY"] = "invented",
        ["ANALYSTS_GROUP"] = "00000000-0000-0000-0000-00000000000a",
        ["OPERATORS_GROUP"] = "00000000-0000-0000-0000-00000000000b",
        ["DUTY_MANAGERS_GROUP"] = "00000000-0000-0000-0000-00000000000c",
        ["SIGN_IN_CLIENT_ID"] = "00000000-0000-0000-0000-0000000000f0",
        ["MALWARE_SCAN"] = "true",
        ["PARTNERS"] = "[{\"agency\":\"police\",\"sender\":\"northshire-police\","
            + "\"principalId\":\"00000000-0000-0000-0000-000000000001\"}]",
    };

    public static string EnvironmentParameters { get; } = File.ReadAllText(Path.Combine(s_folder, "main.bicepparam"))
        .ReplaceLineEndings("\n");

    public static bool AreToBeCompiled() =>
        Environment.GetEnvironmentVariable("TEMPLATES") == "compile"
        || Environment.GetEnvironmentVariable("ACCEPT") == "1" && Evaluated() != Hash();

    /// <summary>Every template's name and text.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } =
        Directory.GetFiles(s_folder, "*.bicep")
        .ToDictionary(file => Path.GetFileName(file), file => File.ReadAllText(file).ReplaceLineEndings("\n"));

    /// <summary>What the deployment depends on, as one hash.</summary>
    public static string Hash()
    {
        var parameters = Encoding.UTF8.GetString(GoldenFolder.Sent(Golden, Parameters)).ReplaceLineEndings("\n");
        var all = Texts.Append(new(Parameters, parameters)).Append(new("main.bicepparam", EnvironmentParameters))
            .OrderBy(text => text.Key, StringComparer.Ordinal);
        return Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(all.Select(text => $"{text.Key}\n{text.Value}\n")))));
    }

    /// <summary>The hash of what the deployment at hand was evaluated from.</summary>
    public static string Evaluated() => Encoding.UTF8.GetString(GoldenFolder.Sent(Golden, "templates.sha256")).Trim();

    /// <summary>Everything the compiler has to say of the templates and of the parameters, the deployment it evaluates, and the parameters
    /// it reads from <see cref="EnvironmentValues"/>.</summary>
    public static async Task<(string Said, string Deployment, string Parameters)> Compile()
    {
        var project = Repository.Path("tests", "App.Tests", "Infra", "Compiler.proj");
        await Run("dotnet", "restore", project);
        var bicep = (await Run("dotnet", "msbuild", project, "-getProperty:Bicep")).Output.Trim();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(bicep, File.GetUnixFileMode(bicep) | UnixFileMode.UserExecute);

        var folder = Directory.CreateTempSubdirectory("front-door-infra-");
        try
        {
            foreach (var file in Directory.GetFiles(s_folder).Append(Repository.Path("tests", "Golden", Golden, Parameters)))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            string At(string name) => Path.Combine(folder.FullName, name);
            var said = (await Run(bicep, "build", At("main.bicep"), "--stdout")).Errors
                + (await Run(bicep, "build-params", At("main.bicepparam"), "--stdout")).Errors;
            await Run(EnvironmentValues, bicep, "build-params", At("main.bicepparam"), "--outfile", At("parameters.json"));
            await Run(bicep, "snapshot", At(Parameters), "--location", "uksouth", "--resource-group", "front-door",
                "--subscription-id", Guid.Empty.ToString(), "--tenant-id", Guid.Empty.ToString());
            async Task<string> Written(string name) => (await File.ReadAllTextAsync(At(name))).ReplaceLineEndings("\n");
            return (said, await Written(Path.ChangeExtension(Parameters, ".snapshot.json")), await Written("parameters.json"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static Task<(string Output, string Errors)> Run(string program, params string[] arguments) =>
        Run(new Dictionary<string, string>(), program, arguments);

    static async Task<(string Output,
        string Errors)> Run(IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0,
            $"{Path.GetFileName(program)} {arguments[0]} ended with {process.ExitCode}:\n{await output}{await errors}");
        return (await output, await errors);
    }
}

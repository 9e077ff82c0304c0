using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>
/// The templates, and the Bicep compiler on them. It is 115 MB, so it is brought only for TEMPLATES=compile, as every night, and where ACCEPT=1 meets a template that
/// changed; otherwise the deployment it evaluated last is read, tests/Golden/infra/deployment.json.
/// </summary>
static class Templates
{
    /// <summary>Of a deployment that uses every optional part.</summary>
    const string Parameters = "full.bicepparam";

    public const string Golden = "infra";

    static readonly string s_folder = Repository.Path("infra");

    public static bool AreToBeCompiled() =>
        Environment.GetEnvironmentVariable("TEMPLATES") == "compile" || Environment.GetEnvironmentVariable("ACCEPT") == "1" && Evaluated() != Hash();

    /// <summary>Every template's name and text.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } =
        Directory.GetFiles(s_folder, "*.bicep").ToDictionary(file => Path.GetFileName(file), file => File.ReadAllText(file).ReplaceLineEndings("\n"));

    /// <summary>What the deployment depends on, as one hash.</summary>
    public static string Hash()
    {
        var parameters = Encoding.UTF8.GetString(GoldenFolder.Sent(Golden, Parameters)).ReplaceLineEndings("\n");
        var all = Texts.Append(new(Parameters, parameters)).OrderBy(text => text.Key, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(all.Select(text => $"{text.Key}\n{text.Value}\n")))));
    }

    /// <summary>The hash of what the deployment at hand was evaluated from.</summary>
    public static string Evaluated() => Encoding.UTF8.GetString(GoldenFolder.Sent(Golden, "templates.sha256")).Trim();

    /// <summary>Everything the compiler has to say of the templates and of the example's parameters, and the deployment it evaluates.</summary>
    public static async Task<(string Said, string Deployment)> Compile()
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
            var said = (await Run(bicep, "build", At("main.bicep"), "--stdout")).Errors + (await Run(bicep, "build-params", At("main.bicepparam"), "--stdout")).Errors;
            await Run(bicep, "snapshot", At(Parameters), "--location", "uksouth", "--resource-group", "front-door",
                "--subscription-id", Guid.Empty.ToString(), "--tenant-id", Guid.Empty.ToString());
            return (said, (await File.ReadAllTextAsync(At(Path.ChangeExtension(Parameters, ".snapshot.json")))).ReplaceLineEndings("\n"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<(string Output, string Errors)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{Path.GetFileName(program)} {arguments[0]} ended with {process.ExitCode}:\n{await output}{await errors}");
        return (await output, await errors);
    }
}

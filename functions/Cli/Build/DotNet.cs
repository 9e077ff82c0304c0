using System.Runtime.InteropServices;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Build;

/// <summary>The SDK's commands as the pipeline uses them: in the repository's folder, without servers that outlive them.</summary>
static class DotNet
{
    /// <summary>The platform this program runs on, in the SDK's words.</summary>
    public static string Platform { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    public static Task<int> Run(IEnumerable<string> arguments, Action<string> heard, CancellationToken cancel) =>
        Child.Run("dotnet", arguments, heard, cancel);

    public static Task<int> Build(Action<string> heard, CancellationToken cancel) =>
        Run(["msbuild", "Pipeline.sln", "-restore", "-p:Configuration=Release", "-v:quiet", "-nologo", "-tl:off", "-nodeReuse:false",
        "-p:UseSharedCompilation=false", "-p:RestoreLockedMode=true"], heard, cancel);

    /// <summary>Layout alone: every other rule of style is an error of the build, and the order of usings is a test.</summary>
    public static Task<int> CheckFormat(Action<string> heard, CancellationToken cancel) =>
        Run(["format", "whitespace", ".", "--folder", "--include", "functions/", "tests/", "--verify-no-changes"], heard, cancel);

    /// <summary>The app as a function app's root folder; its runtime is the plan's. Given relative to the project, the folder has no
    /// apostrophe above it, which MSBuild could not read. The analyzers have their say in Build, of the same sources.</summary>
    public static Task<int> Publish(string folder, Action<string> heard, CancellationToken cancel) =>
        Run(["publish", "functions/App", "-c", "Release", "-r", Platform, "--no-self-contained", "-p:RunAnalyzers=false",
        $"-p:PublishDir={Path.GetRelativePath(Root.At("functions", "App"), folder)}/", "-nologo", "-tl:off", "--disable-build-servers"],
            heard, cancel);
}

using System.Runtime.InteropServices;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Build;

/// <summary>Runs the SDK's commands in the repository's folder, without servers that outlive them.</summary>
static class DotNet
{
    /// <summary>The SDK's name of this platform.</summary>
    public static string Platform { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    public static Task<int> Run(IEnumerable<string> arguments, Action<string> heard, CancellationToken cancel) =>
        Child.Run("dotnet", arguments, heard, cancel);

    public static Task<int> Build(Action<string> heard, CancellationToken cancel) =>
        Run(["msbuild", "Pipeline.sln", "-restore", "-p:Configuration=Release", "-v:quiet", "-nologo", "-tl:off", "-nodeReuse:false",
        "-p:UseSharedCompilation=false", "-p:RestoreLockedMode=true"], heard, cancel);

    /// <summary>Checks only layout: every other style rule is an error of the build, and the order of usings is a test.</summary>
    public static Task<int> CheckFormat(Action<string> heard, CancellationToken cancel) =>
        Run(["format", "whitespace", ".", "--folder", "--include", "functions/", "tests/", "--verify-no-changes"], heard, cancel);

    /// <summary>Publishes the app as the root folder of a function app, for the runtime of the plan. The path is relative to the project,
    /// because MSBuild cannot read an apostrophe in a path above it. The analyzers run in Build.</summary>
    public static Task<int> Publish(string folder, Action<string> heard, CancellationToken cancel) =>
        Run(["publish", "functions/App", "-c", "Release", "-r", Platform, "--no-self-contained", "-p:RunAnalyzers=false",
        $"-p:PublishDir={Path.GetRelativePath(Root.At("functions", "App"), folder)}/", "-nologo", "-tl:off", "--disable-build-servers"],
            heard, cancel);
}

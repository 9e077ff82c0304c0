using FrontDoor.Cli.Build;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Packages;

/// <summary><c>./pipeline check</c> as a program of one file, which a partner runs on a computer without .NET.</summary>
static class CheckProgram
{
    /// <summary>A program of this name is <c>check</c> alone.</summary>
    public const string Name = "front-door-check";

    public static readonly string[] Platforms = ["win-x64", "linux-x64"];

    /// <summary>Whether this process is that program.</summary>
    public static bool IsThis => Path.GetFileName(Environment.ProcessPath)?.StartsWith(Name, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What was typed, as this program's commands: <c>check</c>, or <c>feeds</c> where that is the first word.</summary>
    public static string[] Arguments(string[] typed) => typed is ["feeds", ..] ? typed : ["check", .. typed];

    /// <summary>A text about commands as they are typed on that program.</summary>
    public static string Typed(string text) => !IsThis ? text
        : text.Replace("./pipeline check", Name, StringComparison.Ordinal).Replace("./pipeline", Name, StringComparison.Ordinal);

    /// <returns>The program's path.</returns>
    public static async Task<string> Write(string platform, string to, CancellationToken cancel)
    {
        var built = Root.At("artifacts", "package-check", platform);
        if (Directory.Exists(built)) Directory.Delete(built, recursive: true);
        await DotNet.OrSay($"the program for {platform} could not be published",
            heard => DotNet.PublishOneFile(built, platform, heard, cancel));
        var isWindows = platform.StartsWith("win", StringComparison.Ordinal);
        var program = Path.Combine(Directory.CreateDirectory(to).FullName, isWindows ? $"{Name}.exe" : Name);
        File.Copy(Path.Combine(built, isWindows ? "FrontDoor.Cli.exe" : "FrontDoor.Cli"), program, overwrite: true);
        return program;
    }
}

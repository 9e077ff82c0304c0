using System.Diagnostics;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The built program, run in a process of its own.</summary>
static class Pipeline
{
    public static Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Run(params string[] arguments) =>
        RunIn(Directory.GetCurrentDirectory(), arguments);

    public static async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> RunIn(string folder, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "FrontDoor.Cli.dll");
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.StartInfo.Environment["FRONT_DOOR_ROOT"] = Repository.Root;
        process.Start();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var said = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, Lines(await output), Lines(await said));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

using System.Diagnostics;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The program, run in a process of its own: the published one where ./pipeline test runs the tests, else the one built beside
/// them.</summary>
static class Pipeline
{
    /// <summary>How a process of it is started; all it writes is to be read.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        var start = Environment.GetEnvironmentVariable("FRONT_DOOR_PROGRAM") is { Length: > 0 } published
            ? new ProcessStartInfo(published, arguments)
            : new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FrontDoor.Cli.dll"), .. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["FRONT_DOOR_ROOT"] = Repository.Root;
        return start;
    }

    public static Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Run(params string[] arguments) =>
        RunIn(Directory.GetCurrentDirectory(), arguments);

    public static async Task<(int Code, IReadOnlyList<string> Output,
        IReadOnlyList<string> Said)> RunIn(string folder, params string[] arguments)
    {
        var start = Start(arguments);
        start.WorkingDirectory = folder;
        return await Run(start);
    }

    public static async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Run(ProcessStartInfo start)
    {
        using var process = new Process { StartInfo = start };
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

    /// <summary>Runs it to its end, which must be a success, or kills it as an operating system does. False: it was killed before it was
    /// done.</summary>
    public static async Task<bool> RunOrKill(TimeSpan? killedAfter, params string[] command)
    {
        using var process = new Process { StartInfo = Start(command) };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(killedAfter ?? TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (killedAfter is not null)
        {
            process.Kill(); // SIGKILL
            await process.WaitForExitAsync();
            return false;
        }
        Assert.True(process.ExitCode == 0, $"{await output}{await said}");
        return true;
    }

    static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

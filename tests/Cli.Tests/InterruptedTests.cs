using System.Diagnostics;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>A command somebody stops before it has waited for anything.</summary>
public sealed class InterruptedTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-stopped-");

    [Fact]
    public async Task A_check_that_is_stopped_says_so_and_leaves_nothing_of_the_file_behind()
    {
        if (OperatingSystem.IsWindows()) return; // no such signal there
        var file = Path.Combine(_folder.FullName, "ppn.csv");
        await File.WriteAllTextAsync(file, Some.PoliceFile(Enumerable.Range(0, 200_000).Select(row => Some.Ppn(row))));
        var scratch = _folder.CreateSubdirectory("scratch");
        using var process = new Process { StartInfo = Pipeline.Start("check", "police/domestic-abuse", file) };
        process.StartInfo.Environment["TMPDIR"] = scratch.FullName;
        process.Start();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var said = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            while (!IsUnpacking()) await Task.Delay(5, patience.Token);
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        Assert.Equal((130, "", "stopped"), (process.ExitCode, await output, (await said).Trim()));
        Assert.Empty(scratch.EnumerateFiles("*", SearchOption.AllDirectories));
        bool IsUnpacking() => process.HasExited || scratch.EnumerateFiles("pseudonym.key", SearchOption.AllDirectories).Any();
    }

    [Fact]
    public async Task A_demo_that_is_stopped_leaves_the_folder_of_an_earlier_one_as_it_was()
    {
        if (OperatingSystem.IsWindows()) return; // no such signal there
        var data = _folder.CreateSubdirectory("data");
        var kept = Path.Combine(data.CreateSubdirectory("demo").FullName, "of-an-earlier-demo.txt");
        await File.WriteAllTextAsync(kept, "");
        using var process = new Process { StartInfo = Pipeline.Start("demo") };
        process.StartInfo.WorkingDirectory = _folder.FullName;
        process.Start();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var said = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            var begun = Path.Combine(data.FullName, "demo.unfinished", "host.log");
            while (!process.HasExited && !File.Exists(begun)) await Task.Delay(20, patience.Token);
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 130, $"{process.ExitCode} {await output}{await said}");
        Assert.True(File.Exists(kept));
        Assert.Equal(["demo"], data.EnumerateDirectories().Select(folder => folder.Name));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

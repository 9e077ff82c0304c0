using System.Diagnostics;

namespace FrontDoor.Local.Tests.FunctionsHost;

/// <summary>The host as a process of its own, ended as an operating system and a terminal end one.</summary>
public sealed class ProcessTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_host_that_is_killed_leaves_no_worker_behind()
    {
        using var started = await Start("done");
        started.Host.Kill();

        await started.Worker.WaitForExitAsync().WaitAsync(s_patience);
    }

    [Fact]
    public async Task Ctrl_C_which_reaches_every_process_of_a_terminal_lets_what_runs_end()
    {
        using var started = await Start("wait");
        await Until(() => File.ReadAllText(started.Calls).Contains("called", StringComparison.Ordinal));
        // its whole group
        using (var interrupt = Process.Start("kill", ["-INT", "--", $"-{started.Host.Id}"])!) await interrupt.WaitForExitAsync();

        await started.Host.WaitForExitAsync().WaitAsync(s_patience);
        await started.Worker.WaitForExitAsync().WaitAsync(s_patience);
        Assert.Contains("done", await File.ReadAllTextAsync(started.Calls), StringComparison.Ordinal);
        Assert.Equal(0, started.Host.ExitCode);
    }

    async Task<Started> Start(string atTick)
    {
        var calls = Path.GetTempFileName();
        var program = Path.Combine(RunningHost.AppFolder, "..", "..", "SampleHost", Path.GetFileName(RunningHost.AppFolder),
            "FrontDoor.SampleHost.dll");
        var host = Process.Start(new ProcessStartInfo("env",
        [
            "--default-signal=INT", // a test run in the background ignores it, and so would all it starts
            "setsid", // a group of its own, as a shell makes one for a command
            "dotnet", program, RunningHost.AppFolder, $"DataStorage={azurite.ConnectionString}", $"CALLS={calls}", "Schedule=* * * * * *",
                $"AT_TICK={atTick}",
            "TextQueue=text", "BytesQueue=bytes", "MessageQueue=message",
        ])
        { RedirectStandardOutput = true })!;
        var worker = await host.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        return new Started(host, Process.GetProcessById(int.Parse(worker!, null)), calls);
    }

    static async Task Until(Func<bool> done)
    {
        for (var began = Stopwatch.GetTimestamp(); !done(); await Task.Delay(50)) Assert.True(Stopwatch.GetElapsedTime(began) < s_patience);
    }

    sealed record Started(Process Host, Process Worker, string Calls) : IDisposable
    {
        public void Dispose()
        {
            if (!Host.HasExited) Host.Kill();
            if (!Worker.HasExited) Worker.Kill();
            Host.Dispose();
            Worker.Dispose();
            File.Delete(Calls);
        }
    }
}

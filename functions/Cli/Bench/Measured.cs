using System.Diagnostics;
using System.Globalization;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Bench;

/// <summary>Runs a program on two cores and measures its time and its most memory.</summary>
sealed record Measured(double Seconds, double PeakMb)
{
    const long TwoCores = 0b11;

    public static async Task<Measured> Run(IEnumerable<string> arguments, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath!, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true
            },
        };
        process.StartInfo.Environment["DOTNET_PROCESSOR_COUNT"] = "2";
        process.Start();
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            process.ProcessorAffinity = (nint)(process.ProcessorAffinity & TwoCores);
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        try
        {
            var peak = await PeakWhileItRuns(process, cancel);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (process.ExitCode != 0)
                throw new CliException($"a measured run ended with exit code {process.ExitCode}: {string.Join(' ', await said).Trim()}",
                    "exit code 0",
                    "run it by hand to see why");
            return new Measured(seconds, peak);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    static async Task<double> PeakWhileItRuns(Process process, CancellationToken cancel)
    {
        var peak = 0.0;
        var over = process.WaitForExitAsync(cancel);
        while (await Task.WhenAny(over, Task.Delay(20, cancel)) != over) peak = Math.Max(peak, Peak(process));
        await over;
        return peak;
    }

    // The kernel's own high-water mark; it only grows, so the last look before the end is within a few ms of the truth.
    static double Peak(Process process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                process.Refresh();
                return process.PeakWorkingSet64 / 1048576.0;
            }

            var line = File.ReadLines($"/proc/{process.Id}/status")
                .FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) / 1024.0;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return 0;
        }
    }
}

using System.Diagnostics;
using FrontDoor.App.Hosting;

namespace FrontDoor.App.Tests;

/// <summary>The built app as a process that no host listens to: how it ends, and what it said on standard error.</summary>
static class StartedApp
{
    public static async Task<(int ExitCode, string Said)> End(params (string Name, string? Value)[] settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
            ?? "dotnet", [Path.Combine(AppFolder.Path, "FrontDoor.App.dll")])
        { RedirectStandardError = true };
        foreach (var setting in Settings.All) start.Environment.Remove(setting.Name);
        start.Environment["PseudonymKey"] = TestApp.Key;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            var said = await process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, said);
        }
        finally
        {
            process.Kill();
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace FrontDoor.App.Tests.Chaos;

/// <summary>The built app under the local host, which is a process of its own and can be killed.</summary>
sealed class HostProcess : IDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    readonly Process _host;
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _worker;

    HostProcess(IEnumerable<(string Name, string Value)> settings)
    {
        var built = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "SampleHost", built, "FrontDoor.SampleHost.dll");
        _host = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                [program, AppFolder.Path, .. settings.Select(setting => $"{setting.Name}={setting.Value}")])
            { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        _host.ErrorDataReceived += (_, _) => { };
        _host.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not { } id) return;
            _worker = int.Parse(id, CultureInfo.InvariantCulture);
            _ready.TrySetResult();
        };
        _host.Start();
        _host.BeginErrorReadLine();
        _host.BeginOutputReadLine();
    }

    /// <summary>Whether it gave up, as a host does at the fourth end of its worker.</summary>
    public bool HasEnded => _host.HasExited;

    public Process Worker => Process.GetProcessById(_worker);

    /// <summary>Starts it, and waits until its functions listen; again where storage let it down.</summary>
    public static async Task<HostProcess> Start(params IEnumerable<(string Name, string Value)> settings)
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            var host = new HostProcess(settings);
            await Task.WhenAny(host._ready.Task, host._host.WaitForExitAsync()).WaitAsync(s_patience);
            if (host._ready.Task.IsCompleted) return host;
            host.Dispose();
            Assert.True(Stopwatch.GetElapsedTime(began) < s_patience, "the host does not start");
        }
    }

    public void Kill() => _host.Kill();

    /// <summary>Kills the worker; false if it is dead already.</summary>
    public bool KillWorker()
    {
        try
        {
            using var worker = Worker;
            worker.Kill();
            return true;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!_host.HasExited) _host.Kill();
        _host.WaitForExit();
        _host.Dispose();
    }
}

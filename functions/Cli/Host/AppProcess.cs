using System.Diagnostics;

using FrontDoor.Local;

namespace FrontDoor.Cli;

/// <summary>The app's one process, as the host keeps it: started on a free port, asked until it answers, started anew after a crash, killed at the end.</summary>
sealed class AppProcess : IAsyncDisposable
{
    const int Restarts = 3;
    const int WishesRestart = 200;
    const string Category = "Host.Function.Console";

    static readonly TimeSpan s_askEvery = TimeSpan.FromMilliseconds(25);
    static readonly TimeSpan s_crashesForgottenAfter = TimeSpan.FromMinutes(30);

    readonly HostFile _host;
    readonly string _folder;
    readonly IReadOnlyDictionary<string, string> _settings;
    readonly HostLog _log;
    readonly CancellationTokenSource _stop = new();
    readonly Task _life;
    TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Process? _process;
    volatile bool _restarting;

    public AppProcess(HostFile host, string folder, IReadOnlyDictionary<string, string> settings, HostLog log)
    {
        (_host, _folder, _settings, _log) = (host, folder, settings, log);
        _life = Live();
    }

    /// <summary>Ends with a complaint when the app is dead for good.</summary>
    public Task Life => _life;

    public int? Id => _process?.Id;

    /// <summary>Where the app answers; waits while it starts.</summary>
    public async Task<Uri> Ready(CancellationToken cancel) => await Volatile.Read(ref _ready).Task.WaitAsync(cancel);

    /// <summary>After a connection broke: waits a moment for the end of the process to be noticed, so that the next try goes to the next one.</summary>
    public async Task Broken(Uri address)
    {
        for (var looks = 0; looks < 20 && Volatile.Read(ref _ready).Task is { IsCompletedSuccessfully: true } ready && await ready == address; looks++)
            await Task.Delay(50);
    }

    public void Restart(string why)
    {
        _log.Write(HostLevel.Error, "Host", $"killing the app: {why}");
        _restarting = true;
        _process?.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _life.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    async Task Live()
    {
        await Task.Yield();
        try
        {
            await KeepAlive();
        }
        catch (Exception fault) when (fault is Complaint or System.ComponentModel.Win32Exception)
        {
            var dead = fault as Complaint ?? new Complaint($"the app could not be started: {fault.Message}", $"an executable {_host.Executable} in {_folder}", "publish it again: ./pipeline demo");
            _log.Write(HostLevel.Error, "Host", dead.Message);
            Volatile.Read(ref _ready).TrySetException(dead);
            _ = Volatile.Read(ref _ready).Task.Exception; // seen: there may be nobody waiting
            throw dead;
        }
    }

    async Task KeepAlive()
    {
        var crashes = new List<long>();
        while (true)
        {
            var code = await LiveOnce();
            if (_stop.IsCancellationRequested) return;
            if (_restarting || code == WishesRestart)
            {
                _restarting = false;
                continue;
            }

            if (code == 0)
                throw new Complaint("the app ended with exit code 0, and the host never restarts after that: it is dead", "an app that runs until it is killed", "see its last lines in the log");
            crashes.RemoveAll(at => Stopwatch.GetElapsedTime(at) > s_crashesForgottenAfter);
            crashes.Add(Stopwatch.GetTimestamp());
            if (crashes.Count > Restarts)
                throw new Complaint($"the app crashed {crashes.Count} times (last exit code {code})", "an app that stays up", "see its last lines in the log");
            _log.Write(HostLevel.Error, "Host", $"the app crashed with exit code {code}; start {crashes.Count} of {Restarts} after a crash");
        }
    }

    async Task<int> LiveOnce()
    {
        var port = FreePort.Find();
        using var process = Start(port);
        _process = process;
        try
        {
            var address = new Uri($"http://127.0.0.1:{port}/");
            if (await Answers(process, address)) Volatile.Read(ref _ready).TrySetResult(address);
            else if (!process.HasExited) _log.Write(HostLevel.Error, "Host", $"the app did not answer GET / within {_host.InitializationTimeout}");
            else await process.WaitForExitAsync(_stop.Token);
            if (Volatile.Read(ref _ready).Task.IsCompletedSuccessfully) await process.WaitForExitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            // stopping: the host gives the app no time to end in order
        }
        finally
        {
            _process = null;
            if (!process.HasExited) process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        if (Volatile.Read(ref _ready).Task.IsCompleted) Volatile.Write(ref _ready, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await Task.Delay(200, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default); // Ctrl-C reaches the app before it reaches us
        return process.ExitCode;
    }

    // Any answer means ready, even 404; only a connection that cannot be made means to go on asking.
    async Task<bool> Answers(Process process, Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < _host.InitializationTimeout && !process.HasExited; await Task.Delay(s_askEvery, _stop.Token))
            try
            {
                using var answer = await http.GetAsync(address, _stop.Token);
                return true;
            }
            catch (Exception unready) when (unready is HttpRequestException || (unready is OperationCanceledException && !_stop.IsCancellationRequested))
            {
                // not yet: nobody listens, or it listens and is slow to answer
            }
        return false;
    }

    Process Start(int port)
    {
        var executable = Path.Combine(_folder, _host.WorkingDirectory, _host.Executable);
        if (OperatingSystem.IsWindows() && !File.Exists(executable) && File.Exists(executable + ".exe")) executable += ".exe";
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(File.Exists(executable) ? executable : _host.Executable, _host.Arguments.Select(Environment.ExpandEnvironmentVariables))
            {
                WorkingDirectory = Path.Combine(_folder, _host.WorkingDirectory),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        foreach (var (name, value) in _settings) process.StartInfo.Environment[name] = value;
        foreach (var (name, value) in HostVariables(port)) process.StartInfo.Environment[name] = value;
        process.OutputDataReceived += (_, line) => Relay(HostLevel.Information, line.Data);
        process.ErrorDataReceived += (_, line) => Relay(line.Data?.Contains("warn", StringComparison.OrdinalIgnoreCase) == true ? HostLevel.Warning : HostLevel.Error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    IEnumerable<(string Name, string Value)> HostVariables(int port)
    {
        var worker = Guid.NewGuid().ToString();
        return
        [
            ("FUNCTIONS_CUSTOMHANDLER_PORT", $"{port}"), ("FUNCTIONS_HTTPWORKER_PORT", $"{port}"),
            ("FUNCTIONS_CUSTOMHANDLER_WORKER_ID", worker), ("FUNCTIONS_HTTPWORKER_ID", worker),
            ("FUNCTIONS_APP_ROOT_PATH", _folder), ("AZURE_FUNCTIONS_ENVIRONMENT", "Development"),
        ];
    }

    void Relay(HostLevel level, string? line)
    {
        if (line is not null) _log.Write(level, Category, line);
    }
}

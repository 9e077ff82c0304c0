using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>Stands in for the Azure Functions host on one machine: starts the published .NET isolated worker and brings it what its triggers ask for.</summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    static readonly TimeSpan s_forCancelled = TimeSpan.FromSeconds(5); // to end, after the drain time

    readonly FunctionsHostOptions _options;
    readonly HostSettings _settings;
    readonly TimeProvider _clock;
    readonly ILoggerFactory _logs;
    readonly CancellationTokenSource _stop = new();
    readonly CancellationTokenSource _drained = new();
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task _life;
    WorkerSupervisor? _workers;
    HttpFrontEnd? _front;

    /// <exception cref="ExplainedException">The folder holds no published app.</exception>
    public FunctionsHost(FunctionsHostOptions options, HostLog log, TimeProvider clock)
    {
        (_options, _clock, _settings) = (options, clock, HostSettings.Read(options.AppFolder, options.Settings));
        var config = WorkerConfig.Read(options.AppFolder);
        _logs = HostLoggerProvider.Create(log, _settings);
        _life = Live(config);
    }

    /// <summary>Where http triggers answer, once the host is ready.</summary>
    public Uri Address => _front?.Address ?? throw new InvalidOperationException("The host is not ready.");

    /// <summary>The process id of the worker; null while none is ready.</summary>
    public int? WorkerId => _workers?.ProcessId;

    /// <summary>Ends when the worker has loaded its functions and every trigger is listened to.</summary>
    /// <exception cref="ExplainedException">That failed.</exception>
    public Task Ready(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Ends by a fault: no worker stays up, or a listener cannot go on. Else when the host is disposed of.</summary>
    public Task Failure() => _life;

    /// <summary>Listeners stop, running invocations get the drain time to end and are then cancelled, and the worker is terminated.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _life.ContinueWith(_ => { }, TaskScheduler.Default);
        _logs.Dispose();
        _drained.Dispose();
        _stop.Dispose();
    }

    async Task Live(WorkerConfig config)
    {
        await Task.Yield();
        try
        {
            await using var server = await FunctionRpcServer.Start(_logs);
            var workerLog = new WorkerLog(_logs);
            _workers = new WorkerSupervisor(ended => new Worker(config, server, _options.Settings, workerLog, ended), _logs.CreateLogger("Host"));
            try
            {
                await _workers.Ready(_stop.Token);
                await Serve(_workers, new Invoker(_workers, _settings.FunctionTimeout, workerLog, _logs));
            }
            finally
            {
                await _workers.Stop();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _ready.TrySetCanceled();
        }
        catch (Exception fault)
        {
            _ready.TrySetException(fault);
            _ = _ready.Task.Exception; // seen: perhaps nothing waits
            throw;
        }
    }

    async Task Serve(WorkerSupervisor workers, Invoker invoker)
    {
        AppFunction[] functions = [.. workers.Functions.Select(AppFunction.Read)];
        if (functions.Length == 0) throw new ExplainedException($"the worker in {_options.AppFolder} has no functions", "methods with the attribute Function", "publish it again: ./pipeline demo");
        _front = new HttpFrontEnd(_settings.RoutePrefix, workers, invoker, _logs, _drained.Token);
        ITriggerListener[] listeners = [.. functions.Select(function => Listener(function, invoker, _front)).OfType<ITriggerListener>(), _front];
        try
        {
            foreach (var listener in listeners) await listener.Start(_stop.Token);
            foreach (var function in functions) _logs.CreateLogger("Host").LogInformation("listening for {Function}: {Trigger}", function.Name, function.Trigger);
            _ready.TrySetResult();
            await await Task.WhenAny(workers.Life, _broken.Task, Task.Delay(Timeout.Infinite, _stop.Token));
        }
        finally
        {
            _drained.CancelAfter(_stop.IsCancellationRequested ? _options.DrainTime : TimeSpan.Zero); // at once after a fault: what runs may never end
            var stopped = Task.WhenAll(listeners.Select(listener => listener.DisposeAsync().AsTask()));
            await Task.WhenAny(stopped, Task.Delay(_options.DrainTime + s_forCancelled));
            await workers.Stop(); // fails what still runs
            await stopped;
        }
    }

    ITriggerListener? Listener(AppFunction function, Invoker invoker, HttpFrontEnd front)
    {
        switch (function.Trigger)
        {
            case Trigger.Queue queue:
                return new QueueTriggerListener(function, queue, _settings, message => invoker.Invoke(function, QueueMessageData.Invocation(function, queue, message), _drained.Token), Break, _logs);
            case Trigger.Timer timer:
                var listener = new TimerTriggerListener(function, TimerSchedule.Parse(_settings.Resolve(timer.Schedule)), request => invoker.TryInvoke(function, request, _drained.Token), Break, _clock) { Folder = _options.TimersFolder };
                front.Map(function, listener.RunNow);
                return listener;
            case Trigger.Http http:
                front.Map(function, http);
                return null;
            default: throw new InvalidOperationException($"No listener for {function.Trigger}.");
        }
    }

    void Break(Exception fault) => _broken.TrySetException(fault);
}

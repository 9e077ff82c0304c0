using FrontDoor.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>Replaces the Azure Functions host on one machine: starts the published worker and triggers its functions.</summary>
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

    /// <exception cref="ExplainedException">The folder has no published app.</exception>
    public FunctionsHost(FunctionsHostOptions options, HostLog log, TimeProvider clock)
    {
        (_options, _clock, _settings) = (options, clock, new HostSettings(options));
        _logs = HostLoggerProvider.Create(log, _settings);
        _life = Task.Run(Live);
    }

    /// <summary>The address of http triggers, once the host is ready.</summary>
    public Uri Address => _front?.Address ?? throw new InvalidOperationException("The host is not ready.");

    /// <summary>The process id of the worker; null while none is ready.</summary>
    public int? WorkerId => _workers?.ProcessId;

    /// <summary>Completes when the worker has loaded its functions and every trigger listens.</summary>
    /// <exception cref="ExplainedException">Starting failed.</exception>
    public async Task Ready(CancellationToken cancellationToken)
    {
        await (await Task.WhenAny(_ready.Task, _life).WaitAsync(cancellationToken));
        if (!_ready.Task.IsCompleted) throw new OperationCanceledException("The host was stopped.");
    }

    /// <summary>Fails if no worker stays up or a listener cannot go on. Otherwise completes when the host is disposed of.</summary>
    public Task Failure() => _life;

    /// <summary>Stops the listeners, gives running invocations the drain time and then cancels them, and terminates the worker.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _life.ContinueWith(_ => { }, TaskScheduler.Default);
        _logs.Dispose();
        _drained.Dispose();
        _stop.Dispose();
    }

    async Task Live()
    {
        await using var server = new FunctionRpcServer(_logs);
        await server.Start();
        var workerLog = new WorkerLog(_logs);
        _workers = new WorkerSupervisor(ended => new Worker(_options, server, workerLog, ended), _logs.CreateLogger("Host"));
        try
        {
            await _workers.Ready(_stop.Token);
            await Listen(_workers, new Invoker(_workers, _settings, workerLog, _logs));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // stopped
        }
        finally
        {
            await _workers.Stop();
        }
    }

    async Task Listen(WorkerSupervisor workers, Invoker invoker)
    {
        List<ITriggerListener> listeners = [_front = new HttpFrontEnd(workers, invoker, _logs, _drained.Token)];
        try
        {
            var functions = workers.Functions.Select(AppFunction.Read).ToArray();
            foreach (var function in functions)
                if (Listener(function, invoker, _front) is { } listener) listeners.Add(listener);
            foreach (var listener in listeners) await listener.Start(_stop.Token);
            foreach (var function in functions)
                _logs.CreateLogger("Host").LogInformation("listening for {Function} ({Type})", function.Name, function.Trigger.Type);
            _ready.TrySetResult();
            await await Task.WhenAny(workers.Life, _broken.Task, Task.Delay(Timeout.Infinite, _stop.Token));
        }
        finally
        {
            // after a fault, some may never end
            _drained.CancelAfter(_stop.IsCancellationRequested ? _options.DrainTime : TimeSpan.Zero);
            var stopped = Task.WhenAll(listeners.Select(listener => listener.DisposeAsync().AsTask()));
            await Task.WhenAny(stopped, Task.Delay(_options.DrainTime + s_forCancelled));
            await workers.Stop(); // fails invocations that still run
            await stopped;
        }
    }

    /// <summary>Null if the front end listens for it.</summary>
    ITriggerListener? Listener(AppFunction function, Invoker invoker, HttpFrontEnd front)
    {
        Task Run(InvocationRequest request) => invoker.Invoke(function, request, _drained.Token);
        void Break(Exception fault) => _broken.TrySetException(fault);
        switch (function.Trigger.Type)
        {
            case "queueTrigger":
                return new QueueTriggerListener(function, _settings, message => Run(QueueMessageData.Invocation(function, message)), Break,
                    _logs);
            case "timerTrigger":
                var schedule = TimerTriggerListener.Parse(_settings.Resolve(function.Trigger.Schedule!));
                var timer = new TimerTriggerListener(function, schedule, _options.TimersFolder, Run, Break, _clock);
                front.Map(function, timer.RunNow);
                return timer;
            case "httpTrigger":
                front.Map(function, _settings.RoutePrefix);
                return null;
            default: throw new InvalidOperationException($"No listener for {function.Trigger}.");
        }
    }
}

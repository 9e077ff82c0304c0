using Azure.Storage.Queues;

using FrontDoor.Local;

namespace FrontDoor.Cli;

/// <summary>Stands in for the Functions host on one machine: starts the published app and brings it what its function.json files ask for.</summary>
sealed class LocalHost : IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly AppProcess _app;
    readonly Invoker _invoker;
    readonly HttpFront _front;
    readonly Task[] _listeners;

    public LocalHost(string appFolder, IReadOnlyDictionary<string, string> settings, HostLog log, TimeProvider clock)
    {
        var host = HostFile.Read(appFolder);
        var functions = AppFunction.ReadAll(appFolder, settings);
        if (functions.Count == 0)
            throw new Complaint($"no folder in {appFolder} holds a function.json", "a published app", "publish it again: ./pipeline demo");
        Check(host, functions, settings); // before anything is started
        _app = new AppProcess(host, appFolder, settings, log);
        _invoker = new Invoker(_app, host, log);
        _front = new HttpFront(functions, _invoker, (function, timer, cancel) => new TimerListener(function, timer, _invoker, log, clock).RunOnce(cancel), log);
        _listeners = [.. functions.Select(Listener).OfType<Task>(), _front.Run(_stop.Token)];
        foreach (var function in functions)
            log.Write(HostLevel.Information, "Host", $"found {function.Name} ({function.Trigger.GetType().Name})");

        Task? Listener(AppFunction function) => function.Trigger switch
        {
            Trigger.Queue queue => new QueueListener(function, queue, new QueueServiceClient(settings[queue.Connection]), host, _invoker, log, clock).Run(_stop.Token),
            Trigger.Timer timer => new TimerListener(function, timer, _invoker, log, clock).Run(_stop.Token),
            Trigger.Http => null,
            var other => throw new InvalidOperationException($"No listener for {other}."),
        };
    }

    /// <summary>Where /api/ROUTE answers.</summary>
    public Uri Address => _front.Address;

    public int? AppId => _app.Id;

    /// <summary>Waits until the app answers.</summary>
    public Task Ready(CancellationToken cancel) => _app.Ready(cancel);

    /// <summary>Ends only by a fault: the app is dead for good, or storage could not be reached.</summary>
    public async Task Failure() => await await Task.WhenAny([_app.Life, .. _listeners]);

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        await Task.WhenAll(_listeners).ContinueWith(_ => { }, TaskScheduler.Default);
        _front.Dispose();
        _invoker.Dispose();
        _stop.Dispose();
    }

    static void Check(HostFile host, IReadOnlyList<AppFunction> functions, IReadOnlyDictionary<string, string> settings)
    {
        foreach (var function in functions)
            if (function.Trigger is Trigger.Queue queue && !settings.ContainsKey(queue.Connection))
                throw new Complaint($"the app setting {queue.Connection} is missing ({function.Name} asks for it)", "a storage connection string", "set it in the environment");
            else if (function.Trigger is Trigger.Http && !host.Forwards)
                throw new Complaint($"{function.Name} has an http trigger", "enableForwardingHttpRequest in host.json", "see docs/local-host.md");
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Storage.Queues;
using FrontDoor.Local;
using FrontDoor.Local.FunctionsHost;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>The built app as a worker under the local Functions host, which brings it what its triggers ask for, and all that both
/// said.</summary>
sealed class RunningApp : IAsyncDisposable
{
    readonly string _dataStorage;
    readonly FunctionsHost _host;
    readonly ConcurrentQueue<string> _said = new();

    RunningApp(string dataStorage, TimeSpan drainTime, IEnumerable<(string Name, string Value)> settings)
    {
        _dataStorage = dataStorage;
        var all = Settings(dataStorage).Concat(settings).ToDictionary(setting => setting.Name, setting => setting.Value);
        _host = new FunctionsHost(new FunctionsHostOptions(AppFolder.Path, all) { DrainTime = drainTime },
            new HostLog(TextWriter.Null, TimeProvider.System, (_, text) => _said.Enqueue(text)), TimeProvider.System);
    }

    public string Said => string.Join('\n', _said);

    public int WorkerId => _host.WorkerId ?? throw new InvalidOperationException("No worker is ready.");

    /// <summary>What a worker needs to be told, and a host that lets no test wait.</summary>
    public static IEnumerable<(string Name, string Value)> Settings(string dataStorage) =>
    [
        ("DataStorage", dataStorage), ("PseudonymKey", TestApp.Key), ("AllowGivenReceipt", "true"),
        ("AzureFunctionsJobHost__extensions__queues__visibilityTimeout", "00:00:00.2"),
            ("AzureFunctionsJobHost__extensions__queues__maxPollingInterval", "00:00:00.2"),
    ];

    public static Task<RunningApp> Start(Azurite azurite, params (string Name, string Value)[] settings) =>
        Start(azurite, TimeSpan.FromSeconds(10), settings);

    public static async Task<RunningApp> Start(Azurite azurite, TimeSpan drainTime, params (string Name, string Value)[] settings)
    {
        Account.Store(azurite);
        var app = new RunningApp(azurite.ConnectionString, drainTime, settings);
        await app._host.Ready(default).WaitAsync(TimeSpan.FromMinutes(2));
        return app;
    }

    public HttpClient Http() => new() { BaseAddress = _host.Address };

    public Task Send(string queue, string message) =>
        new QueueClient(_dataStorage, queue,
        new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }).SendMessageAsync(message);

    public Task Until(string said) => Until(() => Task.FromResult(Said.Contains(said, StringComparison.Ordinal)), said);

    public async Task Until(Func<Task<bool>> done, string what)
    {
        for (var began = Stopwatch.GetTimestamp(); !await done(); await Task.Delay(50))
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2), $"after 2 minutes still not: {what}\n{Said}");
    }

    /// <summary>Waits for one that is ready; it may be the next one already.</summary>
    public async Task KillWorker()
    {
        while (_host.WorkerId is null) await Task.Delay(20);
        using var worker = Process.GetProcessById(WorkerId);
        worker.Kill();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Queues;
using FrontDoor.App.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests.Chaos;

/// <summary>The app on storage that fails, with workers whose clocks are wrong beside it, while worker, host and topic are killed at random
/// and files arrive; and then the quiet in which all of it ends.</summary>
sealed class Soak : IAsyncDisposable
{
    /// <summary>Of the requests to storage, how many go wrong; with a client's own tries a file meets several of them.</summary>
    const double Chance = 0.05;

    const double EventLost = 0.06, EventTwice = 0.1, TakenByAWrongClock = 0.1;

    /// <summary>Longer than a run may take before its work counts as abandoned.</summary>
    static readonly TimeSpan s_wrongBy = TimeSpan.FromMinutes(20);

    static readonly TimeSpan s_sweepEvery = TimeSpan.FromSeconds(3);

    readonly Azurite _azurite;
    readonly TestApp _ahead, _behind;
    readonly Random _random;
    readonly BlobStore _store;
    HostProcess _host = null!;

    Soak(Azurite azurite, StorageProxy proxy, BrokerProcess broker, int seed)
    {
        (_azurite, Proxy, Broker, _random, _store) = (azurite, proxy, broker, new Random(seed), Account.Store(azurite));
        (_ahead, _behind) = (App(proxy.ConnectionString, s_wrongBy), App(proxy.ConnectionString, -s_wrongBy));
    }

    public StorageProxy Proxy { get; }

    public BrokerProcess Broker { get; }

    /// <summary>What was killed, and how often; a host that gave up by itself too.</summary>
    public ConcurrentDictionary<string, int> Ends { get; } = new();

    /// <summary>Exceptions that functions of the workers with wrong clocks ended with; a host would have logged them.</summary>
    public ConcurrentDictionary<string, int> Failed { get; } = new();

    public static async Task<Soak> Start(Azurite azurite, int seed)
    {
        Account.Store(azurite);
        var broker = new BrokerProcess();
        await broker.Start();
        var soak = new Soak(azurite, await StorageProxy.Start(azurite.ConnectionString, seed), broker, seed);
        soak._host = await soak.StartHost();
        return soak;
    }

    /// <summary>Lets the files arrive, and kills something so many times while they do.</summary>
    public async Task Run(IReadOnlyList<ChaosFile> files, int kills)
    {
        Proxy.Chance = Chance;
        using var over = new CancellationTokenSource();
        var disturbing = Task.WhenAll(Kill(kills), Sweep(over.Token));
        var (wrongClocks, events, dropped) = (new List<Task>(), Account.Queue(_azurite, Queues.Arrivals), 0);
        foreach (var file in files)
        {
            var message = await Dropped.File(_azurite, file.Agency, file.Path, file.Content, file.Received
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            var fate = Next();
            for (var times = fate < EventLost ? 0 : fate < 1 - EventTwice ? 1 : 2; times > 0; times--)
                await events.SendMessageAsync(message);
            if (Next() < TakenByAWrongClock) wrongClocks.Add(Try(Next() < 0.5 ? _ahead : _behind, "ReceiveFile", message));
            await Task.Delay((int)(Next() * 200));
            for (dropped++; Ends.Values.Sum() < kills * dropped / files.Count - 1;) await Task.Delay(50); // so that kills meet work
        }
        await Task.WhenAll(wrongClocks);
        while (Ends.Values.Sum() < kills) await Task.Delay(100);
        await over.CancelAsync();
        await disturbing;
    }

    /// <summary>Storage works again and the app is started anew. Ends once nothing waits, is staged or is delayed.</summary>
    /// <param name="isReceived">Whether every file has its receipt.</param>
    public async Task Settle(Func<Task<bool>> isReceived, TimeSpan patience)
    {
        Proxy.Chance = 0;
        _host.Dispose();
        _host = await StartHost();
        var began = Stopwatch.GetTimestamp();
        for (var (later, left) = (s_wrongBy, "everything"); left.Length > 0; await Task.Delay(500))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < patience, $"still not done: {left}");
            if ((await Account.Queue(_azurite, Queues.Arrivals).PeekMessageAsync()).Value is null)
            {
                // As RecoverFiles does in time; a message that a killed host held is hidden for ten minutes.
                using var app = App(_azurite.ConnectionString, later);
                await app.Run("RecoverFiles");
                later += s_wrongBy;
            }
            left = await Left(isReceived);
        }
    }

    async Task<string> Left(Func<Task<bool>> isReceived)
    {
        var left = new List<string>();
        foreach (var (container, folder) in ((string, string)[])[(Containers.Restricted, StagedTables.Folder),
            (Containers.Restricted, "names/"), (Containers.State, AlertStore.ToSend)])
            if (await _store.List(container, folder, default).CountAsync() is > 0 and var count) left.Add($"{count} in {folder}");
        await foreach (var queue in new QueueServiceClient(_azurite.ConnectionString).GetQueuesAsync())
            if (queue.Name.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal)
                && (await Account.Queue(_azurite, queue.Name).GetPropertiesAsync()).Value.ApproximateMessagesCount is > 0 and var messages)
                left.Add($"{messages} messages in {queue.Name}");
        if (!await isReceived()) left.Add("receipts");
        return string.Join(", ", left);
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        _ahead.Dispose();
        _behind.Dispose();
        Broker.Dispose();
        await Proxy.DisposeAsync();
    }

    async Task Kill(int times)
    {
        while (Ends.Values.Sum() < times)
        {
            await Task.Delay((int)(300 + Next() * 2000));
            if (_host.HasEnded) await Restart("host gave up");
            else
                switch (Next())
                {
                    case < 0.4:
                        if (_host.KillWorker()) Count("worker");
                        break;
                    case < 0.7:
                        await Restart("host");
                        break;
                    default:
                        await Broker.Kill();
                        Count("topic");
                        await Task.Delay((int)(Next() * 500));
                        await Broker.Start();
                        break;
                }
        }

        async Task Restart(string what)
        {
            _host.Dispose();
            Count(what);
            _host = await StartHost();
        }

        void Count(string what) => Ends.AddOrUpdate(what, 1, (_, before) => before + 1);
    }

    /// <summary>What a worker with a wrong clock takes for lost is taken again, and what is lost may stay so for longer.</summary>
    async Task Sweep(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(s_sweepEvery, over).ContinueWith(_ => { }, TaskScheduler.Default);
            await Try(Next() < 0.5 ? _ahead : _behind, "RecoverFiles");
        }
    }

    async Task Try(TestApp app, string function, string message = "")
    {
        if (await Xunit.Record.ExceptionAsync(() => app.Run(function, message)) is { } fault)
            Failed.AddOrUpdate($"{function}: {fault.GetBaseException().GetType().Name}", 1, (_, before) => before + 1);
    }

    TestApp App(string dataStorage, TimeSpan wrongBy) => new(new SkewedClock(wrongBy), dataStorage, ("AllowGivenReceipt", "true"),
        ("ServiceBus", Broker.ConnectionString));

    Task<HostProcess> StartHost()
    {
        IEnumerable<(string Name, string Value)> settings =
            [.. RunningApp.Settings(Proxy.ConnectionString), ("ServiceBus", Broker.ConnectionString)];
        return HostProcess.Start(Environment.GetEnvironmentVariable("HOST_LOG") is { Length: > 0 } log ? settings.Append(("HOST_LOG", log))
            : settings);
    }

    double Next()
    {
        lock (_random) return _random.NextDouble();
    }
}

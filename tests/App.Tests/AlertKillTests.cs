using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using FrontDoor.Stages;
using FrontDoor.Tests;
using Xunit.Abstractions;

namespace FrontDoor.App.Tests;

/// <summary>The app and the topic killed at random while alerts flow.</summary>
/// <remarks>ALERTS_KILLED says how many alerts; the nightly run asks for 10,000.</remarks>
[Collection(nameof(Azurite))]
public sealed class AlertKillTests(Azurite azurite, ITestOutputHelper output) : IAsyncLifetime, IAsyncDisposable
{
    const int Usual = 500, AtOnce = 8, AlertsAKill = 25;

    readonly DirectoryInfo _kept = Directory.CreateTempSubdirectory("alerts-killed-");
    readonly ConcurrentQueue<string> _queue = new();
    readonly Random _random = new(20260105);
    BlobStore _store = null!;
    ServiceBusDouble _bus = null!;
    AppProcess _app = null!;
    int _port, _apps, _topics;

    public async Task InitializeAsync()
    {
        _store = Account.Store(azurite);
        _bus = await ServiceBusDouble.Start(folder: _kept.FullName);
        _port = _bus.Port;
        _app = await Start();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _bus.DisposeAsync();
        _kept.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_alert_arrives_and_none_twice_though_app_and_topic_are_killed_at_random()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("ALERTS_KILLED"), CultureInfo.InvariantCulture, out var given) ? given : Usual;
        var ids = Enumerable.Range(0, count).Select(at => $"{at:x32}").ToArray();
        var outbox = new Outbox(_store);
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, cancel) => await outbox.Hold(Given.Notice(id), cancel));
        foreach (var id in ids) _queue.Enqueue(id);

        using var done = new CancellationTokenSource();
        var killer = Kill(count / AlertsAKill, done.Token);
        var watch = Stopwatch.StartNew();
        do
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Work()));
            await foreach (var id in outbox.Waiting(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, default)) // as Sweep would
                if (id.StartsWith("000000000000", StringComparison.Ordinal)) _queue.Enqueue(id);
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(Math.Max(20, count / 200)), $"{_queue.Count} alerts still wait");
        }
        while (!_queue.IsEmpty);
        await done.CancelAsync();
        await killer;

        var arrived = (await _bus.Messages()).Select(message => message.MessageId).ToList();
        output.WriteLine($"{count} alerts in {watch.Elapsed.TotalSeconds:0} s; the app was killed {_apps} times, the topic {_topics} times; {arrived.Count} messages");
        Assert.Equal(ids, arrived.Order(StringComparer.Ordinal)); // each, and each once
        Assert.True(_apps >= 2 && _topics >= 2, $"killed {_apps} and {_topics} times: too seldom to prove anything");
    }

    /// <summary>Brings messages as the host does: what fails is brought again.</summary>
    async Task Work()
    {
        while (_queue.TryDequeue(out var id))
            try
            {
                if ((await _app.Post("/Notify", Golden.Body("notify").Replace("0123456789abcdef0123456789abcdef", id, StringComparison.Ordinal))).Status != HttpStatusCode.OK)
                    _queue.Enqueue(id);
            }
            catch (Exception killed) when (killed is HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException)
            {
                _queue.Enqueue(id);
                await Task.Delay(50);
            }
    }

    async Task Kill(int atMost, CancellationToken done)
    {
        while (!done.IsCancellationRequested && _apps + _topics < atMost)
        {
            await Task.Delay(_random.Next(100, 600), CancellationToken.None);
            if (_random.Next(2) == 0)
            {
                await _app.DisposeAsync(); // SIGKILL
                _app = await Start();
                _apps++;
            }
            else
            {
                await _bus.DisposeAsync();
                await Task.Delay(_random.Next(50, 500), CancellationToken.None);
                _bus = await ServiceBusDouble.Start(folder: _kept.FullName, port: _port);
                _topics++;
            }
        }
    }

    Task<AppProcess> Start() => AppProcess.Start(
        ("DataStorage", azurite.ConnectionString), ("ServiceBus", _bus.ConnectionString));
}

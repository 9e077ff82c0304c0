using System.Diagnostics;
using System.Globalization;
using FrontDoor.App.Messages;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>The worker, its host and the topic killed at random while alerts flow.</summary>
/// <remarks>ALERTS_KILLED says how many alerts; the nightly run asks for 10,000.</remarks>
[Collection(nameof(WorkerTests))]
public sealed class AlertKillTests(Azurite azurite)
{
    const int Usual = 150, AtOnce = 8, AlertsAKill = 15;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A host gives up at the fourth end of its worker.</summary>
    const int KillsAHost = 3;

    [Fact]
    public async Task Every_alert_arrives_and_none_twice_though_worker_and_topic_are_killed_at_random()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("ALERTS_KILLED"), CultureInfo.InvariantCulture, out var given) ? given
            : Usual;
        var ids = Enumerable.Range(0, count).Select(at => $"{at:x32}").ToArray();
        var alerts = new AlertStore(Account.Store(azurite));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(ids, parallel, async (id, cancellationToken) => await alerts.Add(Given.Notice(id), cancellationToken));
        var kept = Directory.CreateTempSubdirectory("alerts-killed-");
        await using var flow = new Flow(azurite, kept.FullName);
        await flow.Start();

        var killing = flow.Kill(count / AlertsAKill);
        var (killed, began) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (await Waiting() is { Count: > 0 } left)
        {
            if (killing.IsCompleted && Stopwatch.GetElapsedTime(killed) > Patience)
            {
                await flow.KillWorker(); // one that met the topic down time and again leaves it alone for minutes
                killed = Stopwatch.GetTimestamp();
            }
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(Math.Max(20, count / 200)),
                $"{left.Count} alerts still wait");
            // as RecoverFiles would
            await Parallel.ForEachAsync(left, parallel, async (id, _) => await flow.App.Send(Queues.Notices, NoticeMessage.Write(id)));
            while ((await Account.Queue(azurite, Queues.Notices).GetPropertiesAsync()).Value.ApproximateMessagesCount > 0)
                await Task.Delay(200);
            await Task.Delay(500); // no faster than a topic that is down is tried again
        }
        await killing;

        var arrived = (await flow.Bus.Messages(count)).Select(message => message.MessageId).ToList();
        Assert.Equal(ids, arrived.Where(IsOurs).Order(StringComparer.Ordinal)); // each, and each once
        Assert.Distinct(arrived); // nor any that another test left in the account
        Assert.True(flow.Workers >= 2 && flow.Topics >= 2, $"killed {flow.Workers} and {flow.Topics} times: too seldom to prove anything");

        async Task<List<string>> Waiting()
        {
            var waiting = new List<string>();
            await foreach (var id in alerts.Waiting(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, default))
                if (IsOurs(id)) waiting.Add(id);
            return waiting;
        }

        static bool IsOurs(string id) => id.StartsWith("000000000000", StringComparison.Ordinal);
    }

    /// <summary>A worker with its host, and a topic that keeps what it took, until they are killed.</summary>
    sealed class Flow(Azurite azurite, string kept) : IAsyncDisposable
    {
        const string Key = "a2lsbGVkLWF0LXJhbmRvbQ==";

        readonly Random _random = new(20260105);

        public RunningApp App { get; private set; } = null!;
        public ServiceBusDouble Bus { get; private set; } = null!;
        public int Workers { get; private set; }
        public int Topics { get; private set; }

        public async Task Start()
        {
            Bus = await ServiceBusDouble.Start(folder: kept, key: Key);
            App = await StartApp();
        }

        public async Task KillWorker()
        {
            await App.KillWorker();
            if (++Workers % KillsAHost != 0) return;
            await App.DisposeAsync();
            App = await StartApp();
        }

        public async Task Kill(int times)
        {
            while (Workers + Topics < times)
            {
                await Task.Delay(_random.Next(200, 1200));
                if (_random.Next(2) == 0) await KillWorker();
                else
                {
                    var port = Bus.Port;
                    await Bus.DisposeAsync();
                    await Task.Delay(_random.Next(50, 500));
                    Bus = await ServiceBusDouble.Start(folder: kept, port: port, key: Key);
                    Topics++;
                }
            }
        }

        /// <summary>With a queue that sets no message aside: that an alert is put off is tested elsewhere.</summary>
        Task<RunningApp> StartApp() =>
            RunningApp.Start(azurite, ("ServiceBus", Bus.ConnectionString), ("AzureFunctionsJobHost__extensions__queues__maxDequeueCount",
            "1000"));

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            await Bus.DisposeAsync();
            Directory.Delete(kept, recursive: true);
        }
    }
}

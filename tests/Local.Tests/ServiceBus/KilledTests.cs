using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;
using Microsoft.Extensions.Time.Testing;

namespace FrontDoor.Local.Tests.ServiceBus;

/// <summary>What the stand-in took is there after it was killed, and what was completed is not.</summary>
public sealed class KilledTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("service-bus-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_with_minus_9_while_it_sends_and_receives_it_loses_nothing_it_took()
    {
        const int count = 600, kills = 4;
        var port = FreePort.Find();
        await using var client = new ServiceBusClient(Connection(port), new ServiceBusClientOptions
        {
            RetryOptions = { Mode = ServiceBusRetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(200), MaxRetries = 100,
            TryTimeout = TimeSpan.FromSeconds(10) },
        });
        await using var sender = client.CreateSender(Queues.AlertsTopic);
        var (received, sent) = (new ConcurrentDictionary<string, int>(), 0);
        await using var processor =
            client.CreateProcessor(Queues.AlertsTopic, "critical", new ServiceBusProcessorOptions { MaxConcurrentCalls = 4 });
        processor.ProcessMessageAsync += each =>
        {
            received.AddOrUpdate(each.Message.MessageId, 1, (_, times) => times + 1);
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask; // the connection that broke, and locks lost with it

        var broker = await Start(port);
        var sending = Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (at, cancel) =>
        {
            await sender.SendMessageAsync(Alert($"m{at:0000}"), cancel);
            Interlocked.Increment(ref sent);
            await Task.Delay(15, cancel);
        });
        await processor.StartProcessingAsync();
        for (var kill = 0; kill < kills; kill++)
        {
            while (sent < count / (kills + 1) * (kill + 1) && !sending.IsCompleted) await Task.Delay(10);
            Assert.False(sending.IsCompleted); // else the kill would prove nothing
            broker.Kill();
            await broker.WaitForExitAsync();
            broker.Dispose();
            broker = await Start(port);
        }
        await sending;
        var watch = Stopwatch.StartNew();
        // what a killed broker had locked comes at once: locks are not kept
        while (received.Count < count && watch.Elapsed < TimeSpan.FromSeconds(90)) await Task.Delay(100);
        await processor.StopProcessingAsync();

        await using var operators =
            client.CreateReceiver(Queues.AlertsTopic, "operators",
            new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var kept = new List<string>();
        while (kept.Count < count && await operators.ReceiveMessagesAsync(200, TimeSpan.FromSeconds(10)) is { Count: > 0 } some)
            kept.AddRange(some.Select(message => message.MessageId));
        broker.Kill();
        await broker.WaitForExitAsync();
        broker.Dispose();
        Assert.Equal(count, received.Count);
        Assert.Equal(count, kept.Count); // once each, though senders tried again what had been stored
        Assert.Equal(count, kept.Distinct().Count());
    }

    [Fact]
    public async Task What_was_taken_completed_deferred_buried_and_scheduled_is_so_after_a_restart()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        long deferred;
        await using (var broker = await Begin(clock))
        await using (var client = new ServiceBusClient(broker.ConnectionString))
        {
            await using var sender = client.CreateSender(Queues.AlertsTopic);
            await sender.SendMessagesAsync([.. ((string[])["completed", "deferred", "buried", "locked", "waiting"]).Select(Alert)]);
            await sender.ScheduleMessageAsync(Alert("scheduled"), clock.GetUtcNow().AddHours(1));
            await sender.CancelScheduledMessageAsync(await sender.ScheduleMessageAsync(Alert("cancelled"), clock.GetUtcNow().AddHours(1)));
            await using var receiver = client.CreateReceiver(Queues.AlertsTopic, "critical");
            var got = new List<ServiceBusReceivedMessage>();
            while (got.Count < 4) got.AddRange(await receiver.ReceiveMessagesAsync(4 - got.Count, TimeSpan.FromSeconds(20)));
            await receiver.CompleteMessageAsync(got[0]);
            await receiver.DeferMessageAsync(got[1]);
            await receiver.DeadLetterMessageAsync(got[2], "unreadable");
            deferred = got[1].SequenceNumber;
        }
        // half a line, as of a killed program
        await File.AppendAllTextAsync(Path.Combine(_folder.FullName, "service-bus.log"), "{\"sequence\":99,\"in\":[\"crit");

        for (var restart = 0; restart < 2; restart++) // the second time from what the first one wrote anew
        {
            await using var broker = await Begin(clock);
            await using var client = new ServiceBusClient(broker.ConnectionString);
            await using var sender = client.CreateSender(Queues.AlertsTopic);
            // all known
            await sender.SendMessagesAsync([.. ((string[])["completed", "deferred", "waiting", "scheduled", "cancelled"]).Select(Alert)]);
            await using var receiver = client.CreateReceiver(Queues.AlertsTopic, "critical");
            Assert.Equal(["deferred", "locked", "waiting"], (await receiver.PeekMessagesAsync(10)).Select(message => message.MessageId));
            await using var dead = client.CreateReceiver(Queues.AlertsTopic, "critical",
                new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
            Assert.Equal(("buried", "unreadable"),
                Assert.Single((await dead.PeekMessagesAsync(10)).Select(message => (message.MessageId, message.DeadLetterReason))));
            if (restart == 0) continue;

            await receiver.CompleteMessageAsync(await receiver.ReceiveDeferredMessageAsync(deferred));
            clock.Advance(TimeSpan.FromHours(1));
            await using var police =
                client.CreateReceiver(Queues.AlertsTopic, "police",
                new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
            var all = new List<string>();
            while (all.Count < 6) all.Add((await police.ReceiveMessageAsync(TimeSpan.FromSeconds(20))).MessageId);
            Assert.Equal(["completed", "deferred", "buried", "locked", "waiting", "scheduled"], all);
        }
    }

    [Fact]
    public async Task The_log_is_written_anew_before_it_grows_without_end_and_keeps_what_is_held()
    {
        var body = new string('x', 100_000);
        await using (var broker = await Begin(TimeProvider.System))
        await using (var client = new ServiceBusClient(broker.ConnectionString))
        {
            await using var sender = client.CreateSender(Queues.AlertsTopic);
            await sender.SendMessageAsync(Alert("kept"));
            await using var receiver =
                client.CreateReceiver(Queues.AlertsTopic, "operators",
                new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
            for (var at = 0; at < 400; at++) // 53 MB of log
            {
                await sender.SendMessageAsync(new ServiceBusMessage(body) { MessageId = $"large-{at}", Subject = "stalled" });
                while ((await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(20))).MessageId != $"large-{at}") ;
            }
        }
        Assert.InRange(new FileInfo(Path.Combine(_folder.FullName, "service-bus.log")).Length, 1, 18_000_000);

        await using (var again = await Begin(TimeProvider.System))
        await using (var client = new ServiceBusClient(again.ConnectionString))
        {
            await using var receiver = client.CreateReceiver(Queues.AlertsTopic, "critical");
            Assert.Equal("kept", Assert.Single(await receiver.PeekMessagesAsync(10)).MessageId);
        }
        Assert.InRange(new FileInfo(Path.Combine(_folder.FullName, "service-bus.log")).Length, 1, 100_000);
    }

    Task<ServiceBusBroker> Begin(TimeProvider clock) =>
        ServiceBusBroker.Start(new ServiceBusBrokerOptions { Folder = _folder.FullName, Clock = clock }, default);

    static ServiceBusMessage Alert(string id) =>
        new("told") { MessageId = id, Subject = "late", ApplicationProperties = { ["severity"] = "critical", ["agency"] = "police" } };

    static string Connection(int port) =>
        $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=local;UseDevelopmentEmulator=true";

    async Task<Process> Start(int port)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "FrontDoor.Cli.dll"), "service-bus", "--folder", _folder.FullName, "--port",
                port.ToString(CultureInfo.InvariantCulture), "--key", "local"])
        { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        Assert.Equal(Connection(port), await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        return process;
    }
}

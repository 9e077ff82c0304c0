using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Storage.Objects;
using Microsoft.Extensions.Time.Testing;

namespace FrontDoor.Local.Tests.ServiceBus;

/// <summary>What only the stand-in can be made to do: refuse, throttle, fall silent, be cut. What the sender sees, and that the message is
/// there once.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    ServiceBusBroker _broker = null!;
    ServiceBusClient _client = null!;
    ServiceBusSender _sender = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await ServiceBusBroker.Start(new ServiceBusBrokerOptions { Clock = _clock }, default);
        (_client, _sender) = Connect(_broker.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task No_one_sends_or_reads_with_another_key()
    {
        var (wrong, sender) = Connect(_broker.ConnectionString.Replace("SharedAccessKey=", "SharedAccessKey=x", StringComparison.Ordinal));
        await using (wrong)
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => sender.SendMessageAsync(Alert()));
            await using var receiver = wrong.CreateReceiver(Queues.AlertsTopic, "critical");
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(1)));
        }
        Assert.Empty(await Stored());
    }

    [Theory]
    [InlineData("amqp:internal-error", ServiceBusFailureReason.GeneralError, 3)] // tried again
    [InlineData("com.microsoft:timeout", ServiceBusFailureReason.ServiceTimeout, 3)]
    [InlineData("com.microsoft:entity-disabled", ServiceBusFailureReason.MessagingEntityDisabled, 1)]
    [InlineData("amqp:resource-limit-exceeded", ServiceBusFailureReason.QuotaExceeded, 1)]
    [InlineData("amqp:link:message-size-exceeded", ServiceBusFailureReason.MessageSizeExceeded, 1)]
    public async Task A_refusal_is_seen_as_what_it_is(string condition, ServiceBusFailureReason reason, int tries)
    {
        _broker.Faults.EveryTransfer = new BrokerFault.Refuse(condition);

        Assert.Equal(reason, (await Assert.ThrowsAsync<ServiceBusException>(() => _sender.SendMessageAsync(Alert()))).Reason);

        Assert.Equal(tries, _broker.Faults.Transfers);
        Assert.Empty(await Stored());
    }

    [Fact]
    public async Task A_refusal_that_passes_is_not_seen()
    {
        _broker.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse("amqp:internal-error"));

        await _sender.SendMessageAsync(Alert());

        Assert.Equal((2, 0), (_broker.Faults.Transfers, _broker.Duplicates));
        Assert.Single(await Stored());
    }

    [Fact]
    public async Task A_throttled_sender_waits_ten_seconds_before_it_tries_again()
    {
        _broker.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse("com.microsoft:server-busy"));
        var (client, sender) = Connect(_broker.ConnectionString, TimeSpan.FromSeconds(15));
        await using (client)
        {
            var watch = Stopwatch.StartNew();
            await sender.SendMessageAsync(Alert());
            Assert.InRange(watch.Elapsed.TotalSeconds, 9.5, 60);
        }
        Assert.Equal(2, _broker.Faults.Transfers);
        Assert.Single(await Stored());
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)] // stored at the first try: the second is dropped
    public async Task A_connection_cut_is_not_seen_and_the_message_is_there_once(bool afterStore, int duplicates)
    {
        _broker.Faults.NextTransfers.Enqueue(afterStore ? new BrokerFault.CutAfterStore() : new BrokerFault.CutBeforeStore());

        await _sender.SendMessageAsync(Alert());

        Assert.Equal((2, duplicates), (_broker.Faults.Transfers, _broker.Duplicates));
        Assert.Single(await Stored());
    }

    [Fact]
    public async Task A_connection_that_is_always_cut_is_said_to_be_so()
    {
        _broker.Faults.EveryTransfer = new BrokerFault.CutBeforeStore();

        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem,
            (await Assert.ThrowsAsync<ServiceBusException>(() => _sender.SendMessageAsync(Alert()))).Reason);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_a_sending_in_doubt()
    {
        _broker.Faults.EveryTransfer = new BrokerFault.AnswerLate(null);
        Assert.Equal(ServiceBusFailureReason.ServiceTimeout,
            (await Assert.ThrowsAsync<ServiceBusException>(() => _sender.SendMessageAsync(Alert()))).Reason);

        _broker.Faults.EveryTransfer = null;
        await _sender.SendMessageAsync(Alert());
        Assert.Equal(3, _broker.Duplicates);
        Assert.Single(await Stored());
    }

    [Fact]
    public async Task A_slow_answer_is_waited_for()
    {
        _broker.Faults.NextTransfers.Enqueue(new BrokerFault.AnswerLate(TimeSpan.FromMilliseconds(700)));

        await _sender.SendMessageAsync(Alert());

        Assert.Equal(1, _broker.Faults.Transfers);
        Assert.Single(await Stored());
    }

    [Fact]
    public async Task A_second_broker_is_not_let_on_to_the_same_port()
    {
        var port = new Uri(ServiceBusConnectionStringProperties.Parse(_broker.ConnectionString).Endpoint.AbsoluteUri).Port;

        await Assert.ThrowsAsync<ExplainedException>(() => ServiceBusBroker.Start(new ServiceBusBrokerOptions { Port = port }, default));
    }

    [Fact]
    public async Task Connections_cut_under_senders_and_readers_lose_nothing_and_double_nothing()
    {
        var received = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        await using var processor =
            _client.CreateProcessor(Queues.AlertsTopic, "critical",
            new ServiceBusProcessorOptions { MaxConcurrentCalls = 4, PrefetchCount = 20 });
        processor.ProcessMessageAsync += each => Task.FromResult(received[each.Message.MessageId] = true);
        processor.ProcessErrorAsync += _ => Task.CompletedTask; // cut
        await processor.StartProcessingAsync();
        using var over = new CancellationTokenSource();
        var cutting = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                await Task.Delay(100);
                _broker.CutConnections();
            }
        });
        var ids = Enumerable.Range(0, 400).Select(at => $"m{at:000}").ToList();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, cancel) =>
        {
            while (true)
                try
                {
                    await _sender.SendMessageAsync(Alert(id), cancel);
                    await Task.Delay(5, cancel);
                    return;
                }
                catch (ServiceBusException fault) when (fault.IsTransient)
                {
                    await Task.Delay(10, cancel);
                }
        });
        await over.CancelAsync();
        await cutting;
        for (var tries = 0; received.Count < ids.Count && tries < 300; tries++)
        {
            await Task.Delay(100);
            _clock.Advance(TimeSpan.FromSeconds(5)); // what was on its way at a cut stays locked for a minute
        }
        await processor.StopProcessingAsync();

        Assert.Equal(ids, received.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ids, (await Stored()).Order(StringComparer.Ordinal));
    }

    static (ServiceBusClient, ServiceBusSender) Connect(string connectionString, TimeSpan? tryTimeout = null)
    {
        var client = new ServiceBusClient(connectionString, new ServiceBusClientOptions
        {
            RetryOptions = { Mode = ServiceBusRetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(50), MaxRetries = 2,
            TryTimeout = tryTimeout ?? TimeSpan.FromSeconds(5) },
        });
        return (client, client.CreateSender(Queues.AlertsTopic));
    }

    static ServiceBusMessage Alert(string id = "a") =>
        new("told") { MessageId = id, Subject = "late", ApplicationProperties = { ["severity"] = "critical", ["agency"] = "police" } };

    async Task<List<string>> Stored()
    {
        await using var client = new ServiceBusClient(_broker.ConnectionString);
        await using var receiver = client.CreateReceiver(Queues.AlertsTopic, "operators");
        var (ids, from) = (new List<string>(), 0L);
        while (await receiver.PeekMessagesAsync(250, from) is { Count: > 0 } found)
        {
            ids.AddRange(found.Select(message => message.MessageId));
            from = found[^1].SequenceNumber + 1;
        }
        return ids;
    }
}

using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using FrontDoor.Alerting;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Local.Tests.ServiceBus;

/// <summary>What the pipeline relies on in Service Bus: held against the stand-in, and against a real namespace where
/// SERVICE_BUS_TEST_CONNECTION names one with the topic of infra.</summary>
public sealed class ContractTests : IAsyncLifetime
{
    Namespace _bus = null!;

    public async ValueTask InitializeAsync() => _bus = await Namespace.Open();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        var sent = _bus.Alert("a");
        (sent.ContentType, sent.CorrelationId, sent.ReplyTo, sent.To, sent.TimeToLive) = ("application/cloudevents+json", "c", "r", "t",
            TimeSpan.FromDays(1));
        foreach (var (name, value) in new (string, object)[]
        {
            ("int", 7), ("long", 7L << 40), ("bool", true), ("double", 1.5), ("guid", Guid.NewGuid()), ("date",
            new DateTime(2026, 1, 5, 7, 0, 0, DateTimeKind.Utc)),
            ("offset", new DateTimeOffset(2026, 1, 5, 7, 0, 0, TimeSpan.Zero)), ("span", TimeSpan.FromMinutes(90)), ("uri",
            new Uri("https://example.org/a")),
        }) sent.ApplicationProperties[name] = value;
        await _bus.Sender.SendMessageAsync(sent);

        await using var receiver = _bus.Receiver("critical");
        var got = (await _bus.Next(receiver))!;
        Assert.Equal("body of a", got.Body.ToString());
        Assert.Equal((sent.MessageId, "late", sent.ContentType, "c", "r", "t", sent.TimeToLive), (got.MessageId, got.Subject,
            got.ContentType, got.CorrelationId, got.ReplyTo, got.To, got.TimeToLive));
        Assert.Equal(sent.ApplicationProperties, got.ApplicationProperties);
        Assert.Equal((1, ServiceBusMessageState.Active), (got.DeliveryCount, got.State));
        Assert.True(got.SequenceNumber > 0 && got.EnqueuedSequenceNumber > 0);
        Assert.InRange(got.EnqueuedTime, _bus.Now - TimeSpan.FromMinutes(1), _bus.Now + TimeSpan.FromMinutes(1));
        Assert.InRange(got.LockedUntil, _bus.Now + TimeSpan.FromSeconds(30), _bus.Now + TimeSpan.FromSeconds(90));
        await receiver.CompleteMessageAsync(got);
        Assert.Empty(await _bus.Drain("critical"));
    }

    [Fact]
    public async Task A_subscription_tells_its_rule_to_who_may_listen()
    {
        foreach (var subscription in Subscription.All)
        {
            await using var manager = _bus.Client.CreateRuleManager(Queues.AlertsTopic, subscription.Name);
            var rule = Assert.Single(await manager.GetRulesAsync().ToListAsync());
            Assert.Equal(("$Default", subscription.Filter), (rule.Name, Assert.IsType<SqlRuleFilter>(rule.Filter).SqlExpression));
        }
    }

    [Theory]
    [InlineData(1)] // the client sends it as a plain message
    [InlineData(250)]
    public async Task A_batch_is_as_many_messages_in_their_order(int count)
    {
        var names = Enumerable.Range(0, count).Select(at => $"{at:000}").ToList();
        await _bus.Sender.SendMessagesAsync(names.Select(name => _bus.Alert(name)));

        Assert.Equal(names, await _bus.Drain("critical"));
    }

    [Fact]
    public async Task A_second_message_with_the_same_id_is_taken_and_dropped()
    {
        await _bus.Sender.SendMessageAsync(_bus.Alert("a"));
        await _bus.Sender.SendMessageAsync(_bus.Alert("a"));
        await _bus.Sender.SendMessagesAsync([_bus.Alert("a"), _bus.Alert("b"), _bus.Alert("b")]);
        await _bus.Sender.ScheduleMessageAsync(_bus.Alert("a"), _bus.Now.AddSeconds(1));
        await _bus.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(["a", "b"], await _bus.Drain("critical"));
        await _bus.Sender.SendMessageAsync(_bus.Alert("a"));
        Assert.Empty(await _bus.Drain("critical")); // an id is known longer than its message lives
    }

    [Theory]
    [InlineData("late", "critical", "police", "duty-manager critical serious police operators")]
    [InlineData("overdue", "serious", "health", "duty-manager serious health operators")]
    [InlineData("file-summary", "late", "council", "duty-manager council operators")]
    [InlineData("silence", "none", "education", "duty-manager education operators")]
    [InlineData("stalled", "critical", "police", "operators")] // about the pipeline, not about a child
    [InlineData("unsent", "none", "health", "operators")]
    public async Task A_subscription_gets_what_its_filter_takes(string kind, string severity, string agency, string subscriptions)
    {
        await _bus.Sender.SendMessageAsync(_bus.Alert("a", kind, severity, agency));

        var got = new List<string>();
        foreach (var one in Subscription.All)
            if ((await _bus.Drain(one.Name)).Count > 0) got.Add(one.Name);
        Assert.Equal(subscriptions, string.Join(' ', got));
    }

    [Fact]
    public async Task A_message_that_is_locked_is_no_one_elses_and_given_back_comes_again()
    {
        await _bus.Sender.SendMessageAsync(_bus.Alert("a"));
        await using var first = _bus.Receiver("critical");
        await using var second = _bus.Receiver("critical");

        var held = (await _bus.Next(first))!;
        Assert.Null(await _bus.Next(second, soon: false));
        await first.AbandonMessageAsync(held, new Dictionary<string, object> { ["tried-by"] = "first" });

        var again = (await _bus.Next(second))!;
        Assert.Equal((held.SequenceNumber, 2, "first"), (again.SequenceNumber, again.DeliveryCount,
            again.ApplicationProperties["tried-by"]));
        await second.CompleteMessageAsync(again);
        Assert.Empty(await _bus.Drain("critical"));
    }

    [Fact]
    public async Task A_lock_that_is_over_is_lost_and_the_message_comes_again()
    {
        await _bus.Sender.SendMessageAsync(_bus.Alert("a"));
        await using var first = _bus.Receiver("critical");
        await using var second = _bus.Receiver("critical");

        var held = (await _bus.Next(first))!;
        await _bus.Pass(TimeSpan.FromSeconds(40));
        await first.RenewMessageLockAsync(held);
        await _bus.Pass(TimeSpan.FromSeconds(40));
        Assert.Null(await _bus.Next(second, soon: false)); // renewed
        await _bus.Pass(TimeSpan.FromSeconds(40));

        Assert.Equal(ServiceBusFailureReason.MessageLockLost,
            (await Assert.ThrowsAsync<ServiceBusException>(() => first.CompleteMessageAsync(held))).Reason);
        Assert.Equal(ServiceBusFailureReason.MessageLockLost,
            (await Assert.ThrowsAsync<ServiceBusException>(() => first.RenewMessageLockAsync(held))).Reason);
        Assert.Equal(2, (await _bus.Next(second))!.DeliveryCount);
    }

    [Fact]
    public async Task A_lock_outlives_the_link_it_came_by()
    {
        await _bus.Sender.SendMessageAsync(_bus.Alert("a"));
        ServiceBusReceivedMessage held;
        await using (var first = _bus.Receiver("critical")) held = (await _bus.Next(first))!;

        await using var second = _bus.Receiver("critical");
        Assert.Null(await _bus.Next(second, soon: false));
        await second.CompleteMessageAsync(held);
        await _bus.Pass(TimeSpan.FromSeconds(70));
        Assert.Empty(await _bus.Drain("critical"));
    }

    [Fact]
    public async Task A_message_that_no_one_completes_goes_to_the_dead_letters()
    {
        await _bus.Sender.SendMessageAsync(_bus.Alert("a"));
        await using var receiver = _bus.Receiver("critical");
        for (var delivery = 1; delivery <= AlertTopic.MaxDeliveryCount; delivery++)
        {
            var held = (await _bus.Next(receiver))!;
            Assert.Equal(delivery, held.DeliveryCount);
            await receiver.AbandonMessageAsync(held);
        }

        Assert.Null(await _bus.Next(receiver, soon: false));
        await using var dead = _bus.Receiver("critical", SubQueue.DeadLetter);
        var found = (await _bus.Next(dead))!;
        Assert.Equal("MaxDeliveryCountExceeded", found.DeadLetterReason);
        await dead.CompleteMessageAsync(found);
    }

    [Fact]
    public async Task A_message_put_to_the_dead_letters_says_why()
    {
        await _bus.Sender.SendMessageAsync(_bus.Alert("a"));
        await using var receiver = _bus.Receiver("critical");
        await receiver.DeadLetterMessageAsync((await _bus.Next(receiver))!, new Dictionary<string, object> { ["seen-by"] = "test" },
            "unreadable", "No such kind.");

        Assert.Null(await _bus.Next(receiver, soon: false));
        await using var dead = _bus.Receiver("critical", SubQueue.DeadLetter);
        var found = (await _bus.Next(dead))!;
        Assert.Equal(("unreadable", "No such kind.", "test", "body of a"), (found.DeadLetterReason, found.DeadLetterErrorDescription,
            found.ApplicationProperties["seen-by"], found.Body.ToString()));
        await dead.CompleteMessageAsync(found);
        Assert.Empty(await _bus.Drain("critical", SubQueue.DeadLetter));
    }

    [Fact]
    public async Task A_deferred_message_comes_only_by_its_number()
    {
        await _bus.Sender.SendMessageAsync(_bus.Alert("a"));
        await using var receiver = _bus.Receiver("critical");
        var held = (await _bus.Next(receiver))!;
        await receiver.DeferMessageAsync(held);

        Assert.Null(await _bus.Next(receiver, soon: false));
        var found = await receiver.ReceiveDeferredMessageAsync(held.SequenceNumber);
        Assert.Equal("body of a", found.Body.ToString());
        await receiver.CompleteMessageAsync(found);
        Assert.Equal(ServiceBusFailureReason.MessageNotFound,
            (await Assert.ThrowsAsync<ServiceBusException>(() => receiver.ReceiveDeferredMessageAsync(held.SequenceNumber))).Reason);
    }

    [Fact]
    public async Task To_peek_shows_messages_and_holds_none()
    {
        await _bus.Sender.SendMessagesAsync([_bus.Alert("a"), _bus.Alert("b"), _bus.Alert("c")]);
        await using var receiver = _bus.Receiver("critical");

        var all = await _bus.Peek(receiver);
        Assert.Equal(["body of a", "body of b", "body of c"], all.Select(message => message.Body.ToString()));
        Assert.All(all, message => Assert.Equal((0, ServiceBusMessageState.Active), (message.DeliveryCount, message.State)));
        Assert.Equal(2, (await _bus.Peek(receiver, all[1].SequenceNumber)).Count);
        Assert.Equal(["a", "b", "c"], await _bus.Drain("critical"));
        Assert.Null(await receiver.PeekMessageAsync(all[2].SequenceNumber + 1));
    }

    [Fact]
    public async Task A_scheduled_message_comes_at_its_time_and_not_before()
    {
        var later = _bus.Alert("later");
        later.ScheduledEnqueueTime = _bus.Now.AddSeconds(20);
        await _bus.Sender.SendMessagesAsync([later, _bus.Alert("now")]);
        var cancelled = await _bus.Sender.ScheduleMessageAsync(_bus.Alert("never"), _bus.Now.AddSeconds(20));
        await _bus.Sender.CancelScheduledMessageAsync(cancelled);

        Assert.Equal(["now"], await _bus.Drain("critical"));
        await _bus.Pass(TimeSpan.FromSeconds(25));
        await using var receiver = _bus.Receiver("critical");
        var got = (await _bus.Next(receiver))!;
        Assert.Equal("body of later", got.Body.ToString());
        Assert.True(got.EnqueuedTime >= got.ScheduledEnqueueTime - TimeSpan.FromSeconds(1));
        await receiver.CompleteMessageAsync(got);
        Assert.Empty(await _bus.Drain("critical"));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound,
            (await Assert.ThrowsAsync<ServiceBusException>(() => _bus.Sender.CancelScheduledMessageAsync(cancelled))).Reason);
    }

    [Fact]
    public async Task What_no_one_reads_in_time_is_dropped_or_kept_with_the_dead_letters()
    {
        var sent = _bus.Alert("a");
        sent.TimeToLive = TimeSpan.FromSeconds(10);
        await _bus.Sender.SendMessageAsync(sent);
        await _bus.Pass(TimeSpan.FromSeconds(75)); // a lock's length and more: nothing looks for what expired more often

        foreach (var one in (string[])["critical", "duty-manager"])
        {
            await using var receiver = _bus.Receiver(one);
            Assert.Null(await _bus.Next(receiver, soon: false));
        }
        Assert.Empty(await _bus.Drain("critical", SubQueue.DeadLetter));
        await using var dead = _bus.Receiver("duty-manager", SubQueue.DeadLetter);
        var found = (await _bus.Next(dead))!;
        Assert.Equal("TTLExpiredException", found.DeadLetterReason);
        await dead.CompleteMessageAsync(found);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_and_a_batch_takes_no_more_than_fits()
    {
        var large = new ServiceBusMessage(new byte[300_000]) { MessageId = _bus.Mine };
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded,
            (await Assert.ThrowsAsync<ServiceBusException>(() => _bus.Sender.SendMessageAsync(large))).Reason);

        using var batch = await _bus.Sender.CreateMessageBatchAsync();
        Assert.Equal(AlertTopic.LargestTransfer, batch.MaxSizeInBytes);
        Assert.False(batch.TryAddMessage(large));
        while (batch.TryAddMessage(
            new ServiceBusMessage(new byte[5000]) { MessageId = $"{_bus.Mine}{batch.Count}", Subject = "stalled" })) ;
        await _bus.Sender.SendMessagesAsync(batch);
        Assert.Equal(batch.Count, (await _bus.Drain("operators")).Count);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var sender = _bus.Client.CreateSender("no-such-topic");
        await using var receiver = _bus.Client.CreateReceiver(Queues.AlertsTopic, "no-such-subscription");

        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound,
            (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(_bus.Alert("a")))).Reason);
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound,
            (await Assert.ThrowsAsync<ServiceBusException>(() => receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(5)))).Reason);
    }

    [Fact]
    public async Task A_receiver_that_went_takes_nothing_with_it()
    {
        var waiting = _bus.Receiver("critical");
        Assert.Null(await _bus.Next(waiting, soon: false)); // its credit stays open
        await waiting.CloseAsync().WaitAsync(TimeSpan.FromSeconds(10));
        await using var prefetching =
            _bus.Client.CreateReceiver(Queues.AlertsTopic, "critical", new ServiceBusReceiverOptions { PrefetchCount = 50 });
        await _bus.Sender.SendMessagesAsync([_bus.Alert("a"), _bus.Alert("b"), _bus.Alert("c")]);
        await prefetching.CompleteMessageAsync((await _bus.Next(prefetching))!);
        await prefetching.CloseAsync().WaitAsync(TimeSpan.FromSeconds(10));

        await using var receiver = _bus.Receiver("critical");
        Assert.Equal(["b", "c"], await _bus.Drain("critical"));
    }

    [Fact]
    public async Task A_processor_gets_each_message_once()
    {
        var got = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var processor =
            _bus.Client.CreateProcessor(Queues.AlertsTopic, "critical",
            new ServiceBusProcessorOptions { MaxConcurrentCalls = 8, PrefetchCount = 20 });
        processor.ProcessMessageAsync += each =>
        {
            if (each.Message.MessageId.StartsWith(_bus.Mine, StringComparison.Ordinal)) got.Add(each.Message.MessageId);
            return Task.CompletedTask;
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        for (var batch = 0; batch < 4; batch++)
            await _bus.Sender.SendMessagesAsync(Enumerable.Range(0, 50).Select(at => _bus.Alert($"{batch}-{at}")));

        for (var patience = 0; got.Count < 200 && patience < 300; patience++) await Task.Delay(100);
        await processor.StopProcessingAsync();
        Assert.Equal(200, got.Distinct().Count());
        Assert.Equal(200, got.Count);
        Assert.Empty(await _bus.Drain("critical"));
    }
}

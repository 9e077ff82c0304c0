using System.Diagnostics;
using System.Text.Json;

namespace FrontDoor.Local.Tests.FunctionsHost;

public sealed class QueueTriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_QueueMessage_reaches_its_function_with_all_its_fields_and_is_deleted_after()
    {
        await using var host = await RunningHost.Start(azurite);
        await host.Send("""{"id":"e1","é":"\"<"}""");
        await host.Until(() => host.Called("done").Count == 1 && host.Left() == 0, "one call, and the message gone");

        var data = host.Called("called")[0].GetProperty("data");
        Assert.Equal("""{"id":"e1","é":"\"<"}""", data.GetProperty("MessageText").GetString());
        Assert.Equal(1, data.GetProperty("DequeueCount").GetInt32());
        Assert.True(Guid.TryParse(data.GetProperty("MessageId").GetString(), out _));
        Assert.NotEqual("", data.GetProperty("PopReceipt").GetString());
        var inserted = data.GetProperty("InsertedOn").GetDateTimeOffset();
        Assert.Equal(inserted.AddDays(7), data.GetProperty("ExpiresOn").GetDateTimeOffset());
        Assert.InRange(data.GetProperty("NextVisibleOn").GetDateTimeOffset(), inserted, inserted.AddMinutes(11));
    }

    [Fact]
    public async Task A_text_comes_as_it_is_with_the_triggers_metadata()
    {
        await using var host = await RunningHost.Start(azurite);
        await host.Send("""{"id":"831e1650"}""", "TextQueue");
        await host.Until(() => host.Called("done").Count == 1 && host.Left("TextQueue") == 0, "one call, and the message gone");

        var call = host.Called("called")[0];
        Assert.Equal("""{"text":"{\u0022id\u0022:\u0022831e1650\u0022}","dequeueCount":1}""", call.GetProperty("data").GetRawText());
        var metadata = call.GetProperty("metadata");
        Assert.True(Guid.TryParse(metadata.GetProperty("Id").GetString(), out _));
        Assert.Equal("""{"id":"831e1650"}""", metadata.GetProperty("QueueTrigger").GetString());
        Assert.InRange(JsonSerializer.Deserialize<DateTimeOffset>(metadata.GetProperty("InsertionTime").GetString()!),
            DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task Bytes_are_what_the_message_holds()
    {
        await using var host = await RunningHost.Start(azurite);
        await host.SendRaw(Convert.ToBase64String([0, 255, 1]), "BytesQueue");
        await host.Until(() => host.Called("called").Count == 1, "one call");

        Assert.Equal("00FF01", host.Called("called")[0].GetProperty("data").GetString());
    }

    [Fact]
    public async Task A_message_that_fails_goes_to_poison_at_the_last_try_and_each_reason_is_logged()
    {
        await using var host = await RunningHost.Start(azurite);
        await host.Send("throw never");
        await host.Until(async () => await host.Poisoned() is ["throw never"] && host.Left() == 0,
            "the message in the poison queue, and there alone");

        // maxDequeueCount
        Assert.Equal([1, 2], host.Called("called").Select(call => call.GetProperty("data").GetProperty("DequeueCount").GetInt32()));
        Assert.Contains(host.Said,
            line => line.StartsWith("Error: TakeMessage (", StringComparison.Ordinal)
                && line.EndsWith("System.InvalidOperationException: thrown as asked", StringComparison.Ordinal));
        Assert.True(host.HasSaid("the inner reason"));
    }

    [Fact]
    public async Task A_failed_message_stays_hidden_for_as_long_as_host_json_says()
    {
        await using var host = await RunningHost.Start(
            azurite, ("AzureFunctionsJobHost__extensions__queues__visibilityTimeout", "00:00:04"));
        await host.Send("throw");
        var seen = new List<long>();
        await host.Until(
            () =>
            {
                if (host.Called("called").Count > seen.Count) seen.Add(Stopwatch.GetTimestamp());
                return seen.Count == 2;
            },
            "two tries");

        Assert.InRange(Stopwatch.GetElapsedTime(seen[0], seen[1]).TotalSeconds, 3, 20);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_never_reaches_the_app()
    {
        await using var host = await RunningHost.Start(azurite);
        await host.SendRaw("{not base64}");
        await host.Send("done");
        await host.Until(() => host.Called("done").Count == 1 && host.Left() == 0, "the next message done, and both gone");

        Assert.Single(host.Called("called"));
        Assert.True(host.HasSaid("poison"));
    }

    [Theory]
    [InlineData("1", "0", 1)]
    [InlineData("4", "2", 4)] // a full batch at once; as one of six runs no other is fetched
    public async Task No_more_run_at_once_than_host_json_says(string batchSize, string newBatchThreshold, int expected)
    {
        await using var host = RunningHost.Begin(
            azurite, ("AzureFunctionsJobHost__extensions__queues__batchSize", batchSize),
                ("AzureFunctionsJobHost__extensions__queues__newBatchThreshold", newBatchThreshold));
        for (var count = 0; count < 6; count++) await host.Send("wait");
        await host.Ready();
        await host.Until(() => host.Called("called").Count >= expected, "the first batch");
        await host.Until(() => host.Called("done").Count >= 1, "the first to end");

        var before = host.Calls.TakeWhile(call => call.GetProperty("what").GetString() == "called");
        Assert.Equal(expected, before.Count());
    }

    [Fact]
    public async Task A_message_in_the_queue_of_a_setting_that_the_connection_with_the_hosts_prefix_hides_is_not_found()
    {
        await using var host = RunningHost.Begin(azurite, ("AzureWebJobsDataStorage", "no account"));

        var wrong = await Assert.ThrowsAsync<ExplainedException>(host.Ready); // the host tries the name with its prefix first

        Assert.Contains(" cannot listen to the queue ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_whose_setting_is_missing_is_named()
    {
        await using var host = RunningHost.Begin(azurite, ("DataStorage", ""));

        var wrong = await Assert.ThrowsAsync<ExplainedException>(host.Ready);

        Assert.Contains("DataStorage", wrong.Found, StringComparison.Ordinal);
    }

}

using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace FrontDoor.Cli.Tests;

public sealed class LocalHostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_message_is_posted_chunked_with_the_hosts_headers_and_deleted_when_the_app_says_done()
    {
        await using var host = RunningHost.Start(azurite, "good");
        await host.Send("""{"id":"e1"}""");
        await host.Until(() => host.Requests.Count == 1 && host.Left == 0, "one request, and the message gone");

        var request = host.Requests[0];
        var headers = request.GetProperty("headers");
        Assert.Equal("/Land", request.GetProperty("url").GetString());
        Assert.Equal("POST", request.GetProperty("method").GetString());
        Assert.Equal("chunked", headers.GetProperty("transfer-encoding").GetString());
        Assert.Equal("application/json; charset=utf-8", headers.GetProperty("content-type").GetString());
        Assert.True(Guid.TryParse(headers.GetProperty("x-azure-functions-invocationid").GetString(), out _));
        Assert.StartsWith("Azure-Functions-Host/4.", headers.GetProperty("user-agent").GetString(), StringComparison.Ordinal);
        Assert.Equal(request.GetProperty("ports")[0].GetString(), request.GetProperty("ports")[1].GetString());
        Assert.True(Directory.Exists(request.GetProperty("root").GetString()));
        using var body = JsonDocument.Parse(request.GetProperty("body").GetString()!);
        Assert.Equal("""{"id":"e1"}""", JsonSerializer.Deserialize<string>(body.RootElement.GetProperty("Data").GetProperty("msg").GetString()!));
        Assert.Contains(host.Said, line => line.EndsWith("a line from the app", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("empty", "HANG")]
    [InlineData("null", "HANG")]
    [InlineData("text", "content type is 'text/plain'")]
    [InlineData("error", "answered 500")]
    [InlineData("logs", "Logs is no scalar")]
    public async Task An_answer_the_host_would_not_take_fails_loudly_and_goes_to_poison_at_the_last_try(string answer, string said)
    {
        await using var host = RunningHost.Start(azurite, answer);
        await host.Send("never taken");
        await RunningHost.Until(async () => await host.Poisoned() is ["never taken"] && host.Left == 0, "the message in the poison queue, and there alone");

        Assert.Equal(2, host.Requests.Count); // maxDequeueCount
        Assert.Contains(host.Said, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_message_stays_hidden_for_as_long_as_host_json_says()
    {
        await using var host = RunningHost.Start(azurite, "error", """ "maxDequeueCount": 5, "visibilityTimeout": "00:10:00" """);
        await host.Send("later");
        await host.Until(() => host.Requests.Count == 1 && host.Said.Any(line => line.Contains("failed, try 1 of 5", StringComparison.Ordinal)), "one failed try");

        await Task.Delay(1500); // more than the longest wait between two looks at the queue

        Assert.Single(host.Requests);
        Assert.Equal(1, host.Left);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_never_reaches_the_app()
    {
        await using var host = RunningHost.Start(azurite, "good", """ "maxDequeueCount": 1 """);
        await host.SendRaw("{not base64}");
        await host.Until(() => host.Said.Any(line => line.Contains("not base64", StringComparison.Ordinal)) && host.Left == 0, "the message put aside");

        Assert.Empty(host.Requests);
    }

    [Fact]
    public async Task One_at_a_time_means_one_at_a_time()
    {
        await using var host = RunningHost.Start(azurite, "slow", """ "batchSize": 1, "newBatchThreshold": 0 """);
        await host.Send("first");
        await host.Send("second");
        await host.Until(() => host.Requests.Count == 4, "two requests, each answered after three seconds");

        Assert.Equal([false, true, false, true], host.Requests.Select(line => line.TryGetProperty("answered", out _)));
    }

    [Fact]
    public async Task An_app_that_dies_under_a_message_is_started_anew_and_gets_it_again()
    {
        await using var host = RunningHost.Start(azurite, "die-once");
        await host.Send("twice");
        await host.Until(() => host.Requests.Count == 2 && host.Left == 0, "a second try that succeeds");

        Assert.Contains(host.Said, line => line.Contains("crashed with exit code 7", StringComparison.Ordinal));
        Assert.Empty(await host.Poisoned());
    }

    [Fact]
    public async Task An_app_that_is_slow_to_answer_is_asked_again_and_not_taken_for_dead()
    {
        await using var host = RunningHost.Start(azurite, "late");

        await host.Host.Ready(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Single(host.Said, line => line == "Information: started");
    }

    [Fact]
    public async Task An_app_that_only_crashes_is_given_up_after_three_restarts()
    {
        await using var host = RunningHost.Start(azurite, "crash");

        var dead = await Assert.ThrowsAsync<Complaint>(() => host.Host.Failure().WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Contains("crashed 4 times", dead.Message, StringComparison.Ordinal);
        Assert.Equal(4, host.Said.Count(line => line == "Information: started"));
    }

    [Fact]
    public async Task An_app_that_ends_with_0_is_dead_and_that_is_said()
    {
        await using var host = RunningHost.Start(azurite, "end");

        var dead = await Assert.ThrowsAsync<Complaint>(() => host.Host.Failure().WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Contains("exit code 0", dead.Message, StringComparison.Ordinal);
        Assert.Single(host.Said, line => line == "Information: started");
    }

    [Fact]
    public async Task Longer_than_functionTimeout_kills_the_app_and_starts_it_anew()
    {
        await using var host = RunningHost.Start(azurite, "slow", """ "maxDequeueCount": 1 """, """ "functionTimeout": "00:00:01", """);
        await host.Send("too long");
        await RunningHost.Until(async () => await host.Poisoned() is ["too long"], "the message in the poison queue");

        await host.Until(() => host.Said.Count(line => line == "Information: started") == 2, "a second start");
    }

    [Fact]
    public async Task Stopping_kills_without_a_word()
    {
        int? id;
        await using (var host = RunningHost.Start(azurite, "good"))
        {
            await host.Host.Ready(CancellationToken.None);
            id = host.Host.AppId;
            Assert.NotNull(id);
            await host.Host.DisposeAsync();
            Assert.DoesNotContain(host.Requests, request => request.TryGetProperty("signal", out _)); // SIGTERM would have been noted
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id.Value));
    }

    [Fact]
    public async Task A_request_to_a_route_goes_through_as_it_came_and_so_does_the_answer()
    {
        await using var host = RunningHost.Start(azurite, "good");
        using var http = new HttpClient { BaseAddress = host.Host.Address };

        using var answer = await http.PostAsync(new Uri("/api/health?deep=1", UriKind.Relative), new StringContent("hello", Encoding.UTF8));
        using var unknown = await http.GetAsync(new Uri("/api/nothing", UriKind.Relative));

        Assert.Equal(418, (int)answer.StatusCode);
        Assert.Equal("POST hello", await answer.Content.ReadAsStringAsync());
        Assert.Equal("/api/health?deep=1", host.Requests[0].GetProperty("url").GetString());
        Assert.True(host.Requests[0].GetProperty("headers").TryGetProperty("x-azure-functions-invocationid", out _));
        Assert.Equal(404, (int)unknown.StatusCode);
    }

    [Fact]
    public async Task A_request_under_which_the_app_dies_is_answered_502_and_not_as_if_all_were_well()
    {
        await using var host = RunningHost.Start(azurite, "die-once");
        await host.Host.Ready(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = host.Host.Address };

        using var answer = await http.GetAsync(new Uri("/api/health", UriKind.Relative));

        Assert.Equal(502, (int)answer.StatusCode);
        Assert.Contains(host.Said, line => line.Contains("GET /api/health", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timer_runs_by_its_schedule_and_when_asked()
    {
        await using var host = RunningHost.Start(azurite, "good", schedule: "0 0 0 29 2 *"); // not today
        using var http = new HttpClient { BaseAddress = host.Host.Address };

        using var asked = await http.PostAsync(new Uri("/admin/functions/Sweep", UriKind.Relative), new StringContent("{}"));
        await host.Until(() => host.Requests.Count == 1, "one run");
        await using var everySecond = RunningHost.Start(azurite, "good", schedule: "* * * * * *");
        await everySecond.Until(() => everySecond.Requests.Count >= 2, "two runs by the schedule");

        Assert.Equal(202, (int)asked.StatusCode);
        Assert.Equal("/Sweep", host.Requests[0].GetProperty("url").GetString());
        Assert.Contains("\"ScheduleStatus\":null", host.Requests[0].GetProperty("body").GetString(), StringComparison.Ordinal);
    }
}

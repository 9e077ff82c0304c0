using System.Globalization;
using System.Text.Json;

namespace FrontDoor.Local.Tests.FunctionsHost;

public sealed class TimerTriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    static readonly DateTimeOffset s_leapDay = new(2028, 2, 29, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_timer_runs_by_its_schedule()
    {
        await using var host = await RunningHost.Start(azurite, ("Schedule", "* * * * * *"));
        await host.Until(() => host.Called("done").Count >= 3, "three runs");

        var timers = host.Called("called").Select(call => call.GetProperty("data")).ToArray();
        Assert.All(timers, timer => Assert.False(timer.GetProperty("IsPastDue").GetBoolean()));
        Assert.All(timers, timer =>
            Assert.Equal(0, timer.GetProperty("ScheduleStatus").GetProperty("Next").GetDateTimeOffset().Millisecond));
        Assert.True(timers[0].GetProperty("ScheduleStatus").GetProperty("Next").GetDateTimeOffset() == timers[1]
            .GetProperty("ScheduleStatus").GetProperty("Last").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_timer_never_runs_twice_at_a_time()
    {
        await using var host = await RunningHost.Start(azurite, ("Schedule", "* * * * * *"), ("AT_TICK", "wait"));
        using var http = host.Client();
        using (await http.PostAsync(new Uri("admin/functions/Tick", UriKind.Relative), null)) { }
        await host.Until(() => host.Called("done").Count >= 3, "three runs of three seconds");

        Assert.Equal(["called", "done", "called", "done", "called"],
            host.Calls.Take(5).Select(call => call.GetProperty("what").GetString()!));
    }

    [Fact]
    public async Task A_timer_runs_when_asked_and_a_queue_does_not()
    {
        await using var host = await RunningHost.Start(azurite, ("Schedule", "0 0 0 29 2 *"), ("AT_TICK", "throw")); // not today
        using var http = host.Client();

        using var asked = await http.PostAsync(new Uri("admin/functions/Tick", UriKind.Relative), new StringContent("{}"));
        using var other = await http.PostAsync(new Uri("admin/functions/TakeText", UriKind.Relative), new StringContent("{}"));
        await host.Until(() => host.HasSaid("thrown as asked"), "one run, which fails");
        using var again = await http.PostAsync(new Uri("ADMIN/functions/tick", UriKind.Relative), new StringContent("{}"));
        await host.Until(() => host.Called("called").Count == 2, "another run");

        Assert.Equal(202, (int)asked.StatusCode);
        Assert.Equal(404, (int)other.StatusCode);
        Assert.Equal(202, (int)again.StatusCode);
        Assert.Equal(s_leapDay, host.Called("called")[0].GetProperty("data").GetProperty("ScheduleStatus").GetProperty("Next")
            .GetDateTimeOffset());
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z", true)] // the leap day of 2020 was missed
    [InlineData("2026-01-01T00:00:00Z", false)] // none since
    public async Task A_run_missed_while_the_host_was_down_is_made_up_for_at_once(string lastUpdated, bool isPastDue)
    {
        var updated = DateTimeOffset.Parse(lastUpdated, CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("front-door-timers-");
        var file = Path.Combine(folder.FullName, "Tick.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Last = updated, Next = updated, LastUpdated = updated }));
        await using var host = await RunningHost.Start(azurite, ("Schedule", "0 0 0 29 2 *"), ("TIMERS", folder.FullName));
        if (isPastDue) await host.Until(() => host.Called("done").Count == 1
            && !File.ReadAllText(file).Contains("2020-01-01", StringComparison.Ordinal), "one run, kept");
        else await Task.Delay(1000);

        Assert.Equal(isPastDue ? 1 : 0, host.Called("called").Count);
        if (isPastDue)
        {
            var timer = host.Called("called")[0].GetProperty("data");
            Assert.True(timer.GetProperty("IsPastDue").GetBoolean());
            Assert.Equal(updated, timer.GetProperty("ScheduleStatus").GetProperty("Last").GetDateTimeOffset());
        }

        using var kept = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        Assert.Equal(isPastDue ? s_leapDay : updated, kept.RootElement.GetProperty("Next").GetDateTimeOffset());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_schedule_that_cannot_be_read_is_named()
    {
        await using var host = RunningHost.Begin(azurite, ("Schedule", "0 61 * * * *"));

        var wrong = await Assert.ThrowsAsync<ExplainedException>(host.Ready);

        Assert.Contains("0 61 * * * *", wrong.Found, StringComparison.Ordinal);
    }
}

using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Alerting.Tests;

/// <summary>An alert that nobody acknowledges climbs its ladder, each rung once, until somebody does.</summary>
public sealed class EscalateAlertsTests : IDisposable
{
    // Received on Monday 7 January 2019 at 09:00 and sent at once; working hours are 08:30 to 17:00.
    const double Monday = 50;

    const string Told = "select raised_at, severity, about, text from notices where kind = 'escalated' order by raised_at";

    readonly Premises _at = new();

    static EscalateAlerts Escalates(Premises at, AlertPolicy? policy = null, IStore? store = null)
    {
        var (seen, keys, options) = at.Parts(store ?? at.Store, (notice, cancel) => Send(at, store ?? at.Store, notice.NoticeId, cancel));
        return new EscalateAlerts(store ?? at.Store, seen.Commits, policy ?? AlertPolicy.Shipped, keys, options);
    }

    Task<int> Sweep(double hours, AlertPolicy? policy = null) => Escalates(_at, policy).Run(Some.Morning(hours), default);

    static async Task Send(Premises at, IStore store, string id, CancellationToken cancel)
    {
        at.Announced.Enqueue(id);
        await new AlertStore(store).MarkSent(id, at.Clock.GetUtcNow(), cancel);
    }

    /// <summary>One critical alert, raised then and sent so many hours later.</summary>
    async Task<string> Raised(double received = Monday, double sentAfter = 0)
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { From = "01/10/2018 10:00", To = "" }), received);
        var id = Assert.Single(_at.Alerts("late"));
        await new AlertStore(_at.Store).MarkSent(id, Some.Morning(received + sentAfter), default);
        return id;
    }

    [Fact]
    public async Task Each_rung_is_told_once_when_its_working_hours_have_passed_and_names_the_alert()
    {
        var id = await Raised();
        var told = new List<int>();
        foreach (var hours in new[] { 0, 3.9, 4, 4.1, 7.9, 8, 8, 30, 1000 }) told.Add(await Sweep(Monday + hours));

        Assert.Equal([0, 0, 1, 0, 0, 1, 0, 0, 0], told);
        var act = $"./pipeline alerts ack {id} --by ROLE --reason \"...\"";
        Assert.Equal([
            $"2019-01-07T13:00Z|critical|{id}|No one has acknowledged it for 4 working hours: the alert late (critical) about "
                + $"police/domestic-abuse, raised Mon 7 Jan 2019 about 09:00 GMT, is open. To act: {act}",
            $"2019-01-07T17:00Z|critical|{id}|No one has acknowledged it for 8 working hours: the alert late (critical) about "
                + $"police/domestic-abuse, raised Mon 7 Jan 2019 about 09:00 GMT, is open. To act: {act}"], _at.Ask(Told));
        Assert.Equal(2, _at.Announced.Intersect(_at.Alerts("escalated")).Count());
        // there is nothing left for it to climb
        Assert.Empty(Directory.GetFiles(Path.Combine(_at.Root, Containers.State, "alerts-unacknowledged")));
    }

    [Fact]
    public async Task A_rung_names_whom_it_reaches_and_a_night_is_no_working_hours()
    {
        await Raised(Monday + 7.5); // 16:30: half an hour that day, and from 08:30 on Tuesday
        Assert.Equal(0, await Sweep(Monday + 23));
        Assert.Equal(1, await Sweep(Monday + 27));

        var notice = await new AlertStore(_at.Store).FindWaiting(Assert.Single(_at.Alerts("escalated")), default);
        Assert.Null(notice); // sent
        Assert.Equal(["2019-01-08T12:00Z"], _at.Ask("select raised_at from notices where kind = 'escalated'"));
    }

    [Theory]
    [InlineData("acknowledged")]
    [InlineData("closed")]
    public async Task What_somebody_attends_to_climbs_no_further(string what)
    {
        var id = await Raised();
        await Sweep(Monday + 4);
        await _at.Attend(id, what == "closed" ? AlertAction.Close : AlertAction.Acknowledge, Monday + 5);

        Assert.Equal(0, await Sweep(Monday + 40));
        Assert.Single(_at.Ask(Told));
    }

    [Fact]
    public async Task It_climbs_from_when_it_was_sent_for_nobody_could_acknowledge_it_before()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { From = "01/10/2018 10:00", To = "" }), Monday);
        Assert.Equal(0, await Sweep(Monday + 6)); // Service Bus is down, or the policy keeps it
        await new AlertStore(_at.Store).MarkSent(Assert.Single(_at.Alerts("late")), Some.Morning(Monday + 4), default);

        Assert.Equal(0, await Sweep(Monday + 7));
        Assert.Equal(1, await Sweep(Monday + 8));
    }

    [Fact]
    public async Task What_joined_another_climbs_with_that_one_though_nobody_lived_to_take_it_off_the_ladder()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { From = "01/10/2018 10:00", To = "" }), Monday);
        var (id, alerts) = (Assert.Single(_at.Alerts("late")), new AlertStore(_at.Store));
        await alerts.MarkJoined((await alerts.FindWaiting(id, default))!, $"{1:x32}", Some.Morning(Monday), default);
        await _at.Store.Write(Containers.State, $"alerts-unacknowledged/{id}", default, default);

        Assert.Equal(0, await Sweep(Monday + 5)); // a second rung is still to come
        Assert.Empty(Directory.GetFiles(Path.Combine(_at.Root, Containers.State, "alerts-unacknowledged")));
    }

    [Fact]
    public async Task History_taken_in_climbs_nothing()
    {
        await Raised(sentAfter: 24 * 8);

        Assert.Equal(0, await Sweep(Monday + 24 * 30));
    }

    [Fact]
    public async Task By_its_council_and_by_the_policy_two_rungs_of_one_wait_are_told_as_one()
    {
        var policy = AlertPolicy.Parse("p.json", Some.Utf8("""
            { "policy": "p", "description": "d", "rules": [],
              "councils": { "999": { "why": "w", "ladder": [
                { "why": "w", "afterWorkingHours": 1, "to": ["first"] }, { "why": "w", "kinds": ["late"], "afterWorkingHours": 1, "to": ["second", "first"] }, { "why": "w", "kinds": ["silence"], "afterWorkingHours": 1, "to": ["third"] } ] } } }
            """));
        await Raised();

        Assert.Equal(1, await Sweep(Monday + 2, policy));
        Assert.Equal([(1, "first,second")],
            policy.LadderFor("police/domestic-abuse", AlertKind.Late, Severity.Critical, "999")
                .Select(rung => (rung.WorkingHours, string.Join(',', rung.To))));
        Assert.Empty(policy.LadderFor("police/domestic-abuse", AlertKind.Late, Severity.Critical, "998"));
    }

    [Fact]
    public async Task Many_sweeps_at_once_tell_each_rung_once()
    {
        await Raised();

        var told = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Sweep(Monday + 9))));

        Assert.Equal(2, told.Sum());
        Assert.Equal(2, _at.Ask(Told).Count);
    }

    [Fact]
    public async Task Whenever_somebody_acknowledges_it_no_rung_is_told_after_that()
    {
        var id = await Raised();
        using var undisturbed = _at.Copy();
        var counting = new Meanwhile(undisturbed.Store, int.MaxValue, () => Task.CompletedTask);
        await Escalates(undisturbed, store: counting).Run(Some.Morning(Monday + 9), default);
        Assert.True(counting.Calls > 6, $"{counting.Calls} calls");

        for (var call = 1; call <= counting.Calls; call++)
        {
            using var at = _at.Copy();
            List<string> told = [];
            await Escalates(at, store: new Meanwhile(at.Store, call, async () =>
            {
                await at.Attend(id, AlertAction.Acknowledge, Monday + 9);
                told = at.Ask(Told);
            })).Run(Some.Morning(Monday + 9), default);

            Assert.Equal(told, at.Ask(Told));
        }
    }

    [Fact]
    public async Task What_is_kept_of_an_alert_to_climb_by_says_nothing_of_the_child() =>
        Assert.Null((await new AlertStore(_at.Store).Find(await Raised(), default))!.Document.Notice.ChildKey);

    [Fact]
    public async Task Wherever_it_dies_the_next_sweep_ends_as_if_it_had_not()
    {
        await Raised();
        using var undisturbed = _at.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await Escalates(undisturbed, store: counting).Run(Some.Morning(Monday + 9), default);
        var expected = undisturbed.Dump();
        Assert.True(counting.Calls > 6, $"{counting.Calls} calls");

        for (var call = 1; call <= counting.Calls; call++)
        {
            using var at = _at.Copy();
            await Assert.ThrowsAsync<Died>(() => Escalates(at, store: new Dying(at.Store, call)).Run(Some.Morning(Monday + 9), default));
            await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            await Escalates(at).Run(Some.Morning(Monday + 9), default);
            foreach (var waiting in await at.Waiting()) await Send(at, at.Store, waiting, default); // as Sweep does
            Assert.Equal(0, await Escalates(at).Run(Some.Morning(Monday + 9), default));

            Assert.Equal(expected, at.Dump());
            Assert.Empty(at.Alerts("escalated").Except(at.Announced));
        }
    }

    public void Dispose() => _at.Dispose();
}

using FrontDoor.Monitoring.Overdue;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Every clock with a limit alerts when it is overdue, some before, and what ends the clock resolves both.</summary>
public sealed class DueSoonTests : IDisposable
{
    // Friday 4 January 2019, 10:15. Files come from Saturday 5 January, 07:00, on; the decision runs out at 10:15 that day and warns four
    // hours before.
    const string Contact = "CT/19/1,P1,04/01/2019 10:15,";

    readonly Premises _at = new();

    static Task<IngestResult> Council(Premises at, double hours, params IEnumerable<string> rows) => at.Take(
        Some.Lines(["Contact Reference,Child Unique ID,Contact Received,Decision Made,Outcome,Strategy Discussion Triggered,Strategy "
            + "Discussion Held,Status,Updated", .. rows]), hours, $"{hours}.csv", OverdueChecks.Place);

    Task<int> Warn(double hours)
    {
        var (seen, keys, options) = _at.Parts(_at.Store);
        return new WarnDueSoon(_at.Store, seen.Commits, _at.Contracts, keys, options).Run(Some.Morning(hours), default);
    }

    List<string> Alerts(string kind) =>
        _at.Ask($"select clock, severity, count from notices where kind = '{kind}' order by clock, raised_at");

    [Fact]
    public async Task A_clock_that_runs_out_soon_is_alerted_to_once_before_its_limit()
    {
        await Council(_at, 0, Contact + ",,,,New,04/01/2019 10:20");

        foreach (var hour in (double[])[0, 0, 1, 2, 4, 5]) await Warn(hour);

        Assert.Equal(["decision|none|1"], Alerts("due-soon"));
        var text = Assert.Single(_at.Ask("select text from notices where kind = 'due-soon'"));
        Assert.Matches("^Due soon: council/front-door record from northshire-council: the clock decision runs out Sat 5 Jan 2019 11:00 "
            + "GMT, and nothing has stopped it. See it: ./pipeline record [0-9a-f]{8}$", text);
    }

    [Fact]
    public async Task A_warning_waits_for_its_hour_and_never_comes_after_the_limit_or_for_a_clock_that_was_stopped()
    {
        await Council(_at, 0, "CT/19/2,P2,05/01/2019 06:00,,,,,New,05/01/2019 06:20",
            Contact + "04/01/2019 12:00,no-further-action,,,Update,04/01/2019 12:20");
        await Warn(1); // due at 06:00 on Sunday: it warns from 03:00, 20 hours after Saturday 07:00
        Assert.Empty(Alerts("due-soon"));
        await Warn(19);
        Assert.Empty(Alerts("due-soon"));
        await Warn(21);
        Assert.Equal(["decision|none|1"], Alerts("due-soon"));

        using var late = new Premises();
        await Council(late, 0, Contact + ",,,,New,04/01/2019 10:20");
        var (seen, keys, options) = late.Parts(late.Store);
        await new WarnDueSoon(late.Store, seen.Commits, late.Contracts, keys, options).Run(Some.Morning(6), default);
        Assert.Empty(late.Ask("select 1 from notices where kind = 'due-soon'"));
    }

    [Fact]
    public async Task A_clock_that_is_not_the_first_alerts_when_it_runs_out_and_when_a_file_shows_it_so_and_is_resolved_by_what_ends_it()
    {
        // The decision was made in time; the strategy discussion of 24 hours was not held.
        const string decided = "CT/19/1,P1,04/01/2019 10:15,04/01/2019 12:00,strategy-discussion,04/01/2019 12:00,";
        await Council(_at, 0, decided + ",New,04/01/2019 12:20");
        await _at.Tick(30);
        Assert.Equal(["strategy-discussion|late|1"], Alerts("overdue"));
        await Council(_at, 31, decided + ",Update,06/01/2019 12:20");
        await _at.Tick(32);
        Assert.Equal(["strategy-discussion|late|1"], Alerts("overdue")); // of another version it is the same alert

        await Council(_at, 40, decided + "06/01/2019 18:00,Update,06/01/2019 19:00");
        await _at.Resolves().Run(Some.Morning(41), default);
        Assert.Equal(["1"], _at.Ask("select count(*) from notices where kind = 'resolved'"));
    }

    [Fact]
    public async Task What_is_overdue_when_its_first_file_comes_is_alerted_to_at_once()
    {
        await Council(_at, 60, "CT/19/1,P1,04/01/2019 10:15,04/01/2019 12:00,strategy-discussion,04/01/2019 12:00,,New,04/01/2019 12:20");

        Assert.Contains("strategy-discussion|serious|1", Alerts("overdue"));
        await _at.Tick(60);
        Assert.Single(Alerts("overdue"), alert => alert.StartsWith("strategy-discussion", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_whose_contract_says_none_never_alerts()
    {
        await Council(_at, 0, Contact + ",,,,New,04/01/2019 10:20");
        await _at.Tick(200);

        Assert.DoesNotContain(Alerts("overdue"), alert => alert.StartsWith("decision-working-day", StringComparison.Ordinal));
        Assert.NotEmpty(_at.Ask("select 1 from timeliness where clock = 'decision-working-day' and status = 'overdue'"));
    }

    public void Dispose() => _at.Dispose();
}

using System.Text.Json.Nodes;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>The council's own feed, from file to lake: records that are sent again as they go on, and several clocks on each.</summary>
public sealed class FrontDoorTests : IDisposable
{
    const string Place = "council/northshire-council/front-door";

    // Friday 4 January 2019. Files come from Saturday 5 January, 07:00, on.
    const string Header = "Contact Reference,Child Unique ID,Contact Received,Decision Made,Outcome,Referral Date,Strategy Discussion "
        + "Held,Conference Held,Status,Updated";
    const string Fresh = "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20";
    const string Decided = "CT/19/1,P1,04/01/2019 10:15,04/01/2019 15:30,Referral,04/01/2019,,,Update,05/01/2019 09:00";

    readonly Premises _at = new();

    Task<IngestResult> Take(double hours, params IEnumerable<string> rows) =>
        _at.Take(Some.Lines([Header, .. rows]), hours, $"{hours}.csv", Place);

    List<string> Clocks(string columns = "status") =>
        _at.Ask($"select record_version, clock, {columns} from timeliness order by record_version, clock");

    [Fact]
    public async Task A_contact_that_is_open_becomes_decided_when_it_is_sent_again()
    {
        await Take(0, Fresh);
        var taken = await Take(24, Decided);

        Assert.Equal((1, 0), (taken.Accepted, taken.Late));
        Assert.Equal(["1|decision|open", "1|decision-working-day|open",
            // what does not run has no row
            "2|assessment|open", "2|decision|on_time", "2|decision-working-day|on_time", "2|first-visit|open"], Clocks());
        // the day of the referral
        Assert.Equal(["", "TIME_DAY_ONLY"], _at.Ask("select coalesce(flags, '') from notifications order by record_version"));
        Assert.Empty(_at.Announced);
    }

    [Fact]
    public async Task What_came_in_office_hours_is_told_from_what_came_at_night()
    {
        await Take(0, Fresh, Fresh.Replace("CT/19/1", "CT/19/2", StringComparison.Ordinal)
            .Replace("10:15", "21:40", StringComparison.Ordinal));
        await _at.Tick(26); // both overdue by then: a row more, and it says the same

        Assert.Equal(["decision|in|2", "decision|out|2", "decision-working-day|in|1", "decision-working-day|out|1"],
            _at.Ask("select clock, office_hours, count(*) from timeliness group by all order by all"));
    }

    // what was said of the contact in turn, and what the decision's clock came to in the end
    [Theory]
    [InlineData(50, "04/01/2019 10:15|05/01/2019 18:00", "late||31.8")] // overdue at 59 h, then decided too late
    // decided in time, entered late: true, and said
    [InlineData(50, "04/01/2019 10:15|04/01/2019 15:30", "on_time|TIME_STOP_REPORTED_LATE|5.3")]
    [InlineData(50, "06/01/2019 10:15|06/01/2019 15:30", "late|TIME_LOOSENED|5.3")] // another start is another matter
    [InlineData(50, "04/01/2019 12:15|", "overdue||90.8")] // still not decided
    [InlineData(50, "07/01/2019 10:15|", "overdue|TIME_LOOSENED|20.8")]
    [InlineData(50, "04/01/2019 10:15|09/01/2019 10:00", "overdue|TIME_STOP_FUTURE|92.8")] // planned, and past it already
    public async Task What_was_overdue_is_closed_by_what_ended_it_and_by_nothing_else(double first, string then, string result)
    {
        await Take(first, Fresh);
        Assert.Equal(["1|decision|overdue", "1|decision-working-day|open"], Clocks());
        var (contact, decision) = (then.Split('|')[0], then.Split('|')[1]);

        await Take(first + 22, $"CT/19/1,P1,{contact},{decision},,,,,Update,08/01/2019 05:00");

        Assert.Equal([result], _at.Ask("""
            select t.status, coalesce(n.flags, ''), round(t.elapsed_hours, 1) from timeliness t join notifications n using (notification_key, record_version)
            where t.clock = 'decision' and record_version = 2
            """));
    }

    [Fact]
    public async Task A_decision_taken_back_opens_the_clock_again_and_what_was_late_stays_late()
    {
        await Take(0, Decided, "CT/19/2,P2,02/01/2019 10:00,04/01/2019 10:00,,,,,New,04/01/2019 10:00");
        await Take(2, Fresh.Replace("04/01/2019 10:20", "05/01/2019 09:30", StringComparison.Ordinal),
            "CT/19/2,P2,04/01/2019 16:00,,,,,,Update,05/01/2019 08:00");

        Assert.Equal(["1|late", "1|on_time", "2|late", "2|open"],
            _at.Ask("select record_version, status from timeliness where clock = 'decision' order by all"));
    }

    [Fact]
    public async Task The_order_in_which_files_are_dealt_with_does_not_matter()
    {
        using var other = new Premises();
        string[] files = [Some.Lines(Header, Fresh), Some.Lines(Header, Decided),
            Some.Lines(Header, Fresh.Replace("04/01/2019 10:20", "08/01/2019 10:20", StringComparison.Ordinal))];
        foreach (var (file, at) in files.Select((file, at) => (file, at))) await _at.Take(file, 50 + at * 24, $"{at}.csv", Place);
        foreach (var (file, at) in files.Select((file, at) => (file, at))
            .Reverse()) await other.Take(file, 50 + at * 24, $"{at}.csv", Place);

        const string Standing = "select clock, status, severity, elapsed_hours from timeliness where record_version = (select "
            + "max(record_version) from timeliness) order by clock";
        Assert.Equal(_at.Ask(Standing), other.Ask(Standing));
        Assert.NotEmpty(_at.Ask(Standing));
    }

    [Fact]
    public async Task What_follows_after_the_first_receipt_is_timed_and_not_taken_for_a_date_to_come()
    {
        await Take(0, Fresh);
        await Take(24 * 20, "CT/19/1,P1,04/01/2019 10:15,04/01/2019 15:30,Strategy Discussion,04/01/2019,07/01/2019 "
            + "14:00,26/01/2019,Update,24/01/2019 09:00");

        Assert.Equal(["open|2019-01-07|2019-01-28|True"], _at.Ask("""
            select t.status, t.started_on, cast(t.due_at as date), contains(n.flags, 'TIME_STOP_FUTURE')
            from timeliness t join notifications n using (notification_key, record_version) where clock = 'conference'
            """));
        // 26 January is a Saturday
        Assert.Equal(["Conference Held|DQ_DATE_WEEKEND"], _at.Ask("select \"column\", code from rejects where code = 'DQ_DATE_WEEKEND'"));
    }

    [Fact]
    public async Task The_receipt_counts_each_clock_and_names_the_one_that_is_late()
    {
        await Take(96, Fresh, Decided.Replace("/1,P1", "/2,P2", StringComparison.Ordinal),
            "CT/19/3,P3,04/01/2019 10:15,07/01/2019 11:00,Referral,04/01/2019,07/12/2018 14:00,,New,07/01/2019 11:00");
        var receipt = _at.Receipt(".receipt.txt", "council");

        Assert.Contains(string.Join('\n',
            "Timeliness, by clock:",
            "  decision: 1 on time, 1 late, 1 overdue",
            "  decision-working-day: 2 on time, 1 overdue",
            "  written-confirmation: runs for none of these rows",
            "  first-visit: 2 open",
            "  strategy-discussion: 1 could not be decided",
            "  conference: 1 overdue",
            "  assessment: 2 open",
            "  assessment-from-start: runs for none of these rows",
            "  early-help-allocation: runs for none of these rows",
            "  early-help-visit: runs for none of these rows",
            "  designated-officer: runs for none of these rows",
            $"Late or overdue, by decision: 2, of these 2 serious; the longest took 116.8 h, all listed in {LateFile()}.",
            "  line 2: decision, 116.8 h against 24 h (overdue, serious)",
            "  line 2: decision-working-day, 116.8 h against 1 working day (overdue)",
            "  line 4: decision, 72.8 h against 24 h (serious)",
            "  line 4: conference, 785 h against 15 working days (overdue, serious)",
            ""), receipt, StringComparison.Ordinal);
        var json = JsonNode.Parse(_at.Receipt(".receipt.json", "council"))!["timeliness"]!;
        Assert.Equal((1, 1, 11), ((int)json["overdue"]!, (int)json["late"]!, json["clocks"]!.AsArray().Count));
        Assert.Equal("conference", (string)json["late_lines"]![3]!["clock"]!);
        Assert.Equal(["2"], _at.Ask("select late from files"));

        string LateFile() => Path.GetFileName(Assert.Single(_at.Receipts(ReceiptName.Late, "council")));
    }

    [Fact]
    public async Task An_alert_names_the_clock_and_says_whether_it_still_runs()
    {
        await Take(96, Fresh, "CT/19/3,P3,04/01/2019 10:15,07/01/2019 11:00,Referral,04/01/2019,,,New,07/01/2019 11:00");
        await Take(100, "CT/19/1,P1,04/01/2019 10:15,09/01/2019 10:30,,,,,Update,09/01/2019 10:40"); // told of already

        Assert.Equal([
            "late|Serious: council/front-door record from northshire-council: the clock decision ran 72.8 h against a limit of 24 h. See "
                + "it: ./pipeline record KEY",
            "overdue|Serious: council/front-door record from northshire-council: the clock decision has run 116.8 h against a limit of 24 "
                + "h, and nothing has stopped it. See it: ./pipeline record KEY"],
            _at.Ask("select kind, regexp_replace(text, '[0-9a-f]{8}$', 'KEY') from notices where clock = 'decision' order by kind, text"));
    }

    public void Dispose() => _at.Dispose();
}

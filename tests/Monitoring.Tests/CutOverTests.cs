using System.Globalization;
using System.Text.RegularExpressions;
using FrontDoor.Tests;

namespace FrontDoor.Monitoring.Tests;

/// <summary>A police force changes its system: a usual week, 28 days of silence, six weeks in which what was kept back comes, and two
/// usual weeks. What a duty manager is sent of it.</summary>
public sealed partial class CutOverTests : IDisposable
{
    const int Cut = 7, Back = Cut + 28, Caught = Back + 42, Last = Caught + 14, Usual = 16;

    readonly Premises _at = new();

    [Fact]
    public async Task A_month_of_silence_and_six_weeks_of_backlog_are_at_most_thirty_messages_and_nothing_grave_is_left_out()
    {
        await Run(Last);

        var messages = _at.Ask("select kind, raised_at, severity, text from notices "
            + $"where raised_at >= {Day(Cut)} order by raised_at, kind");
        Assert.InRange(messages.Count, 1, 30);
        Assert.Equal(["silence"], messages.Take(1).Select(Kind));
        Assert.Single(messages, message => Kind(message) == "resolved");
        Assert.Single(_at.Ask("select distinct incident from feed_health where incident is not null"));

        // Singly: of high risk, and ten.
        Assert.Equal(["high|10"], _at.Ask($"select n.risk_grade, count(*) from notices a join current_notifications n on "
            + $"n.notification_key = a.subject_key where a.raised_at >= {Day(Cut)} group by all"));

        // All else: once a working day at most, and the counts of the updates add up to the late table's.
        var updates = messages.Where(message => Kind(message) == "file-summary").ToList();
        Assert.Equal(updates.Count, updates.Select(message => message.Split('|')[1][..10]).Distinct().Count());
        Assert.All(updates, message => Assert.False(Date(message).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, message));
        var told = updates.Select(message => Counts().Match(message)).Where(match => match.Success).ToList();
        Assert.Equal([$"{Sum(told, "late")}|{Sum(told, "critical")}|{Sum(told, "serious")}"],
            _at.Ask("select count(*), count(*) filter (where severity = 'critical'), count(*) filter (where severity = 'serious') "
            + $"from current_timeliness where status = 'late' and received_at >= {Day(Cut)}"));
        Assert.True(Sum(told, "critical") > 20);

        // Each names a command, and the commands between them list every one that is serious or critical.
        var since = told.Min(match => match.Groups["since"].Value);
        Assert.Equal(["0"], _at.Ask("select count(*) from current_timeliness where severity in ('serious', 'critical') "
            + $"and received_at >= {Day(Cut)} and received_at < TIMESTAMPTZ '{since} 00:00:00Z'"));
    }

    [Fact]
    public async Task A_file_of_an_incident_that_is_delivered_again_and_a_watch_that_runs_again_send_nothing_more()
    {
        await Run(Back + 9);
        var before = _at.Ask("select * from notices order by all");
        Assert.True(before.Count > 10);

        await _at.Take(File(Back + 9), FeedHealthChecks.At(Back + 9), $"{Back + 9}.csv");
        await _at.Watch(FeedHealthChecks.Judged(Back + 9));

        Assert.Equal(before, _at.Ask("select * from notices order by all"));
    }

    [Fact]
    public async Task What_waits_is_sent_when_no_file_comes()
    {
        // A Saturday's file, and none on Sunday and Monday.
        var saturday = Enumerable.Range(Back + 4, 7).First(day => Some.Morning(24 * day).DayOfWeek == DayOfWeek.Saturday);
        await Run(saturday);
        const string Updates = "select raised_at from notices where kind = 'file-summary' order by raised_at desc limit 1";
        var before = _at.Ask(Updates);

        await _at.Watch(FeedHealthChecks.Judged(saturday + 1));
        Assert.Equal(before, _at.Ask(Updates));
        await _at.Watch(FeedHealthChecks.Judged(saturday + 2));

        Assert.Equal([$"{Some.Morning(24 * (saturday + 2)):yyyy-MM-dd}T11:00Z"], _at.Ask(Updates));
        await _at.Watch(FeedHealthChecks.Judged(saturday + 2) + 3);
        Assert.Equal([$"{Some.Morning(24 * (saturday + 2)):yyyy-MM-dd}T11:00Z"], _at.Ask(Updates));
    }

    [Fact]
    public async Task A_backlog_of_three_hundred_is_one_alert_first_then_ten_of_the_highest_risk_and_no_more_while_it_is_open()
    {
        for (var day = 0; day < Cut; day++) await _at.Take(Some.PoliceFile(Of(day)), FeedHealthChecks.At(day), $"{day}.csv");
        _at.Announced.Clear();
        var old = Enumerable.Range(-19, 19).SelectMany(Of).Take(300).Select((row, number) =>
            row with { Reference = $"PPN/18/{number:0000}" });
        await _at.Take(Some.PoliceFile(old.Reverse()), FeedHealthChecks.At(Cut), "old.csv");

        var sent = _at.Ask("select notice_id, kind, risk_grade, worst_hours from notices a left join current_notifications n on "
            + "n.notification_key = a.subject_key").ToDictionary(row => row.Split('|')[0], row => row[(row.IndexOf('|') + 1)..]);
        var inOrder = _at.Announced.Select(id => sent[id].Split('|')).ToList();
        Assert.Equal(["backlog", .. Enumerable.Repeat("late", 10)], inOrder.Select(one => one[0]).Where(kind => kind != "file-summary"));
        Assert.All(inOrder[1..11], one => Assert.Equal("high", one[1]));
        Assert.Equal(inOrder[1..11].Select(one => one[2]).OrderDescending(), inOrder[1..11].Select(one => one[2]));

        await _at.Watch(FeedHealthChecks.Judged(Cut));
        await _at.Take(Some.PoliceFile(Of(-20).Select((row, number) => row with { Reference = $"PPN/17/{number}", Risk = "High" })),
            FeedHealthChecks.At(Cut + 1), "older.csv");

        Assert.Equal(["10"], _at.Ask("select count(*) from notices where kind = 'late'"));
        Assert.Equal(["backlog"], _at.Ask("select kind from notices where kind in ('backlog', 'silence', 'bunch')"));
        await _at.Watch(FeedHealthChecks.Judged(Cut + 2));
        Assert.Contains(": 16 more late or overdue (16 critical, 0 serious), the worst after ", Assert.Single(_at.Ask(
            "select text from notices where text like 'Update%'")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clocks_that_run_out_in_a_silence_are_part_of_it_and_the_critical_are_alerted_singly()
    {
        await _at.Council(0, Enumerable.Range(1, 12).Select(row => $"CT/19/{row},P{row},04/01/2019 10:15,,,,,,New,04/01/2019 10:20"));
        await _at.Watch(FeedHealthChecks.Judged(2));
        await _at.Tick(54); // on Monday: seriously overdue
        await _at.Watch(55);
        await _at.Tick(148); // on Friday: critically
        await _at.Watch(150);

        const string Where = "where feed = 'front-door' and kind <> 'resolved'";
        Assert.Equal(["file-summary|serious|1", "silence|serious|1", "file-summary|critical|1", "overdue|critical|10"],
            _at.Ask($"select kind, severity, count(*) from notices {Where} group by all order by severity desc, kind"));
        Assert.Contains(": 12 more late or overdue (12 critical, 0 serious), the worst after 168 h. 10 of them have an alert of their own. "
            + "List them: ./pipeline late --feed council/front-door --sender northshire-council --since 2019-01-05",
            Assert.Single(_at.Ask($"select text from notices {Where} and kind = 'file-summary' and severity = 'critical'")),
            StringComparison.Ordinal);
    }

    async Task Run(int until)
    {
        for (var day = 0; day <= until; day++)
        {
            if (day is < Cut or >= Back) await _at.Take(File(day), FeedHealthChecks.At(day), $"{day}.csv");
            if (day is Cut or >= Back - 1) await _at.Watch(FeedHealthChecks.Judged(day));
        }
    }

    /// <summary>A usual day's, and until all has come what is next of the days of silence.</summary>
    static string File(int day)
    {
        var rows = Of(day);
        if (day is >= Back and < Caught)
        {
            var kept = Enumerable.Range(Cut, Back - Cut).SelectMany(Of).ToList();
            int To(int of) => Math.Min(kept.Count, kept.Count * of / (Caught - Back));
            rows = rows.Concat(kept[To(day - Back)..To(day - Back + 1)]);
        }
        return Some.PoliceFile(rows);
    }

    static IEnumerable<Ppn> Of(int day) => Enumerable.Range(0, Usual).Select(record => Some.Ppn(1000 * day + record) with
    {
        Risk = record % 4 == 0 ? "High" : record % 4 == 1 ? "Standard" : "Medium",
        From = Some.Morning(24 * (day - 1)).ToString("dd/MM/yyyy 20:30", CultureInfo.InvariantCulture),
        To = Some.Morning(24 * (day - 1)).ToString("dd/MM/yyyy 21:00", CultureInfo.InvariantCulture),
    });

    static string Day(int day) => $"TIMESTAMPTZ '{Some.Morning(24 * day):yyyy-MM-dd} 00:00:00Z'";

    static string Kind(string message) => message.Split('|')[0];

    static DateTime Date(string message) => DateTime.Parse(message.Split('|')[1][..10], CultureInfo.InvariantCulture);

    static int Sum(IEnumerable<Match> matches, string of) =>
        matches.Sum(match => int.Parse(match.Groups[of].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"northshire-police: (?<late>\d+) more late or overdue "
        + @"\((?<critical>\d+) critical, (?<serious>\d+) serious\).*List them: "
        + @"\./pipeline late --feed police/domestic-abuse --sender northshire-police --since (?<since>\S+)$")]
    private static partial Regex Counts();

    public void Dispose() => _at.Dispose();
}

using FrontDoor.Domain.Calendars;
using FrontDoor.Ingestion;
using FrontDoor.Tests;
using NodaTime;

namespace FrontDoor.Monitoring.Tests;

/// <summary>The figures that inspectors published of one council, had of invented records by the questions of docs/clocks.md.</summary>
public sealed class InspectionFigureTests : IDisposable
{
    static readonly DateTimeOffset NewYear = new(2019, 1, 7, 9, 0, 0, TimeSpan.Zero);

    readonly Premises _at = new();

    [Fact]
    public async Task Assessments_in_time_went_from_39_percent_in_September_to_all_of_them_in_December()
    {
        var rows = Share(39).Select((inTime, at) => (inTime, Ended: new LocalDate(2018, 9, 20), Name: $"S{at}"))
            .Concat(Share(100).Select((inTime, at) => (inTime, Ended: new LocalDate(2018, 12, 19), Name: $"D{at}")));
        await Take("council/northshire-council/front-door", rows.Select(row =>
        {
            var referred = Before(row.Ended, row.inTime ? 45 : 46);
            return $"{row.Name},P{row.Name},{Day(referred)} 09:00,{Day(referred)} 12:00,{Day(referred)} 12:00,{Day(row.Ended)}";
        }).Prepend("Contact Reference,Child Unique ID,Contact Received,Decision Made,Referral Date,Assessment Authorised"));

        Assert.Equal(["2018-09|100|39", "2018-12|100|100"], Ask("'assessment'"));
    }

    [Fact]
    public async Task Visits_in_time_are_85_percent_for_child_protection_74_for_looked_after_59_for_child_in_need()
    {
        var seen = new LocalDate(2018, 12, 17);
        IEnumerable<string> Visits(string plan, int percent, LocalDate lastInTime) =>
            Share(percent).Select((inTime, at) =>
            $"{plan}{at},P{plan}{at},{plan},{Day(lastInTime)},{Day(inTime ? seen : seen.PlusDays(1))}");
        await Take("council/northshire-council/visit",
        [
            "Visit Reference,Child Unique ID,Plan Type,Previous Visit,Visit Made",
            .. Visits("CP Plan", 85, Before(seen, 10)), .. Visits("CLA", 74, seen.PlusDays(-42)),
                .. Visits("CIN Plan", 59, Before(seen, 20)),
        ]);

        Assert.Equal(["child-in-need|100|59", "child-protection|100|85", "looked-after|100|74"], Ask("'visit'"));
    }

    [Fact]
    public async Task Police_notifications_come_four_days_late_and_one_four_weeks()
    {
        await Take(Premises.Police,
        [
            Ppn.Header,
            .. Enumerable.Range(1, 20).Select(i => (Some.Ppn(i) with { From = "", To = "03/01/2019 08:00" }).ToString()),
            (Some.Ppn(21) with { From = "", To = "10/12/2018 08:00" }).ToString(),
        ]);

        Assert.Equal(["late|critical|1|28", "late|serious|20|4"],
            _at.Ask("select status, severity, count(*), round(max(elapsed_hours) / 24, 0) from timeliness group by all order by all"));
    }

    public void Dispose() => _at.Dispose();

    /// <summary>A hundred records, so many of them in time.</summary>
    static IEnumerable<bool> Share(int inTime) => Enumerable.Range(1, 100).Select(at => at <= inTime);

    static LocalDate Before(LocalDate day, int workingDays)
    {
        var before = day;
        for (; WorkingCalendar.EnglandAndWales.CountWorkingDays(before, day) < workingDays; before = before.PlusDays(-1)) { }
        return before;
    }

    static string Day(LocalDate day) => $"{day:dd/MM/uuuu}";

    Task<IngestResult> Take(string place, IEnumerable<string> lines) =>
        _at.Take(Some.Lines([.. lines]), (NewYear - Some.Morning()).TotalHours, "a.csv", place);

    /// <summary>The page's question about this clock.</summary>
    List<string> Ask(string clock) =>
        _at.Ask(File.ReadAllText(Repository.Path("docs", "clocks.md")).Split("```sql\n").Skip(1)
        .Select(after => after[..after.IndexOf("```", StringComparison.Ordinal)])
        .Single(sql => sql.Contains($"clock = {clock}", StringComparison.Ordinal)));
}

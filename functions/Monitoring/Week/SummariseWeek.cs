using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Monitoring.Week;

/// <summary>Makes the weekly summaries of one sender from judged days, by what was received until each week was over, so that a summary
/// made later is the same.</summary>
/// <param name="days">Every day judged so far, from the feed's first.</param>
sealed class SummariseWeek(Feed feed, Sender sender, IReadOnlyList<HealthDay> days, WeekFacts facts)
{
    /// <summary>When months of history are loaded at once, only these last weeks get a summary; from then on every week does.</summary>
    public const int FirstLookWeeks = 5;
    const int WeeksBefore = 4, ColumnsListed = 5;

    int First => days[0].Received.Day;

    /// <summary>The Monday of a day's week.</summary>
    public static int MondayOf(int day) => day - DayNumber.DayOfWeek(day);

    /// <summary>The Mondays of finished weeks without a summary, the oldest first; none that begins after the sharing agreement has
    /// ended.</summary>
    /// <param name="last">The last week with a summary; null before the first.</param>
    public static IEnumerable<int> Due(IReadOnlyList<HealthDay> days, DateOnly? last, int lastDay)
    {
        if (days.Count == 0) yield break;
        var over = MondayOf(days[^1].Received.Day - 6);
        var first = last is { } monday ? DayNumber.Of(monday) + 7
            : Math.Max(MondayOf(days[0].Received.Day), over - 7 * (FirstLookWeeks - 1));
        for (var week = first; week <= over && week <= lastDay; week += 7) yield return week;
    }

    /// <summary>The Mondays of these weeks, and of the weeks before that they are compared with.</summary>
    public static IReadOnlyList<int> With(IReadOnlyList<int> weeks) =>
        [.. Enumerable.Range(-WeeksBefore, WeeksBefore + weeks.Count).Select(place => weeks[0] + 7 * place)];

    public WeekSummary Of(int monday, CancellationToken cancel)
    {
        var edition = feed.On(DayNumber.ToDate(monday + 6));
        var taken = facts.Taken(monday, cancel);
        var (codes, columns) = facts.Defects(monday, cancel);
        List<string> clocks = [.. edition.Clocks.Select(clock => clock.Name).Distinct()];
        var summary = new WeekSummary
        {
            Agency = feed.Id.Agency,
            Sender = sender.Id,
            Organisation = sender.Organisation,
            Feed = feed.Id.Name,
            Title = feed.Contract.Title,
            From = DayNumber.ToDate(monday),
            To = DayNumber.ToDate(monday + 6),
            ReceivedFrom = facts.Start(monday).ToDateTimeOffset(),
            ReceivedBefore = facts.End(monday).ToDateTimeOffset(),
            Days = [.. DaysOf(monday).Select(day => OneDay(day, taken))],
            Clock = clocks[0],
            ThisWeek = Figures(monday, monday, clocks[0], cancel),
            WeeksBefore = [.. Enumerable.Range(1, WeeksBefore).Select(ago => monday - 7 * ago).Where(before => before + 6 >= First)
            .Select(before => Figures(before, monday, clocks[0], cancel))],
            Clocks = clocks.Count < 2 ? [] : [.. clocks.Select(name => ClockCounts.Of(name, facts.Clock(monday, name).ByStatus))],
            Refused = [.. facts.Refusals(monday, cancel).GroupBy(one => (one.FileId, one.Received))
            .Select(file => Refusal(edition, file.Key.FileId, file.Key.Received, file))],
            Defects = [.. codes.Select(code => Defect(edition, code, columns))],
            WorstColumns = [.. Worst(edition, columns)],
            Next = [],
        };
        return summary with { Next = [.. NextSteps.Of(summary, edition)] };
    }

    WeekDay OneDay(HealthDay day, IReadOnlyList<NodaTime.Instant> taken)
    {
        var until = facts.ClosesAt(day.Received.Day);
        var missed = (day.Reasons & HealthReason.Silence) != 0;
        return new()
        {
            Day = DayNumber.ToDate(day.Received.Day),
            Due = day.Received.IsDue,
            Until = until.ToDateTimeOffset(),
            Files = day.Received.Files,
            NilReturns = day.Received.NilReturns,
            Refused = day.Received.Refused,
            RowsIn = day.Received.RowsIn,
            Missed = missed,
            NextFile = !missed ? null
            : taken.Where(at => at >= until).Select(at => (DateTimeOffset?)at.ToDateTimeOffset()).FirstOrDefault(),
            Unusual = day.Reasons.Codes()?.Split(';') ?? [],
        };
    }

    IReadOnlyList<HealthDay> DaysOf(int monday) =>
        [.. Enumerable.Range(monday, 7).Where(day => day >= First).Select(day => days[day - First])];

    WeekFigures Figures(int week, int summaryWeek, string clock, CancellationToken cancel) =>
        WeekFigures.Of(week, DaysOf(week), facts.Files(week, cancel), facts.Clock(week, clock),
        Events(week, summaryWeek + 6), week + 6 + HealthRules.Usual.SettledAfterDays > summaryWeek + 6);

    /// <summary>Known records of events in a week, by the end of a day.</summary>
    int Events(int week, int known) =>
        days.TakeWhile(day => day.Received.Day <= known)
        .Sum(day => day.Received.Events.Where(one => one.Day >= week && one.Day < week + 7).Sum(one => one.Count));

    static WeekRefusal Refusal(Feed edition, string fileId, NodaTime.Instant received, IEnumerable<(string FileId,
        NodaTime.Instant Received,
        string Code, string? Column)> reasons) =>
        new(fileId[..8], received.ToDateTimeOffset(),
        [.. reasons.Select(reason => (reason.Code, Column: Known(edition, reason.Column))).Distinct()
            .Select(reason => Reason(edition, reason.Code, reason.Column))]);

    static WeekRefusalReason Reason(Feed edition, string code, string? column) =>
        Domain.Feeds.Defects.Find(code) is { } defect ? new(code, column, defect.Meaning, Advice(edition, defect, column))
        : new(code, column, "", "");

    static WeekDefect Defect(Feed edition, DefectRow of, IReadOnlyList<DefectRow> byColumn)
    {
        List<WeekDefectColumn> columns = [.. byColumn.Where(row => row.Code == of.Code)
            .Select(row => (Column: Known(edition, row.Column), row.Rows)).Where(row => row.Column is not null)
            .GroupBy(row => row.Column!, row => row.Rows).Select(column => new WeekDefectColumn(column.Key, column.Sum()))
            .OrderByDescending(column => column.Rows).ThenBy(column => column.Column, StringComparer.Ordinal)];
        var said = Reason(edition, of.Code, columns.Count == 1 ? columns[0].Column : null);
        return new()
        {
            Code = of.Code,
            Tier = of.Tier,
            Rows = of.Rows,
            Files = of.Files,
            Meaning = said.Meaning,
            Advice = said.Advice,
            Columns = columns
        };
    }

    static IEnumerable<WeekColumn> Worst(Feed edition, IReadOnlyList<DefectRow> byColumn) => byColumn
        .Where(row => row.Rows > 0)
        .GroupBy(row => Known(edition, row.Column))
        .Where(column => column.Key is not null)
        .Select(column => new WeekColumn(column.Key!, column.Sum(row => row.Rows), [.. column.Select(row => row.Code).Distinct()]))
        .OrderByDescending(column => column.Defects).ThenBy(column => column.Column, StringComparer.Ordinal)
        .Take(ColumnsListed);

    /// <summary>The name of the contract's column, for any of a line's children; null if there is none, because a header may hold
    /// anything.</summary>
    static string? Known(Feed edition, string? column) =>
        column is null ? null : edition.Columns.FirstOrDefault(
        known => column == known.Name || column.StartsWith($"{known.Name} (child ", StringComparison.Ordinal))?.Name;

    static string Advice(Feed edition, Defect defect, string? column) =>
        edition.Advice.On(defect, column is null ? Feed.None : edition.Contract.PlaceOf(column));
}

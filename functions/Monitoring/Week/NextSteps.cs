using System.Globalization;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Monitoring.Week;

/// <summary>What a sender should do about its week, the most urgent first: missing files come before unknown codes.</summary>
static class NextSteps
{
    public static IEnumerable<string> Of(WeekSummary summary, Feed edition)
    {
        string?[] steps = [Missed(summary), Refused(summary), Rejected(summary), TooLittle(summary), .. Late(summary, edition),
            Untimed(summary), Drift(summary), Worst(summary)];
        var found = steps.OfType<string>().ToList();
        return found.Count > 0 ? found : ["Nothing: everything came in time and could be used. Thank you."];
    }

    static string? Missed(WeekSummary summary)
    {
        var missed = summary.Days.Where(day => day.Missed).ToList();
        return missed.Count == 0 ? null
            : $"Check that what belonged in the files of {Join(missed.Select(day => Short(day.Day)))} has been sent since, and send "
            + "it if not. For a day with nothing to report, send a file with only a header (a nil return): no file looks like a fault.";
    }

    static string? Refused(WeekSummary summary) => summary.Refused.Count == 0 ? null
        : $"Correct the {Of(summary.Refused.Count, "file that was refused", "files that were refused")} and send "
        + $"{(summary.Refused.Count == 1 ? "it" : "them")} again, unless you have. No row of a refused file was used.";

    static string? Rejected(WeekSummary summary) => summary.ThisWeek.Rejected == 0 ? null
        : $"Correct the {Of(summary.ThisWeek.Rejected, "row that was rejected", "rows that were rejected")} and send "
        + $"{(summary.ThisWeek.Rejected == 1 ? "it" : "them")} again, unless you have. Each is in a .rejects.csv beside its receipt. A "
        + "rejected row is not used.";

    static string? TooLittle(WeekSummary summary)
    {
        var days = Unusual(summary, HealthReason.CountCollapse, HealthReason.Gap);
        return days.Count == 0 ? null : $"Far less came than usual, or nothing for days that usually have events ({Join(days)}): check "
            + "whether a filter, a team or a site has dropped out of the extract.";
    }

    static IEnumerable<string?> Late(WeekSummary summary, Feed edition)
    {
        var (week, clock) = (summary.ThisWeek, edition.Clocks[0]);
        var records = week.OnTime + week.Late + week.PossiblyLate + week.Unknown + week.Open + week.Overdue;
        if (Unusual(summary, HealthReason.Bunch, HealthReason.BacklogRelease) is { Count: > 0 } days)
            yield return $"Many came at once, or long after the event ({Join(days)}): tell the council what delayed them, and whether "
                + "everything has been sent now.";
        if (week.Late > 0)
            yield return $"{week.Late} of {records} records "
                + $"{(clock.Stop.Length == 0 ? "came late" : $"were late by the clock '{clock.Name}'")}{Longest(week)}. Each receipt "
                + "lists its late rows by line: find out what delayed them.";
        if (week.Overdue > 0)
            yield return $"{week.Overdue} of {records} records {(week.Overdue == 1 ? "was" : "were")} overdue by the clock "
                + $"'{clock.Name}' when the week was over: do what is due, or enter when it was done.";
    }

    static string? Untimed(WeekSummary summary) => summary.ThisWeek.Unknown + summary.ThisWeek.PossiblyLate is var count && count == 0
        ? null
        : $"{count} {(count == 1 ? "record" : "records")} could not be timed for certain: dates or times are missing or impossible. "
        + "Each receipt says why, by line.";

    static string? Drift(WeekSummary summary) => Unusual(summary, HealthReason.SchemaDrift) is { Count: > 0 } days
        ? $"The columns of the file changed ({Join(days)}): compare the header with the feed's page, and undo the change or tell "
        + "the council." : null;

    static string? Worst(WeekSummary summary) => summary.WorstColumns is [var worst, ..]
        ? $"Put {worst.Column} right at the source first: it has {worst.Defects} of the "
        + $"{summary.Defects.Sum(defect => defect.Columns.Sum(column => column.Rows))} defects in the week's cells." : null;

    static string Longest(WeekFigures week) =>
        week.LongestHours is { } hours ? string.Create(CultureInfo.InvariantCulture, $", the longest after {hours:0.#} hours") : "";

    static List<string> Unusual(WeekSummary summary, params HealthReason[] reasons) =>
        [.. summary.Days.Where(day => reasons.Any(reason => day.Unusual.Contains(reason.Code()))).Select(day => Short(day.Day))];

    static string Of(int count, string one, string several) => count == 1 ? one : $"{count} {several}";

    static string Join(IEnumerable<string> days) => string.Join(", ", days);

    static string Short(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

}

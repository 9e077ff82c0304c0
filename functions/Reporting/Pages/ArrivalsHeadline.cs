using FrontDoor.Domain.Clocks;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>What matters most about arrivals: old records, empty weeks, clumps and silent days.</summary>
/// <param name="known">The Mondays of all weeks with a record, whether or not they are published.</param>
/// <param name="arrivals">The hours of weekdays of arrival.</param>
sealed class ArrivalsHeadline(IReadOnlyList<Row> weeks, IReadOnlyList<DateOnly> known, IReadOnlyList<Row> bunches,
    IReadOnlyList<Row> arrivals, IReadOnlyList<Row> calendar)
{
    const double BackloggedShare = 0.25; // of a week's records were four days old or older
    const double ClumpedShare = 0.4; // of all records came in one hour of the day
    const int FewestForClumps = 50;

    public static bool IsUsual(Row day) => day.Text("state") is "ok" or "nil" or "not_due" or "learning";

    public Headline Words()
    {
        if (weeks.Count == 0)
            return new(Tone.Plain, known.Count == 0 ? "Nothing was received in this period." : "Too little was received to be published.");
        var backlog = weeks.Where(week => week.Count("records") >= Cell.SmallestPublished
            && week.Count("old") >= BackloggedShare * week.Count("records")).ToList();
        var (clump, silent, empty) = (Clump(), calendar.Count(row => row.Text("state") == "silent"), Empty());
        List<string> more = [];
        if (empty.Count > 0)
            more.Add($"In {PeopleText.Count(empty.Count, "week", "weeks")} nothing came at all, the first that of {People.Day(empty[0])}.");
        if (bunches.Count > 0)
            more.Add($"The most at once: {bunches[0].Count("records")} records of {bunches[0].Text("feed")} on "
                + $"{People.Day(bunches[0].Day("day")!.Value)}, where {Cell.Number(bunches[0].Number("usual")).Text} a day are usual; "
                + $"{bunches[0].Count("old")} of them were four days old or older.");
        if (clump is not null) more.Add(clump);
        if (silent > 0) more.Add($"{PeopleText.Count(silent, "day was", "days were")} silent in the last half year.");
        return new(backlog.Count > 0 ? Tone.Bad : silent + empty.Count > 0 || clump is not null ? Tone.Warning : Tone.Good,
            backlog.Count == 0 ? "In no week a quarter of what came was four days old." : Backlog(backlog), more);
    }

    string Backlog(List<Row> backlog)
    {
        var begun = $"In {PeopleText.Count(backlog.Count, "week", "weeks")} of {weeks.Count} a quarter or more of what came was four "
            + "days old or older, ";
        if (backlog.Count == 1) return $"{begun}that of {Monday(backlog[0])}.";
        var worst = backlog.MaxBy(week => (double)week.Count("old") / week.Count("records"))!;
        return $"{begun}from the week of {Monday(backlog[0])} to that of {Monday(backlog[^1])}. Worst is the week of {Monday(worst)}: "
            + $"{worst.Count("old")} of {worst.Count("records")}.";
    }

    static string Monday(Row week) => People.Day(week.Day("week")!.Value);

    /// <summary>Null where records come spread over the day.</summary>
    string? Clump()
    {
        if (arrivals.Count == 0) return null;
        var all = arrivals.Sum(row => row.Count("records"));
        var busiest = arrivals.GroupBy(row => row.Count("hour")).Select(hour =>
            (Hour: hour.Key, Records: hour.Sum(row => row.Count("records"))))
            .MaxBy(hour => hour.Records);
        return all >= FewestForClumps && busiest.Records >= ClumpedShare * all
            ? $"{People.Percent(100.0 * busiest.Records / all)} of all records arrive in the hour from {busiest.Hour:00}:00." : null;
    }

    /// <summary>The Mondays of weeks without a record, between the first and the last with one.</summary>
    List<DateOnly> Empty()
    {
        var (first, last) = (known.Min(), known.Max());
        return [.. Enumerable.Range(0, (last.DayNumber - first.DayNumber) / 7).Select(week => first.AddDays(7 * week)).Except(known)];
    }
}

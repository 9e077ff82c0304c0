using System.Globalization;
using System.Text;

namespace FrontDoor.Domain.Feeds;

/// <summary>A clock of a contract in plain words.</summary>
static class ClockGuide
{
    static string HoldsFor(ClockContract clock) =>
        (clock.Senders.Count == 0 ? "" : $", only from {FeedGuide.Join([.. clock.Senders.Select(id => $"`{id}`")], "and")}")
        + (clock.Councils.Count == 0 ? "" : $", only for children of {FeedGuide.Join([.. clock.Councils], "and")}");

    public static void Write(StringBuilder text, Feed feed, ClockContract clock)
    {
        text.Append(CultureInfo.InvariantCulture, $"Clock `{clock.Name}`, edition `{clock.Edition}`, for records received from "
            + $"{FeedGuide.Day(clock.From)} on{HoldsFor(clock)}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Starts: {Starts(clock.Start)}\n");
        if (clock.Start.Reported is { } reported)
            text.Append(CultureInfo.InvariantCulture, $"- If {Column(reported)} is over 365 days after that, the clock starts at the "
                + $"report; from 28 to 365 days after, what is in time counted from the report is `possibly_late`.\n");
        if (clock.Start.LowerBound.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"- {FeedGuide.Join([.. clock.Start.LowerBound.Select(Column)], "or")} can show that "
                + $"a notification is late, but never that it is on time.\n");
        text.Append(CultureInfo.InvariantCulture,
            $"- Stops: {Stops(clock.StopColumns)}\n");
        if (Runs(clock) is { Length: > 0 } runs)
            text.Append(CultureInfo.InvariantCulture, $"- {runs}\n");
        text.Append(CultureInfo.InvariantCulture, $"- Limit: {Limits(feed, clock)}{Counted(clock)} More is `late`.\n");
        if (clock.Bands.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"- Late is {FeedGuide.Join([.. Bands(feed, clock)], "and")}.\n");
        if (clock.Segments.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"- Steps on the way, measured where both ends are known to the minute. "
                + $"{string.Join(" ", clock.Segments.Select(Segment))}\n");
        text.Append(CultureInfo.InvariantCulture, $"- Source: {clock.Source}\n\n");
    }

    static string Segment(SegmentContract segment) =>
        $"`{segment.Name}`: from {(segment.From is null ? "the start" : FeedGuide.Quote(segment.From))} to "
        + $"{(segment.To is null ? "first receipt" : FeedGuide.Quote(segment.To))}.";

    static string Stops(IReadOnlyList<StopColumn> columns) => columns.Count switch
    {
        0 => "when the record is first received.",
        1 => $"{Stop(columns[0])}. While that is empty, the clock is open, and overdue once its limit has passed.",
        _ => "by the first of these. While all are empty, the clock is open, and overdue once its limit has passed."
            + string.Concat(columns.Select(column => $"\n  - {Stop(column)}")),
    };

    static string Runs(ClockContract clock)
    {
        var started = clock.IfStarted ? $"where a row fills in one of {FeedGuide.Join([.. StartsAndStops(clock).Distinct()], "or")}"
            : "for every row";
        var exempt = clock.Unless is not { } unless ? "" : $", and not where {FeedGuide.Quote(unless.Column)} is "
            + $"{FeedGuide.Join([.. unless.Codes.Select(FeedGuide.Quote)], "or")} and no stop is filled in";
        return clock.IfStarted || exempt.Length > 0 ? $"Runs {started}{exempt}." : "";
    }

    static IEnumerable<string> StartsAndStops(ClockContract clock) =>
        [.. clock.Start.Incident.Select(Column), .. clock.Start.Reported is { } reported ? [Column(reported)] : Array.Empty<string>(),
        .. clock.StopColumns.Select(stop => Column(stop.Source))];

    static string Starts(ClockStartContract start)
    {
        var incident = string.Join(", else ", start.Incident.Select(ForWhom));
        return (incident, start.Reported) switch
        {
            ("", null) => "nothing that is certain.",
            ("", { } reported) => $"{Column(reported)}.",
            (var happened, null) => $"{happened}.",
            (var happened, { } reported) => $"{happened}; or {Column(reported)}, if that is earlier.",
        };
    }

    static string ForWhom(ClockColumn from)
    {
        if (from.Only is not { } only) return Column(from);
        var codes = FeedGuide.Join([.. only.Codes.Select(FeedGuide.Quote)], "or");
        return $"{Column(from)} (where {FeedGuide.Quote(only.Column)} is {codes}{(only.OrBlank ? ", or is not known" : "")})";
    }

    static string Stop(StopColumn stop) =>
        $"{ForWhom(stop.Source)}{(stop.OutsideTerm ? " (where the limit ends in the school holidays)" : "")}";

    static string Column(ClockColumn from) =>
        from.Time is null ? FeedGuide.Quote(from.Column) : $"{FeedGuide.Quote(from.Column)} with {FeedGuide.Quote(from.Time)}";

    static string Limits(Feed feed, ClockContract clock)
    {
        var other = clock.When.Where(when => when.Value != clock.Limit).Select(when => $"{when.Key} risk {Hours(when.Value)}");
        var except = string.Join(", ", other);
        var graded = feed.Lake.RiskGrade == Feed.None ? "" : " An empty or unknown risk counts as medium.";
        if (clock.Limit.Before is { } before)
        {
            var until = clock.Limit.N > 0 ? $"{Hours(clock.Limit)} before"
                : clock.Limit.Unit == "clock hours" ? "until" : "the end of the day of";
            return $"{until} {FeedGuide.Quote(before.Column)}, whenever it started. Where that is empty, or over {before.WithinDays} "
                + "days after the start, the result is `unknown`.";
        }
        if (clock.LimitBy is { } by)
            return $"by {FeedGuide.Quote(by.Column)}: "
                + $"{string.Join(", ", by.Limits.Select(limit => $"{FeedGuide.Quote(limit.Key)} {Hours(limit.Value)}"))}. "
                + $"A row without one of these is judged by all of them and by {Hours(clock.Limit)}: it is on time or late only if all "
                + "agree.";
        return except.Length == 0 ? $"{Hours(clock.Limit)}.{graded}" : $"{Hours(clock.Limit)}; {except}.{graded}";
    }

    static string Counted(ClockContract clock)
    {
        if (clock.Limit.Unit == "clock hours" || clock.Limit.Before is not null) return "";
        var said = new StringBuilder(clock.Limit.Unit.EndsWith("days", StringComparison.Ordinal)
            ? clock.Counting is { CountStartDay: true } ? " The day of the start is the first." : " The day of the start is day 0."
            : " Outside the team's hours no time passes.");
        if (clock.Counting is { TellOfficeHours: true }) said.Append(" Each result says whether it started in the team's office hours.");
        if (clock.Counting is { AfterHoursRollsForward: true })
            said.Append(" What starts after the team has closed counts from its next working day.");
        if (clock.Counting?.By is { } by) said.Append(CultureInfo.InvariantCulture, $" It ends at {by} of the last day.");
        if (clock.Counting?.OutsideTermBy is { } outside)
            said.Append(CultureInfo.InvariantCulture, $" In the holidays it ends at {outside} of the next working day.");
        if (clock.Counting is { CountStartDayBeforeBy: true })
            said.Append(" What starts before that time of a day that counts is due that day.");
        return said.ToString();
    }

    internal static string Hours(LimitContract limit) => $"{limit.N} {(limit.N == 1 ? limit.Unit.TrimEnd('s') : limit.Unit)}";

    // A band for a risk says nothing to a feed that has none.
    static IEnumerable<string> Bands(Feed feed, ClockContract clock) =>
        from band in clock.Bands
        where band.Risk is null || feed.Lake.RiskGrade != Feed.None
        select band.Risk is null ? $"`{band.Severity}` from {band.Hours} hours"
        : $"`{band.Severity}` from {band.Hours} hours where the risk is {band.Risk}";
}

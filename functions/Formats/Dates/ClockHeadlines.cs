using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Dates;

/// <summary>Which clocks of a file start from something else than what they should, because no column of the file says it.</summary>
public static class ClockHeadlines
{
    public static IEnumerable<string> Of(Feed feed, IReadOnlyList<FilePart> parts) =>
        parts.SelectMany(part => feed.Clocks.Where(clock => !clock.IfStarted).Select(clock => Of(feed, clock, part.Header)))
        .OfType<string>().Distinct();

    static string? Of(Feed feed, Clock clock, Header header)
    {
        List<string> Names(IEnumerable<int> slots, bool there) =>
            [.. slots.Select(slot => feed.Times[slot].Column).Where(feed.Has).Where(column => header.Has(column) == there)
            .Select(column => feed.Columns[column].Name).Distinct()];
        int[] others = [.. clock.Reported >= 0 ? [clock.Reported] : Array.Empty<int>(), .. clock.LowerBound];
        var (missing, instead) = (Names(clock.Incident, there: false), Names(others, there: true));
        if (instead.Count == 0 || Names(clock.Incident, there: true).Count > 0) return null;
        return $"This file has no column {string.Join(" or ", missing)}, so the hours are counted from {instead[0]}. That may be later "
            + $"than what happened, so the hours may be too few. Send {missing[0]} as well.";
    }
}

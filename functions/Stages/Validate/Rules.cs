using FrontDoor.Domain;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>What judges a record received on a day: the edition of the feed that reads its cells, and of each clock the edition that measures it.</summary>
/// <param name="Clocks">Places in <see cref="Feed.Clocks"/>, one for each clock by name.</param>
sealed record Rules(Validate Validate, int[] Clocks);

/// <summary>The rules of every day a record may have been received: kept versions from before a change are judged as they were.</summary>
sealed class RulesByDay(Feed feed, Func<Feed, Validate> validate)
{
    readonly Dictionary<(Feed, string), Rules> _known = [];

    public Rules On(Instant received)
    {
        var day = DayNumber.ToLocalDate(London.DayOf(received));
        var edition = feed.On(day.ToDateOnly());
        var clocks = ClocksOn(day);
        var key = (edition, string.Join(',', clocks));
        if (!_known.TryGetValue(key, out var rules)) _known.Add(key, rules = new Rules(validate(edition), clocks));
        return rules;
    }

    int[] ClocksOn(LocalDate day) =>
        [.. feed.Clocks.Select((clock, place) => (Clock: clock, Place: place)).GroupBy(one => one.Clock.Name).Select(editions =>
            editions.OrderBy(one => one.Clock.From).Where(one => one.Clock.From <= day).Append(editions.MinBy(one => one.Clock.From)).MaxBy(one => one.Clock.From).Place)];
}

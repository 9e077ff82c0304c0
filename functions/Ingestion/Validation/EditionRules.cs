using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using NodaTime;

namespace FrontDoor.Ingestion.Validation;

/// <summary>The rules for a record received on a day: the edition of the feed, and the edition of each clock.</summary>
/// <param name="ByCouncil">For each council, and last for an unknown council: indexes in <see cref="Feed.Clocks"/>, one for each clock by
/// name.</param>
sealed record EditionRules(RowValidator Validate, int[][] ByCouncil)
{
    public int[] Clocks(int council) => ByCouncil[council >= 0 && council < ByCouncil.Length ? council : ^1];
}

/// <summary>The rules for every day of receipt: versions from before a change are judged as they were then.</summary>
sealed class RulesByDay(Feed feed, string sender, Func<Feed, RowValidator> read) : IDisposable
{
    readonly Dictionary<(Feed, string), EditionRules> _known = [];

    public EditionRules On(Instant received)
    {
        var day = DayNumber.ToLocalDate(London.DayOf(received));
        var edition = feed.On(day.ToDateOnly());
        var key = (edition, string.Join(',', feed.Clocks.Select(clock => clock.From <= day)));
        if (_known.TryGetValue(key, out var rules)) return rules;
        var validate = read(edition);
        rules = new EditionRules(validate, [.. validate.Councils.Append(null).Select(council => ClocksOn(day, council))]);
        _known.Add(key, rules);
        return rules;
    }

    public void Dispose()
    {
        foreach (var rules in _known.Values) rules.Validate.Dispose();
    }

    /// <summary>For each clock, the latest edition that has begun: first of those for the sender, then for the council, then for all.
    /// Before the first began, that one.</summary>
    int[] ClocksOn(LocalDate day, string? council) =>
        [.. feed.Clocks.Select(clock => clock.Name).Distinct().Select(name => EditionOn(day, council, name))];

    int EditionOn(LocalDate day, string? council, string name) =>
        Enumerable.Range(0, feed.Clocks.Count).Where(place => feed.Clocks[place].Name == name && HoldsFor(feed.Clocks[place], council))
            .OrderByDescending(place => feed.Clocks[place].From <= day)
            .ThenByDescending(place => feed.Clocks[place].Senders.Count > 0)
            .ThenByDescending(place => feed.Clocks[place].Councils.Count > 0)
            .ThenBy(place => feed.Clocks[place].From <= day ? -DayNumber.Of(feed.Clocks[place].From)
            : DayNumber.Of(feed.Clocks[place].From))
            .First();

    bool HoldsFor(Clock clock, string? council) =>
        (clock.Senders.Count == 0 || clock.Senders.Contains(sender))
        && (clock.Councils.Count == 0 || (council is not null && clock.Councils.Contains(council)));
}

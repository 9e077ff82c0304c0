using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using NodaTime;

namespace FrontDoor.Ingestion.Validation;

/// <summary>A feed's clocks, each with the calendars of a record's own council. It costs nothing for feeds without such clocks, or
/// councils without own calendars.</summary>
sealed class CouncilClocks
{
    readonly Clock[] _usual;
    readonly Clock[][]? _own; // for each council; null if all have the default calendars

    public CouncilClocks(Feed feed, IReadOnlyList<string> councils, CouncilCalendars calendars)
    {
        _usual = [.. feed.Clocks];
        Clock[][] own = [.. councils.Select(council => _usual.Select(clock => calendars.Of(clock, council)).ToArray())];
        if (own.Any(clocks => !clocks.SequenceEqual(_usual))) _own = own;
    }

    /// <param name="clock">The index of the clock by name; each council may have its own edition.</param>
    public Timing Measure(EditionRules rules, int clock, ValidatedRecord record, Instant first, Instant received)
    {
        Timing By(Clock by) => by.Measure(record.Times, record.Risk, first, received, record.Codes);
        Clock Of(int council) => (_own?[council] ?? _usual)[rules.ByCouncil[council][clock]];
        var councils = rules.ByCouncil.Length - 1;
        if (record.Council >= 0 && record.Council < councils) return By(Of(record.Council));
        if (councils == 0) return By(_usual[rules.ByCouncil[^1][clock]]);
        var agreed = By(Of(0));
        for (var council = 1; council < councils; council++)
        {
            if (Of(council) == Of(0)) continue;
            var other = By(Of(council));
            agreed = Agreed(agreed, other) with
            {
                IsOfficeHours = agreed.IsOfficeHours == other.IsOfficeHours ? agreed.IsOfficeHours
                : null
            };
        }
        return agreed;
    }

    /// <summary>For a child of an unknown council, only a result that every calendar gives.</summary>
    static Timing Agreed(Timing one, Timing other)
    {
        if (one.Status == TimeStatus.Unknown || one.Status == other.Status) return one.RunsOutAt < other.RunsOutAt ? other : one;
        if (other.Status == TimeStatus.Unknown) return other;
        var runs = one.Status == TimeStatus.Open ? one : other;
        return runs.Status == TimeStatus.Open
            ? runs with { Flags = runs.Flags | TimingFlags.LimitUnknown }
            : one with
            {
                Status = TimeStatus.PossiblyLate,
                Severity = Severity.None,
                LateByHours = null,
                Flags = one.Flags | TimingFlags.LimitUnknown
            };
    }
}

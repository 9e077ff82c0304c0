using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>When a clock ended, as a range of ticks; or that it has not.</summary>
readonly record struct ClockStop
{
    /// <summary>Nothing is written: the clock runs, and the range is now.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Something is written and none of it can be read, or it cannot be told whether it counts.</summary>
    public UnknownReason Trouble { get; init; }
    public long Earliest { get; init; }
    public long Latest { get; init; }
    public bool IsDay { get; init; }

    /// <summary>Index into the clock's stop bases; -1 for first receipt.</summary>
    public sbyte Basis { get; init; }
    public TimingFlags Flags { get; init; }

    /// <summary>The earliest of the clock's stops that can be read and counts, first receipt where it has none: told once is
    /// told.</summary>
    /// <param name="endsOutsideTerm">Whether the limit ends in the school holidays; null where that is not certain.</param>
    /// <param name="now">Ticks since 1970 by which an open clock is judged.</param>
    public static ClockStop Find(Clock clock, ReadOnlySpan<WrittenTime> times, ReadOnlySpan<int> codes, bool? endsOutsideTerm, long receipt,
        long now)
    {
        if (clock.Stop.Length == 0) return new() { Earliest = receipt, Latest = receipt, Basis = -1 };
        var (trouble, flags, ended) = (UnknownReason.None, TimingFlags.None, default(ClockStop?));
        for (var at = 0; at < clock.Stop.Length; at++)
        {
            var time = times[clock.Stop[at]];
            var counts = clock.StopsFor.Length == 0 ? true : clock.StopsFor[at].Admits(codes, endsOutsideTerm);
            if (time.Form == TimeForm.Absent || counts == false) continue;
            if (counts is null)
            {
                trouble = UnknownReason.StopUndecided;
                continue;
            }
            if (time.IsUnusable) trouble = UnknownReason.StopUnusable;
            if (!time.IsUsable) continue;
            var reading = Reading.Of(time, at);
            if (reading.Earliest > now)
            {
                flags |= TimingFlags.StopInFuture; // a conference that is booked has not been held
                continue;
            }
            ended = ended is { } other ? Earlier(other, From(reading)) : From(reading);
        }
        if (ended is { } found) return found;
        return new()
        {
            IsOpen = trouble == UnknownReason.None,
            Trouble = trouble,
            Earliest = now,
            Latest = now,
            Basis = -1,
            Flags = flags | FlagOf(trouble)
        };
    }

    static ClockStop From(in Reading reading) =>
        new() { Earliest = reading.Earliest, Latest = reading.Last, IsDay = reading.IsDay, Basis = reading.Basis, Flags = reading.Flags };

    // Of two ranges: the earlier moment is no earlier than the lesser first and no later than the lesser last. Named by the one that proves
    // the most.
    static ClockStop Earlier(in ClockStop one, in ClockStop other)
    {
        var (best, rest) = other.Latest < one.Latest ? (other, one) : (one, other);
        return rest.Earliest < best.Earliest
            ? best with { Earliest = rest.Earliest, IsDay = best.IsDay || rest.IsDay, Flags = best.Flags | rest.Flags } : best;
    }

    static TimingFlags FlagOf(UnknownReason trouble) => trouble switch
    {
        UnknownReason.StopUnusable => TimingFlags.StopUnusable,
        UnknownReason.StopUndecided => TimingFlags.StopUndecided,
        _ => TimingFlags.None,
    };
}

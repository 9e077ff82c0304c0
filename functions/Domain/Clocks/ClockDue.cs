using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>The last moment in time, in ticks: for the earliest start and shortest limit that the row leaves possible, and for the latest
/// and longest; or why there is none.</summary>
readonly record struct ClockDue
{
    public long First { get; init; }
    public long Last { get; init; }

    /// <summary>None where there is an answer.</summary>
    public UnknownReason Trouble { get; init; }
    public TimingFlags Flags { get; init; }

    public static ClockDue Find(Clock clock, in ClockStart start, ReadOnlySpan<WrittenTime> times, Limit limit, bool isLimitKnown)
    {
        if (clock.Before is { } before) return Of(times[before.Ordinal], before.WithinDays, start, limit);
        if (isLimitKnown) return Of(clock.Rules, limit, start) ?? Outside;
        // Which limit holds is not known: in time is what is so by all of them, late what is late by all.
        var due = Of(clock.Rules, limit, start);
        foreach (var other in clock.LimitByCode)
            due = other is null ? due : due is { } so && Of(clock.Rules, other, start) is { } also
                ? new() { First = Math.Min(so.First, also.First), Last = Math.Max(so.Last, also.Last) }
                : null;
        return due is { } found ? found with { Flags = TimingFlags.LimitUnknown } : Outside;
    }

    static ClockDue Outside => new() { Trouble = UnknownReason.OutsideCalendar, Flags = TimingFlags.OutsideCalendar };

    static ClockDue? Of(DeadlineRules reckoning, Limit limit, in ClockStart start) =>
        reckoning.TryDue(limit, start.Earliest, out var first) && reckoning.TryDue(limit, start.Last, out var last)
        ? new() { First = first, Last = last } : null;

    /// <summary>Counted back from a moment. One that is missing, or so far ahead that its year must be wrong, would put every stop in
    /// time.</summary>
    static ClockDue Of(WrittenTime moment, int withinDays, in ClockStart start, Limit limit)
    {
        if (!moment.IsUsable) return NotKnown;
        var reading = Reading.Of(moment, 0);
        if (reading.Latest - start.Earliest > withinDays * NodaConstants.TicksPerDay) return NotKnown;
        return limit.Unit == TimeUnit.ClockHours
            ? new()
            {
                First = reading.Earliest - limit.N * NodaConstants.TicksPerHour,
                Last = reading.Last - limit.N * NodaConstants.TicksPerHour,
                Flags = reading.Flags
            }
            : new()
            {
                First = DeadlineRules.EndOfDaysBefore(limit.N, reading.Earliest),
                Last = DeadlineRules.EndOfDaysBefore(limit.N, reading.Last),
                Flags = reading.Flags
            };
    }

    static ClockDue NotKnown => new() { Trouble = UnknownReason.DueUnknown, Flags = TimingFlags.DueUnknown };
}

using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>Between which two times of a row a step is measured.</summary>
/// <param name="From">Ordinal in the row's times; -1 for the clock's start.</param>
/// <param name="To">Likewise; -1 for first receipt.</param>
public readonly record struct Segment(Step Step, int From, int To);

/// <summary>Measures the steps on the way.</summary>
static class SegmentHours
{
    /// <summary>Hours of each step to a tenth, rounded up, by its place in <see cref="Step"/>; not a number where either end is not
    /// known to the minute. Steps that run backwards are flagged, never counted.</summary>
    public static TimingFlags Measure(Segment[] segments, ReadOnlySpan<WrittenTime> times, in Timing timing, Instant firstReceipt,
        Span<double> hours)
    {
        hours.Fill(double.NaN);
        var flags = TimingFlags.None;
        foreach (var segment in segments)
        {
            var from = segment.From < 0 ? StartTicks(timing) : Ticks(times[segment.From]);
            var to = segment.To < 0 ? firstReceipt.ToUnixTimeTicks() : Ticks(times[segment.To]);
            if (from is not { } began || to is not { } ended) continue;
            if (ended < began) flags |= TimingFlags.StepsBackwards;
            else if (ended - began < ClockStart.LongAgo) hours[(int)segment.Step] = HoursRounding.Up((ended - began) / Clock.TicksAnHour);
        }
        return flags;
    }

    static long? Ticks(WrittenTime time)
    {
        if (time.Form != TimeForm.Minute) return null;
        return London.Resolve(time, out var earliest, out _) == MomentFlags.Ambiguous ? null : earliest * NodaConstants.TicksPerSecond;
    }

    // A start that is a day, or only bounds the elapsed time, says nothing about who took how long.
    static long? StartTicks(in Timing timing) =>
        timing.Start is { } start && !timing.StartIsDay && (timing.Flags & (TimingFlags.AtLeast | TimingFlags.Ambiguous)) == 0
        ? start.ToUnixTimeTicks() : null;
}

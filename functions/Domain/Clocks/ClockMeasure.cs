using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>Measures one record by a clock; every doubt makes the answer later or unknown, never on time.</summary>
readonly struct ClockMeasure(Clock clock)
{
    public Timing Measure(ReadOnlySpan<WrittenTime> times, RiskGrade risk, Instant firstReceipt, Instant received,
        ReadOnlySpan<int> codes)
    {
        var receipt = firstReceipt.ToUnixTimeTicks();
        var coded = clock.LimitColumn < 0 ? null : LimitOf(codes);
        var limit = coded ?? clock.Ready.Limits[(int)risk];
        // A record that goes on is sent again and again: what it tells of may come after its first receipt, never after its last.
        var told = Math.Max(receipt, received.ToUnixTimeTicks());
        if (clock.Stop.Length > 0) receipt = told;
        var start = ClockStart.Find(clock, times, codes, receipt).NoLaterThan(receipt);
        var stop = ClockStop.Find(clock, times, codes, clock.StopsFor.Length == 0 ? null : EndsOutsideTerm(start, limit), receipt, told);
        if (stop.Trouble != UnknownReason.None) return Unknown(stop.Trouble, start.Flags | stop.Flags, limit, stop, -1);
        return start.Certain
            ? Judge(start, stop, times, limit, clock.LimitColumn < 0 || coded is not null, risk, receipt)
            : JudgeBound(start, stop, limit, risk);
    }

    /// <summary>Whether the limit ends in the school holidays; null where that is not certain.</summary>
    bool? EndsOutsideTerm(in ClockStart start, Limit limit)
    {
        if (!start.Certain || !clock.Rules.TryDue(limit, start.Earliest, out var first) || !clock.Rules.TryDue(limit, start.Last,
            out var last))
            return null;
        var (isFirst, isLast) = (clock.Rules.IsOutsideTerm(first), clock.Rules.IsOutsideTerm(last));
        return isFirst == isLast ? isFirst : null;
    }

    Limit? LimitOf(ReadOnlySpan<int> codes) => clock.LimitColumn < codes.Length && codes[clock.LimitColumn] is >= 0 and var code
        ? clock.LimitByCode[code]
        : null;

    Timing Judge(in ClockStart start, in ClockStop stop, ReadOnlySpan<WrittenTime> times, Limit limit, bool isLimitKnown, RiskGrade risk,
        long receipt)
    {
        var flags = start.Flags | stop.Flags;
        if (stop.Latest < start.Earliest)
            return Unknown(UnknownReason.StopBeforeStart, flags | TimingFlags.StopBeforeStart, limit, stop, -1);
        var end = ClockDue.Find(clock, start, times, limit, isLimitKnown);
        flags |= end.Flags;
        if (end.Trouble != UnknownReason.None) return Unknown(end.Trouble, flags, limit, stop, -1);
        var (due, dueLast) = (end.First, end.Last);
        var (longest, shortest) = (stop.Latest - start.Earliest, Math.Max(0, stop.Earliest - start.Latest));
        var fromReport = start.ReportedLongAfter ? Math.Max(0, stop.Earliest - start.ReportedLatest) : -1;

        var certainlyLateAfter = fromReport >= 0 && clock.Rules.TryDue(limit, start.ReportedLast, out var dueFromReport)
            ? Math.Max(dueLast, dueFromReport) : dueLast;

        var status = stop.Earliest > certainlyLateAfter ? TimeStatus.Late
            : stop.Latest > due ? TimeStatus.PossiblyLate : TimeStatus.OnTime;

        // A notification cannot be written before what it tells of. If the writing alone makes it late, "on time" rests on a
        // date that is wrong, and may not be said.
        if (status == TimeStatus.OnTime && clock.LowerBound.Length > 0)
        {
            var written = ClockStart.FindBound(clock, times, receipt, reportedToo: false, ref flags);
            var isLate = written.Usable && clock.Rules.TryDue(limit, written.Last, out var dueSinceWritten)
                && stop.Earliest > dueSinceWritten;
            if (isLate || (flags & TimingFlags.LongAgo) != 0)
                (status, flags) = (TimeStatus.PossiblyLate, flags | TimingFlags.CreatedBeforeStart);
            if (isLate)
            {
                longest = stop.Latest - written.Earliest;
                clock.Rules.TryDue(limit, written.Earliest, out due);
            }
        }
        return Result(stop.IsOpen ? Running(status) : status, flags, start, stop, limit, risk, longest, shortest, fromReport, due, dueLast,
            certainlyLateAfter);
    }

    // Something later than the true start is all there is: enough to say late, never enough to say on time.
    Timing JudgeBound(in ClockStart start, in ClockStop stop, Limit limit, RiskGrade risk)
    {
        var flags = start.Flags | stop.Flags;
        var atLeast = start.Basis >= 0 ? Math.Max(0, stop.Earliest - start.Latest) : -1;
        if (atLeast > 0 && clock.Rules.TryDue(limit, start.Last, out var dueLast) && stop.Earliest > dueLast
            && clock.Rules.TryDue(limit, start.Earliest, out var due))
            return Result(stop.IsOpen ? TimeStatus.Overdue : TimeStatus.Late, flags | TimingFlags.AtLeast, start, stop, limit, risk,
                stop.Latest - start.Earliest, atLeast, -1, due, dueLast, dueLast);
        return Unknown(start.Reason, flags, limit, stop, atLeast);
    }

    /// <summary>What a result is while nothing has stopped the clock: only certain lateness is overdue.</summary>
    static TimeStatus Running(TimeStatus ifStoppedNow) => ifStoppedNow == TimeStatus.Late ? TimeStatus.Overdue : TimeStatus.Open;

    static Timing Unknown(UnknownReason reason, TimingFlags flags, Limit limit, in ClockStop stop, long atLeast)
    {
        var stopLocal = London.ToLocalSeconds(stop.Earliest / NodaConstants.TicksPerSecond);
        return new()
        {
            Status = TimeStatus.Unknown,
            Reason = reason,
            Flags = flags,
            ElapsedHours = double.NaN,
            ElapsedHoursMin = double.NaN,
            OtherHours = Hours(atLeast),
            Basis = -1,
            StopBasis = stop.Basis,
            StoppedOn = stop.IsOpen || stop.Trouble != UnknownReason.None ? null : DayNumber.OfSeconds(stopLocal),
            StopLocal = stopLocal,
            Limit = limit,
        };
    }

    Timing Result(TimeStatus status, TimingFlags flags, in ClockStart start, in ClockStop stop, Limit limit, RiskGrade risk,
        long longest, long shortest, long other, long due, long dueLast, long certainlyLateAfter)
    {
        var startLocal = London.ToLocalSeconds(start.Earliest / NodaConstants.TicksPerSecond);
        var stopLocal = London.ToLocalSeconds(stop.Earliest / NodaConstants.TicksPerSecond);
        int startedOn = DayNumber.OfSeconds(startLocal), stoppedOn = DayNumber.OfSeconds(stopLocal);
        int? workingDays = clock.Rules.Working.TryCount(startedOn, stoppedOn, out var counted) ? counted : null;
        var late = status is TimeStatus.Late or TimeStatus.Overdue;
        return new()
        {
            Status = status,
            Severity = late ? clock.Grade(shortest, risk) : Severity.None,
            Flags = workingDays is null ? flags | TimingFlags.OutsideCalendar : flags,
            ElapsedHours = Hours(longest),
            ElapsedHoursMin = Hours(shortest),
            OtherHours = Hours(other),
            LateByHours = late ? Hours(stop.Earliest - dueLast) : null,
            WorkingDays = workingDays,
            IsOfficeHours = clock.Rules.TellOfficeHours ? clock.Rules.IsOpen(start.Earliest, start.Last) : null,
            Start = Instant.FromUnixTimeTicks(start.Earliest),
            DueAt = Instant.FromUnixTimeTicks(due),
            RunsSince = stop.IsOpen ? Instant.FromUnixTimeTicks(start.Latest) : null,
            RunsOutAt = stop.IsOpen ? Instant.FromUnixTimeTicks(certainlyLateAfter) : null,
            Basis = start.Basis,
            StartedOn = startedOn,
            StopBasis = stop.Basis,
            StoppedOn = stop.IsOpen ? null : stoppedOn,
            StartLocal = startLocal,
            StopLocal = stopLocal,
            StartIsDay = start.IsDay,
            StopIsDay = stop.IsDay,
            Limit = limit,
        };
    }

    static double Hours(long ticks) => ticks < 0 ? double.NaN : ticks / Clock.TicksAnHour;
}

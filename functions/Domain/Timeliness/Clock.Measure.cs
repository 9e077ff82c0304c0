using NodaTime;

namespace FrontDoor.Domain;

public sealed partial record Clock
{
    const double TicksAnHour = NodaConstants.TicksPerHour;

    /// <summary>Measures a record from its start to its first receipt; every doubt makes the answer later or unknown, never on time.</summary>
    public Timing Measure(ReadOnlySpan<WrittenTime> times, RiskGrade risk, Instant firstReceipt)
    {
        var receipt = firstReceipt.ToUnixTimeTicks();
        var limit = Ready.Limits[(int)risk];
        var start = ClockStart.Find(this, times, receipt);
        var stopLocal = London.ToLocalSeconds(firstReceipt);
        return start.Certain
            ? Judge(start, times, limit, risk, receipt, stopLocal)
            : JudgeBound(start, limit, risk, receipt, stopLocal);
    }

    Timing Judge(in ClockStart start, ReadOnlySpan<WrittenTime> times, Limit limit, RiskGrade risk, long receipt, long stopLocal)
    {
        var allowed = limit.N * NodaConstants.TicksPerHour;
        var (longest, shortest, due) = (receipt - start.Earliest, Math.Max(0, receipt - start.Latest), start.Earliest + allowed);
        var flags = start.Flags;
        var fromReport = start.ReportedLongAfter ? Math.Max(0, receipt - start.ReportedLatest) : -1;

        var status = shortest > allowed
            ? fromReport >= 0 && fromReport <= allowed ? TimeStatus.PossiblyLate : TimeStatus.Late
            : longest > allowed ? TimeStatus.PossiblyLate : TimeStatus.OnTime;

        // A notification cannot be written before what it tells of. If the writing alone makes it late, "on time" rests on a
        // date that is wrong, and may not be said.
        if (status == TimeStatus.OnTime && ClockStart.FindBound(this, times, receipt, reportedToo: false) is { Usable: true } written
            && receipt - written.Latest > allowed)
        {
            status = TimeStatus.PossiblyLate;
            flags |= TimingFlags.CreatedBeforeStart;
            (longest, due) = (receipt - written.Earliest, written.Earliest + allowed);
        }
        return Result(status, UnknownReason.None, flags, start, limit, risk, longest, shortest, fromReport, due, stopLocal);
    }

    // Something later than the true start is all there is: enough to say late, never enough to say on time.
    Timing JudgeBound(in ClockStart start, Limit limit, RiskGrade risk, long receipt, long stopLocal)
    {
        var allowed = limit.N * NodaConstants.TicksPerHour;
        var atLeast = start.Basis >= 0 ? Math.Max(0, receipt - start.Latest) : -1;
        if (atLeast > allowed)
            return Result(TimeStatus.Late, UnknownReason.None, start.Flags | TimingFlags.AtLeast, start, limit, risk,
                receipt - start.Earliest, atLeast, -1, start.Earliest + allowed, stopLocal);
        return new()
        {
            Status = TimeStatus.Unknown,
            Reason = start.Reason,
            Flags = start.Flags,
            ElapsedHours = double.NaN,
            ElapsedHoursMin = double.NaN,
            OtherHours = Hours(atLeast),
            Basis = -1,
            StoppedOn = DayNumber.OfSeconds(stopLocal),
            StopLocal = stopLocal,
            Limit = limit,
        };
    }

    Timing Result(TimeStatus status, UnknownReason reason, TimingFlags flags, in ClockStart start, Limit limit, RiskGrade risk,
        long longest, long shortest, long other, long due, long stopLocal)
    {
        var startLocal = London.ToLocalSeconds(start.Earliest / NodaConstants.TicksPerSecond);
        int startedOn = DayNumber.OfSeconds(startLocal), stoppedOn = DayNumber.OfSeconds(stopLocal);
        int? workingDays = Calendar.TryCount(startedOn, stoppedOn, out var counted) ? counted : null;
        var late = status == TimeStatus.Late;
        return new()
        {
            Status = status,
            Severity = late ? Grade(shortest, risk) : Severity.None,
            Reason = reason,
            Flags = workingDays is null ? flags | TimingFlags.OutsideCalendar : flags,
            ElapsedHours = Hours(longest),
            ElapsedHoursMin = Hours(shortest),
            OtherHours = Hours(other),
            LateByHours = late ? Hours(shortest - limit.N * NodaConstants.TicksPerHour) : null,
            WorkingDays = workingDays,
            Start = Instant.FromUnixTimeTicks(start.Earliest),
            DueAt = Instant.FromUnixTimeTicks(due),
            Basis = start.Basis,
            StartedOn = startedOn,
            StoppedOn = stoppedOn,
            StartLocal = startLocal,
            StopLocal = stopLocal,
            StartIsDay = start.IsDay,
            Limit = limit,
        };
    }

    Severity Grade(long elapsed, RiskGrade risk)
    {
        var graded = risk == RiskGrade.Ungraded ? RiskGrade.Medium : risk;
        var worst = Severity.Late;
        foreach (var band in Bands)
            if (band.Severity > worst && elapsed >= band.Hours * NodaConstants.TicksPerHour && (band.Risk is null || band.Risk == graded))
                worst = band.Severity;
        return worst;
    }

    static double Hours(long ticks) => ticks < 0 ? double.NaN : ticks / TicksAnHour;
}

using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>When a clock began, as a range of ticks; or, when that is not certain, the best lower bound there is.</summary>
readonly record struct ClockStart
{
    const long YearAfter = 365L * DayNumber.SecondsADay, LongAfter = 28L * DayNumber.SecondsADay;

    /// <summary>In ticks.</summary>
    public const long LongAgo = Clock.LongAgoDays * NodaConstants.TicksPerDay;

    public bool Certain { get; init; }

    public long Earliest { get; init; }

    public long Latest { get; init; }

    public bool IsDay { get; init; }

    /// <summary>Index into the clock's bases, or -1 for none.</summary>
    public sbyte Basis { get; init; }

    public TimingFlags Flags { get; init; }

    public UnknownReason Reason { get; init; }

    public bool ReportedLongAfter { get; init; }

    public long ReportedLatest { get; init; }

    /// <summary>The latest end is that of a day, and no moment of it.</summary>
    bool EndsWithDay { get; init; }
    bool ReportedEndsWithDay { get; init; }

    /// <summary>The last moment it can have begun.</summary>
    public long Last => EndsWithDay ? Latest - 1 : Latest;

    /// <summary>The same of the report.</summary>
    public long ReportedLast => ReportedEndsWithDay ? ReportedLatest - 1 : ReportedLatest;

    /// <summary>What a row tells of was before the row came: of a day that was not over by then, the rest is left out.</summary>
    public ClockStart NoLaterThan(long receipt) => this with
    {
        Latest = Math.Min(Latest, receipt),
        EndsWithDay = EndsWithDay && Latest <= receipt,
        ReportedLatest = Math.Min(ReportedLatest, receipt),
        ReportedEndsWithDay = ReportedEndsWithDay && ReportedLatest <= receipt,
    };

    /// <summary>The start by the clock's rules; what cannot be trusted only bounds it.</summary>
    public static ClockStart Find(Clock clock, ReadOnlySpan<WrittenTime> times, ReadOnlySpan<int> codes, long receipt)
    {
        var incident = FindIncident(clock, times, codes, out var flags, out var trouble);
        if (incident.Usable && incident.Earliest > receipt)
            (trouble, flags) = (UnknownReason.Future, flags | TimingFlags.Future);

        var reported = FindReported(clock, times, receipt, ref flags, out var reportedTrouble);
        if (!incident.Usable && trouble == UnknownReason.None)
            trouble = reportedTrouble;
        if (trouble != UnknownReason.None || !(incident.Usable || reported.Usable))
            return Bounded(clock, times, receipt, flags, trouble);
        var began = incident;
        if (incident.Usable && reportedTrouble is UnknownReason.Impossible or UnknownReason.Future)
        {
            began = FindBegan(clock, times, codes);
            if (!began.Usable || began.Earliest > incident.Earliest)
                return Bounded(clock, times, receipt, flags, reportedTrouble, incident);
        }
        var found = !reported.Usable ? From(began, flags | incident.Flags) with { Latest = incident.Latest, EndsWithDay = incident.IsDay }
            : !incident.Usable ? From(reported, flags)
            : Earlier(incident, reported, times[clock.Reported], IncidentText(clock, times, incident), flags);
        return receipt - found.Earliest < LongAgo ? found
            : Bounded(clock, times, receipt, flags | TimingFlags.LongAgo, UnknownReason.LongAgo, incident);
    }

    /// <summary>The written time that proves the most: of those not after receipt, nor long before it, the one with the earliest
    /// end.</summary>
    /// <param name="flags">Gets <see cref="TimingFlags.LongAgo"/> where one lies too long before receipt to prove anything.</param>
    public static Reading FindBound(Clock clock, ReadOnlySpan<WrittenTime> times, long receipt, bool reportedToo, ref TimingFlags flags)
    {
        var best = default(Reading);
        var basis = clock.Incident.Length;
        if (clock.Reported >= 0)
            Offer(times[clock.Reported], basis++, reportedToo, receipt, ref best, ref flags);
        foreach (var ordinal in clock.LowerBound)
            Offer(times[ordinal], basis++, true, receipt, ref best, ref flags);
        return best;
    }

    static void Offer(WrittenTime time, int basis, bool wanted, long receipt, ref Reading best, ref TimingFlags flags)
    {
        if (wanted && time.IsUsable)
            Offer(Reading.Of(time, basis), receipt, ref best, ref flags);
    }

    static void Offer(in Reading reading, long receipt, ref Reading best, ref TimingFlags flags)
    {
        if (receipt - reading.Earliest >= LongAgo)
            flags |= TimingFlags.LongAgo;
        else if (reading.Earliest <= receipt && (!best.Usable || reading.Latest < best.Latest))
            best = reading;
    }

    static Reading FindIncident(Clock clock, ReadOnlySpan<WrittenTime> times, ReadOnlySpan<int> codes, out TimingFlags flags,
        out UnknownReason trouble)
    {
        (flags, trouble) = (TimingFlags.None, UnknownReason.None);
        var chosen = default(Reading);
        for (var i = 0; i < clock.Incident.Length; i++)
        {
            if (clock.StartsFor.Length > 0 && clock.StartsFor[i].Admits(codes) != true) continue;
            var time = times[clock.Incident[i]];
            if (time.IsUnusable && !chosen.Usable)
                (flags, trouble) = (flags | FlagOf(time.Reason), trouble == UnknownReason.None ? TroubleOf(time.Reason) : trouble);
            if (!time.IsUsable)
                continue;
            var reading = Reading.Of(time, i);
            if (!chosen.Usable)
                chosen = reading;
            else if (chosen.Latest < reading.Earliest)
                flags |= TimingFlags.EndBeforeStart;
        }
        if (chosen.Usable && trouble != UnknownReason.None)
            (flags, trouble) = (flags | TimingFlags.EndUnusable, UnknownReason.None);
        return chosen;
    }

    static Reading FindReported(Clock clock, ReadOnlySpan<WrittenTime> times, long receipt, ref TimingFlags flags,
        out UnknownReason trouble)
    {
        trouble = UnknownReason.None;
        if (clock.Reported < 0 || times[clock.Reported] is { Form: TimeForm.Absent })
            return default;
        var time = times[clock.Reported];
        if (time.IsUnusable)
        {
            flags |= TimingFlags.ReportedUnusable | FlagOf(time.Reason);
            trouble = TroubleOf(time.Reason);
            return default;
        }
        var reading = Reading.Of(time, clock.Incident.Length);
        if (reading.Earliest <= receipt)
            return reading;
        flags |= TimingFlags.ReportedInFuture;
        trouble = UnknownReason.Future;
        return default;
    }

    // The report may have come before the incident ended, and never before it began.
    static Reading FindBegan(Clock clock, ReadOnlySpan<WrittenTime> times, ReadOnlySpan<int> codes)
    {
        var first = clock.Incident.Length - 1;
        return first > 0 && (clock.StartsFor.Length == 0 || clock.StartsFor[first].Admits(codes) == true)
            && times[clock.Incident[first]] is { IsUsable: true } time ? Reading.Of(time, first) : default;
    }

    // Either may be a range. The earlier of two unknown moments is no earlier than the lesser of their first instants and no
    // later than the lesser of their last: min of Earliest, min of Latest, each on its own.
    static ClockStart Earlier(in Reading incident, in Reading reported, WrittenTime reportedText, WrittenTime incidentText,
        TimingFlags flags)
    {
        // An incident that ends before it begins has a wrong date in it, and a wrong date may not move the start to the report.
        var (shortest, longest) = Gap(incidentText, reportedText);
        if (shortest > YearAfter && (flags & TimingFlags.EndBeforeStart) == 0)
            return From(reported, flags | TimingFlags.ReportedOverYear);
        var first = reported.Earliest < incident.Earliest ? reported : incident;
        var longAfter = longest > LongAfter;
        return From(first, flags | incident.Flags | reported.Flags | (longAfter ? TimingFlags.ReportedLongAfter : 0)) with
        {
            Latest = Math.Min(incident.Latest, reported.Latest),
            ReportedLongAfter = longAfter,
            ReportedLatest = reported.Latest,
            ReportedEndsWithDay = reported.IsDay,
            EndsWithDay = incident.IsDay && incident.Latest <= reported.Latest || reported.IsDay && reported.Latest <= incident.Latest,
        };
    }

    // Days between as people count them, on the wall clock, so that a change of the clocks moves nobody over an edge.
    static (long Shortest, long Longest) Gap(WrittenTime incident, WrittenTime reported)
    {
        long from = Wall(incident), to = Wall(reported);
        return (to - from - (incident.Form == TimeForm.Day ? DayNumber.SecondsADay : 0),
            to - from + (reported.Form == TimeForm.Day ? DayNumber.SecondsADay : 0));
    }

    static long Wall(WrittenTime time) =>
        time.HasOffset ? London.ToLocalSeconds(time.LocalSeconds - time.OffsetSeconds) : time.LocalSeconds;

    static WrittenTime IncidentText(Clock clock, ReadOnlySpan<WrittenTime> times, in Reading incident) =>
        times[clock.Incident[incident.Basis]];

    // The start is the earlier of incident and report, so where the report lies too long ago the incident bounds it.
    static ClockStart Bounded(Clock clock, ReadOnlySpan<WrittenTime> times, long receipt, TimingFlags flags, UnknownReason trouble,
        in Reading incident = default)
    {
        var bound = FindBound(clock, times, receipt, reportedToo: true, ref flags);
        if (incident.Usable)
            Offer(incident, receipt, ref bound, ref flags);
        if (trouble == UnknownReason.None)
            (trouble, flags) = bound.Usable ? (UnknownReason.OnlyCreated, flags)
                : (flags & TimingFlags.LongAgo) != 0 ? (UnknownReason.LongAgo, flags)
                : (UnknownReason.Missing, flags | TimingFlags.Missing);
        if (!bound.Usable)
            return new() { Basis = -1, Flags = flags, Reason = trouble };
        return From(bound, flags) with { Certain = false, Reason = trouble };
    }

    static ClockStart From(in Reading reading, TimingFlags flags) => new()
    {
        Certain = true,
        Earliest = reading.Earliest,
        Latest = reading.Latest,
        IsDay = reading.IsDay,
        EndsWithDay = reading.IsDay,
        Basis = reading.Basis,
        Flags = flags | reading.Flags,
    };

    static TimingFlags FlagOf(TimeReason reason) => reason == TimeReason.Placeholder ? TimingFlags.Placeholder : TimingFlags.Impossible;

    static UnknownReason TroubleOf(TimeReason reason) => reason == TimeReason.Placeholder ? UnknownReason.Placeholder
        : UnknownReason.Impossible;
}

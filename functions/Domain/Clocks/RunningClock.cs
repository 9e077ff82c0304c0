using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>A clock that nothing has stopped, known to the hour alone: what it comes to at a whole hour tells nobody an exact
/// time.</summary>
public readonly record struct RunningClock
{
    public required Clock Clock { get; init; }
    public required RiskGrade Risk { get; init; }

    /// <summary>The limit it was judged by, where neither clock nor risk alone says which.</summary>
    public Limit Limit { get => field ?? Clock.LimitFor(Risk); init; }

    /// <summary>started_basis, in the lake's word.</summary>
    public required string Basis { get; init; }

    /// <summary>London day of the start, in days since 1970-01-01.</summary>
    public required int StartedOn { get; init; }

    /// <summary>The first whole hour from its earliest start on, and from its latest.</summary>
    public required Instant ElapsedFrom { get; init; }
    public required Instant ElapsedMinFrom { get; init; }

    /// <summary>The first whole hour at which it is certainly overdue.</summary>
    public required Instant OverdueFrom { get; init; }

    /// <summary>The first whole hour from a moment on.</summary>
    public static Instant HourFrom(Instant moment) =>
        Instant.FromUnixTimeTicks(HourOf(moment.Plus(Duration.FromHours(1) - Duration.FromTicks(1))));

    /// <summary>The first whole hour after a moment.</summary>
    public static Instant HourAfter(Instant moment) => HourFrom(moment.Plus(Duration.FromTicks(1)));

    /// <summary>None until it is overdue.</summary>
    public Severity SeverityAt(Instant hour) => hour < OverdueFrom ? Severity.None
        : Clock.Grade((hour - ElapsedMinFrom).BclCompatibleTicks, Risk);

    /// <summary>When it will be overdue, or worse than it is then; null when nothing worse can come.</summary>
    public Instant? NextChange(Instant hour)
    {
        if (hour < OverdueFrom) return OverdueFrom;
        Instant? next = null;
        foreach (var band in Clock.Bands)
        {
            var reached = ElapsedMinFrom + Duration.FromHours(band.Hours);
            if (SeverityAt(reached) > SeverityAt(hour) && (next is null || reached < next)) next = reached;
        }
        return next;
    }

    /// <summary>Whole hours, the longest it may have run.</summary>
    public double Hours(Instant hour) => (hour - ElapsedFrom).TotalHours;

    /// <summary>Whole hours, the shortest.</summary>
    public double HoursMin(Instant hour) => Math.Max(0, (hour - ElapsedMinFrom).TotalHours);

    /// <summary>Whole hours beyond the last moment in time, the fewest they can be.</summary>
    public double LateBy(Instant hour) => Math.Max(0,
        Limit is { Unit: TimeUnit.ClockHours, Before: null, N: var limit } ? HoursMin(hour) - limit : (hour - OverdueFrom).TotalHours);

    /// <summary>Working days after the day of start; null where no calendar knows one of them.</summary>
    public int? WorkingDays(Instant hour) => Clock.Rules.Working.TryCount(StartedOn, London.DayOf(hour), out var days) ? days : null;

    /// <summary>Writes what it comes to as a sentence in ASCII and returns its length; the span must hold
    /// <see cref="Clock.ExplanationLength"/> bytes.</summary>
    public int Explain(Instant hour, Severity severity, Span<byte> utf8)
    {
        var limit = Limit;
        var text = new Sentence(utf8);
        text.Add(StartPhrases.For(Basis));
        text.AddDay(" on "u8, (long)StartedOn * DayNumber.SecondsADay, default);
        var due = London.ToLocalSeconds(OverdueFrom - Duration.FromTicks(1));
        if (limit.Unit is TimeUnit.ClockHours or TimeUnit.WorkingHours || Clock.Rules.By is not null) text.AddHour("; was due "u8, due);
        else text.AddDay("; was due "u8, due, default);
        text.AddHour("; nothing has stopped it by "u8, London.ToLocalSeconds(hour));
        text.Add("; "u8);
        if (Hours(hour) != HoursMin(hour))
        {
            text.Add("between "u8);
            AddShortest(ref text, hour);
            text.Add(" and "u8);
            text.AddHours(Hours(hour));
        }
        else
            AddShortest(ref text, hour);
        text.Add(" h"u8);
        if (limit.Unit == TimeUnit.WorkingDays && WorkingDays(hour) is { } days)
        {
            text.Add(", working days after the first: "u8);
            text.AddNumber(days);
            text.Add(","u8);
        }
        text.Add(" against "u8);
        text.Add(System.Text.Encoding.ASCII.GetBytes(limit.Text));
        text.Add(severity switch
        {
            Severity.Serious => ": overdue, serious."u8,
            Severity.Critical => ": overdue, critical."u8,
            _ => ": overdue."u8,
        });
        return text.Length;
    }

    // "24 h against 24 h: overdue" would read as wrong.
    void AddShortest(ref Sentence text, Instant hour)
    {
        if (Limit.Unit == TimeUnit.ClockHours && HoursMin(hour) == Limit.N) text.Add("over "u8);
        text.AddHours(HoursMin(hour));
    }

    static long HourOf(Instant moment)
    {
        var ticks = moment.ToUnixTimeTicks();
        return ticks - (ticks % NodaConstants.TicksPerHour + NodaConstants.TicksPerHour) % NodaConstants.TicksPerHour;
    }
}

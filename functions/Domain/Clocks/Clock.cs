using System.Collections.ObjectModel;
using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>A contract's clock: where it starts in a row, what limit it sets, and how lateness is graded.</summary>
public sealed record Clock
{
    /// <summary>
    /// Ten years of 365 days: so long before receipt a year is taken to be wrong. No limit here is as much as one year, and backlogs that
    /// were found were months
    /// old; a slip in the decade or the century is never less. One bound for every clock, as docs/clocks.md says.
    /// </summary>
    public const int LongAgoDays = 3650;

    /// <summary>"sharing".</summary>
    public required string Name { get; init; }

    /// <summary>The edition's label, written beside every result.</summary>
    public required string Edition { get; init; }

    /// <summary>The law, guidance or local agreement that sets the limit.</summary>
    public required string Source { get; init; }

    /// <summary>The first day of receipt the edition governs.</summary>
    public LocalDate From { get; init; }

    /// <summary>Ordinals in the row's times, the first usable taken: incident end, then start.</summary>
    public required int[] Incident { get; init; }

    /// <summary>Ordinal of the report, or -1.</summary>
    public int Reported { get; init; } = -1;

    /// <summary>Ordinals that only bound the elapsed time from below: when the notification was written.</summary>
    public int[] LowerBound { get; init; } = [];

    /// <summary>started_basis for each ordinal above, in that order: incidents, the report if there is one, lower bounds.</summary>
    public required string[] Bases { get; init; }

    /// <summary>Ordinals in the row's times of what stops the clock, the first usable taken; none: first receipt does. While nothing is
    /// written there it is open.</summary>
    public int[] Stop { get; init; } = [];

    /// <summary>stopped_basis for each stop.</summary>
    public string[] StopBases { get; init; } = [];

    /// <summary>For each incident, and for each stop, the rows it counts for; empty: for all.</summary>
    public ClockCondition[] StartsFor { get; init; } = [];
    public ClockCondition[] StopsFor { get; init; } = [];

    /// <summary>It runs only for a row that writes one of its starts or stops.</summary>
    public bool IfStarted { get; init; }

    /// <summary>The senders this edition holds for; empty: all.</summary>
    public IReadOnlyList<string> Senders { get; init; } = [];

    /// <summary>The councils, by LA code, whose children it holds for; empty: all.</summary>
    public IReadOnlyList<string> Councils { get; init; } = [];

    /// <summary>Place of the code column that can exempt a row, or -1, and the codes of it that do.</summary>
    public int UnlessColumn { get; init; } = -1;
    public int[] UnlessCodes { get; init; } = [];

    /// <summary>The limit when the risk grade has none of its own; an ungraded record takes it too.</summary>
    public required Limit Limit { get; init; }

    public IReadOnlyDictionary<RiskGrade, Limit> LimitWhen { get; init; } = ReadOnlyDictionary<RiskGrade, Limit>.Empty;

    /// <summary>Place of the code column that decides the limit, or -1, and the limit for each of its codes; null: it has none of its own,
    /// and which holds is not known.</summary>
    public int LimitColumn { get; init; } = -1;
    public Limit?[] LimitByCode { get; init; } = [];

    /// <summary>What the limit counts back from; null: it counts from the start.</summary>
    public DueBefore? Before { get; init; }

    /// <summary>An alert comes when it has run past its limit.</summary>
    public bool Alerts { get; init; } = true;

    /// <summary>Why no alert comes; null where one does.</summary>
    public string? AlertsReason { get; init; }

    /// <summary>Hours before the limit at which an alert says that it is due soon; 0: none.</summary>
    public int WarnBeforeHours { get; init; }

    /// <summary>Every limit a record may be held to.</summary>
    public IEnumerable<Limit> Limits => LimitByCode.OfType<Limit>().Concat(Enum.GetValues<RiskGrade>().Select(LimitFor));

    /// <summary>A council's school terms or office hours can change the answer.</summary>
    public bool CountsByCouncil =>
        Rules.AfterHoursRollsForward || Rules.TellOfficeHours || StopsFor.Any(stop => stop.OutsideTerm)
        || Limits.Any(limit => TimeUnits.Of(limit.Unit).CountsByCouncil);

    public Band[] Bands { get; init; } = [];

    public static readonly int Steps = Enum.GetValues<Step>().Length;

    public Segment[] Segments { get; init; } = [];

    /// <summary>In whose calendars the limit is counted, and how.</summary>
    public DeadlineRules Rules { get; init; } = DeadlineRules.Usual;

    internal const double TicksAnHour = NodaConstants.TicksPerHour;

    /// <summary>The limit for a grade; ungraded takes the default, which a contract sets to its limit for medium.</summary>
    public Limit LimitFor(RiskGrade risk) => LimitWhen.TryGetValue(risk, out var limit) ? limit : Limit;

    /// <summary>Whether there is anything to measure. What has stopped always is: a stop without a start is unknown, and says so.</summary>
    /// <param name="codes">Which code each code column of the row holds, by place.</param>
    public bool Runs(ReadOnlySpan<WrittenTime> times, ReadOnlySpan<int> codes)
    {
        if (!IfStarted && UnlessColumn < 0 || IsWritten(Stop, times)) return true;
        if (UnlessColumn >= 0 && UnlessCodes.Contains(codes[UnlessColumn])) return false;
        return !IfStarted || IsWritten(Incident, times) || IsWritten(LowerBound, times)
            || Reported >= 0 && times[Reported].Form != TimeForm.Absent;
    }

    static bool IsWritten(int[] ordinals, ReadOnlySpan<WrittenTime> times)
    {
        foreach (var ordinal in ordinals)
            if (times[ordinal].Form != TimeForm.Absent) return true;
        return false;
    }

    /// <summary>The bytes that always suffice for <see cref="Explain"/>.</summary>
    public const int ExplanationLength = 512;

    /// <summary>Writes the result as a sentence in ASCII and returns its length: hours floored, no personal data.</summary>
    public int Explain(in Timing timing, RiskGrade risk, Span<byte> utf8) => ClockExplanation.Write(this, timing, risk, utf8);

    /// <summary>Hours of each step to one decimal, by its place in <see cref="Step"/>; not a number where an end is not known.</summary>
    public TimingFlags MeasureSegments(ReadOnlySpan<WrittenTime> times, in Timing timing, Instant firstReceipt, Span<double> hours) =>
        SegmentHours.Measure(Segments, times, timing, firstReceipt, hours);

    /// <summary>Measures a record, an open clock by its first receipt; every doubt makes the answer later or unknown, never on
    /// time.</summary>
    /// <param name="codes">Which code each code column of the row holds, by place; where there is none, a clock that asks for one takes it
    /// as blank.</param>
    public Timing Measure(ReadOnlySpan<WrittenTime> times, RiskGrade risk, Instant firstReceipt, ReadOnlySpan<int> codes = default) =>
        Measure(times, risk, firstReceipt, firstReceipt, codes);

    /// <summary>As above, of a later version: an open clock by that version's own receipt, before which lies all it tells of as
    /// done.</summary>
    public Timing Measure(ReadOnlySpan<WrittenTime> times, RiskGrade risk, Instant firstReceipt, Instant received,
        ReadOnlySpan<int> codes = default) =>
        new ClockMeasure(this).Measure(times, risk, firstReceipt, received, codes);

    internal Severity Grade(long elapsed, RiskGrade risk)
    {
        var graded = risk == RiskGrade.Ungraded ? RiskGrade.Medium : risk;
        var worst = Severity.Late;
        foreach (var band in Bands)
            if (band.Severity > worst && elapsed >= band.Hours * NodaConstants.TicksPerHour && (band.Risk is null || band.Risk == graded))
                worst = band.Severity;
        return worst;
    }

    // Two clocks are equal only when they are the same one: its arrays have no value equality, and it keeps what it prepared.
    public bool Equals(Clock? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The clock itself, or an error naming what a contract must correct; call it once when a contract is loaded.</summary>
    public static Clock Check(Clock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        foreach (var limit in clock.Limits)
        {
            var (least, most) = (clock.Before is null ? 1 : 0, limit.Unit == TimeUnit.ClockHours ? 100_000 : 1000);
            if (limit.N < least || limit.N > most)
                throw new ArgumentException($"Clock '{clock.Name}' has a limit of {limit.Text}; expected {least} to {most}.",
                    nameof(clock));
        }
        if (clock.Before is not null
            && (clock.Limit.Unit is not (TimeUnit.ClockHours or TimeUnit.CalendarDays) || clock.LimitWhen.Count > 0
            || clock.LimitColumn >= 0))
            throw new ArgumentException(
                $"Clock '{clock.Name}' counts back from a moment; that is one limit, in clock hours or calendar days.", nameof(clock));
        if ((clock.Before is not null || clock.LimitColumn >= 0)
            && (clock.Reported >= 0 || clock.LowerBound.Length > 0 || clock.LimitWhen.Count > 0))
            throw new ArgumentException($"Clock '{clock.Name}' has a limit by a code or before a moment; it starts at an incident "
                + $"alone, and has no limit by risk.", nameof(clock));
        var named = clock.Incident.Length + (clock.Reported >= 0 ? 1 : 0) + clock.LowerBound.Length;
        if (named == 0 || clock.Bases.Length != named)
            throw new ArgumentException($"Clock '{clock.Name}' names {clock.Bases.Length} bases for {named} columns; expected one for "
                + $"each, and a column at least.", nameof(clock));
        if (clock.Stop.Length != clock.StopBases.Length)
            throw new ArgumentException(
                $"Clock '{clock.Name}' names {clock.StopBases.Length} bases for {clock.Stop.Length} stops; expected "
                    + $"one for each.", nameof(clock));
        return clock;
    }

    /// <summary>What is worked out once from the data above; a copy made by `with` works it out again.</summary>
    internal sealed record Prepared(Clock Owner, Limit[] Limits, byte[][] Phrases, byte[][] StopPhrases, bool Graded);

    Prepared? prepared;

    internal Prepared Ready => prepared is { } ready && ReferenceEquals(ready.Owner, this) ? ready : prepared = Prepare(Check(this));

    static Prepared Prepare(Clock clock) => new(
        clock,
        [.. Enum.GetValues<RiskGrade>().Select(clock.LimitFor)],
        [.. clock.Bases.Select(StartPhrases.For)],
        [.. clock.StopBases.Select(StartPhrases.Lower)],
        clock.LimitWhen.Count > 0);
}

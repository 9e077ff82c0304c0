using System.ComponentModel.DataAnnotations;
using FrontDoor.Domain.Documents;

namespace FrontDoor.Domain.Feeds;

/// <summary>A clock as a contract writes it: what starts it, what stops it, how long it may run, and by which rule.</summary>
public sealed record ClockContract
{
    public required string Name { get; init; }
    public required string Edition { get; init; }

    /// <summary>Receipts from this day on are judged by this edition.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The law, guidance or local agreement the limit comes from.</summary>
    public required string Source { get; init; }

    /// <summary>This edition holds for what these senders send, before one that holds for all.</summary>
    public IReadOnlyList<string> Senders { get; init => field = value ?? []; } = [];

    /// <summary>Likewise for the children of these councils, by LA code. An edition for a sender comes before one for a council.</summary>
    public IReadOnlyList<string> Councils { get; init => field = value ?? []; } = [];
    public required ClockStartContract Start { get; init; }

    /// <summary>What stops the clock: the file's receipt, or something the row says.</summary>
    [OneOf(ContractWords.Stop)]
    public required string Stop { get; init; }

    /// <summary>With columns: the earliest of those that count. While none is filled in, the clock is open.</summary>
    public IReadOnlyList<StopColumn> StopColumns { get; init => field = value ?? []; } = [];
    public required LimitContract Limit { get; init; }

    /// <summary>The clock runs only for a row that fills in one of its starts or stops. Never the feed's first clock.</summary>
    public bool IfStarted { get; init; }

    /// <summary>What the row says where nothing is awaited, so that an empty stop is no failing.</summary>
    public ClockExemption? Unless { get; init; }

    /// <summary>How days are counted, where it is not as usual.</summary>
    public CountingContract? Counting { get; init; }

    /// <summary>Other limits for a risk grade: high, medium, standard.</summary>
    [Keys(ContractWords.Risk)]
    public IReadOnlyDictionary<string, LimitContract> When
    {
        get; init =>
        field = value ?? new Dictionary<string, LimitContract>();
    } = new Dictionary<string, LimitContract>();

    /// <summary>The steps on the way, each measured by itself so that blame is fair; none has a limit.</summary>
    public IReadOnlyList<SegmentContract> Segments { get; init => field = value ?? []; } = [];

    /// <summary>A limit for each code of a column, where they are not all the same: visits, by the child's plan.</summary>
    public LimitByCode? LimitBy { get; init; }

    /// <summary>How late is how serious; the gravest band reached counts.</summary>
    public required IReadOnlyList<BandContract> Bands { get; init; }

    /// <summary>Whether an alert comes when the clock has run past its limit. Without it: overdue. none needs an alertsReason.</summary>
    [OneOf(ContractWords.Alerting)]
    public string Alerts { get; init => field = value ?? ContractWords.Overdue; } = ContractWords.Overdue;

    /// <summary>Why no alert comes.</summary>
    public string? AlertsReason { get; init; }

    /// <summary>An alert due-soon comes this many hours before the limit, once, while nothing has stopped the clock.</summary>
    [Range(1, int.MaxValue)]
    public int WarnBefore { get; init; }
}

/// <summary>One step on the way, between two times. At least one of them is a column.</summary>
public sealed record SegmentContract
{
    /// <summary>A column of timeliness: written_after_hours and so on.</summary>
    [OneOf(ContractWords.Step)]
    public required string Name { get; init; }

    /// <summary>Without it: the clock's start.</summary>
    [ColumnName]
    public string? From { get; init; }

    /// <summary>Without it: first receipt.</summary>
    [ColumnName]
    public string? To { get; init; }
}

/// <summary>A code of the row with which the clock does not run: nothing is awaited. Where an end is filled in, done or planned, it is
/// measured all the same. Never the feed's first clock.</summary>
public sealed record ClockExemption
{
    /// <summary>A code column.</summary>
    [ColumnName]
    public required string Column { get; init; }
    [MinLength(1)]
    public required IReadOnlyList<string> Codes { get; init; }
}

/// <summary>What starts a clock.</summary>
public sealed record ClockStartContract
{
    /// <summary>The event itself, best column first: the first that can be read is the incident.</summary>
    public required IReadOnlyList<ClockColumn> Incident { get; init; }

    /// <summary>When the sender was told of it; the clock starts at the earlier of incident and this.</summary>
    public ClockColumn? Reported { get; init; }

    /// <summary>Known only to be after the event: enough to prove lateness, never timeliness.</summary>
    public IReadOnlyList<ClockColumn> LowerBound { get; init => field = value ?? []; } = [];
}

/// <summary>A column that starts a clock, and the word for it in started_basis.</summary>
public sealed record ClockColumn
{
    [ColumnName]
    public required string Column { get; init; }

    /// <summary>A second column with the time of day, where the first holds only the date.</summary>
    [ColumnName]
    public string? Time { get; init; }

    /// <summary>The word for it in started_basis, for instance incident_end.</summary>
    [RegularExpression(TextPattern.LakeWord)]
    public required string Basis { get; init; }

    /// <summary>It starts the clock only of these rows; null: of all. For an incident alone.</summary>
    public RowCondition? Only { get; init; }
}

/// <summary>A column that stops the clock, and for which rows where that is not all.</summary>
public sealed record StopColumn
{
    [ColumnName]
    public required string Column { get; init; }

    /// <summary>A second column with the time of day, where the first holds only the date.</summary>
    [ColumnName]
    public string? Time { get; init; }

    /// <summary>The word for it in stopped_basis, for instance decision_made.</summary>
    [RegularExpression(TextPattern.LakeWord)]
    public required string Basis { get; init; }

    /// <summary>It stops the clock only of these rows; null: of all.</summary>
    public RowCondition? Only { get; init; }

    /// <summary>It stops the clock only where the limit ends on a day that lies in no school term.</summary>
    public bool OutsideTerm { get; init; }

    internal ClockColumn Source => new() { Column = Column, Time = Time, Basis = Basis, Only = Only };
}

/// <summary>Rows the column starts or stops the clock of. For others it is as if it were empty; a row that does not say which it is has
/// an unknown result.</summary>
public sealed record RowCondition
{
    /// <summary>A code column.</summary>
    [ColumnName]
    public required string Column { get; init; }
    [MinLength(1)]
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>Also rows where that column is empty or holds no known code.</summary>
    public bool OrBlank { get; init; }
}

/// <summary>How long a clock may run.</summary>
public sealed record LimitContract
{
    /// <summary>1 or more; 0 only with before: until that moment itself, or the end of its day.</summary>
    [Range(0, int.MaxValue)]
    public required int N { get; init; }

    /// <summary>clock hours, working hours, working days, school days or calendar days.</summary>
    [OneOf(ContractWords.Unit)]
    public required string Unit { get; init; }

    /// <summary>The limit ends this long before a moment the row tells of, whenever the clock started: before a meeting, weeks before a
    /// birth. Null: it counts from the start.</summary>
    public LimitBefore? Before { get; init; }
}

/// <summary>A moment of the row that the limit counts back from: it ends so many clock hours or calendar days before, whenever the
/// clock started. Without the moment the result is unknown.</summary>
public sealed record LimitBefore
{
    [ColumnName]
    public required string Column { get; init; }

    /// <summary>The word for it in limit_text, for instance expected_delivery.</summary>
    [RegularExpression(TextPattern.LakeWord)]
    public required string Basis { get; init; }

    /// <summary>Days from the start beyond which the moment is not believed: the result is unknown.</summary>
    [Range(1, int.MaxValue)]
    public required int WithinDays { get; init; }
}

/// <summary>Another limit for each code of a column. A row with another code, or none, is on time or late only where every limit says
/// so, and possibly late between.</summary>
public sealed record LimitByCode
{
    /// <summary>A code column.</summary>
    [ColumnName]
    public required string Column { get; init; }
    public required IReadOnlyDictionary<string, LimitContract> Limits { get; init; }
}

/// <summary>How a limit in days is counted. Usually the day of the start is day 0, wherever it falls, and the last day counts until
/// midnight.</summary>
public sealed record CountingContract
{
    /// <summary>The day of the start is the first day counted: a day less than days after.</summary>
    public bool CountStartDay { get; init; }

    /// <summary>The day of the start is the first day counted where it starts before the time given as by, in the holidays as
    /// outsideTermBy: before school, that morning's bell is the next.</summary>
    public bool CountStartDayBeforeBy { get; init; }

    /// <summary>What starts after the team has closed counts from the next working day.</summary>
    public bool AfterHoursRollsForward { get; init; }

    /// <summary>Each result says whether the clock started while the team was open (timeliness.office_hours). It changes no
    /// limit.</summary>
    public bool TellOfficeHours { get; init; }

    /// <summary>Local time of the last day until which it is in time.</summary>
    [RegularExpression(TextPattern.TimeOfDay)]
    public string? By { get; init; }

    /// <summary>For the next school day: in the holidays, the next working day until this local time.</summary>
    [RegularExpression(TextPattern.TimeOfDay)]
    public string? OutsideTermBy { get; init; }
}

/// <summary>From how many clock hours on a late notification has this severity.</summary>
public sealed record BandContract
{
    /// <summary>serious or critical.</summary>
    [OneOf(ContractWords.Band)]
    public required string Severity { get; init; }
    [Range(0, int.MaxValue)]
    public required int Hours { get; init; }

    /// <summary>Only for this risk grade; absent for all.</summary>
    [OneOf(ContractWords.Risk)]
    public string? Risk { get; init; }
}

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

    /// <summary>This edition holds for what these senders send, before one that holds for all: an agreement of its own. Empty: for every
    /// sender.</summary>
    public IReadOnlyList<string> Senders { get; init => field = value ?? []; } = [];

    /// <summary>Likewise for the children of these councils, by LA code. An edition for a sender comes before one for a council. Empty: for
    /// every council.</summary>
    public IReadOnlyList<string> Councils { get; init => field = value ?? []; } = [];
    public required ClockStartContract Start { get; init; }

    /// <summary>"first receipt", or "columns" where something in the row stops it.</summary>
    public required string Stop { get; init; }

    /// <summary>What stops it, best column first. While none of them is filled in, the clock is open.</summary>
    public IReadOnlyList<StopColumn> StopColumns { get; init => field = value ?? []; } = [];
    public required LimitContract Limit { get; init; }

    /// <summary>The clock runs only for a row that fills in a start or a stop of it: most contacts have no strategy discussion. Never the
    /// feed's first clock.</summary>
    public bool IfStarted { get; init; }

    /// <summary>What the row says where nothing is awaited, so that an empty stop is no failing.</summary>
    public ClockExemption? Unless { get; init; }

    /// <summary>How days are counted, where it is not as usual.</summary>
    public CountingContract? Counting { get; init; }

    /// <summary>Other limits for a risk grade (high, medium, standard); a grade not named has <see cref="Limit"/>.</summary>
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

    /// <summary>"overdue": an alert comes when it has run past its limit; "none": it never does, and <see cref="AlertsReason"/> says
    /// why.</summary>
    public string Alerts { get; init => field = value ?? Overdue; } = Overdue;

    /// <summary>Why no alert comes; null where one does.</summary>
    public string? AlertsReason { get; init; }

    /// <summary>An alert due-soon comes this many hours before the limit, once, while nothing has stopped the clock; 0: none
    /// comes.</summary>
    public int WarnBefore { get; init; }

    const string Overdue = "overdue";
}

/// <summary>One step on the way, between two times.</summary>
public sealed record SegmentContract
{
    /// <summary>written, reviewed, sent or arrived: the lake's columns.</summary>
    public required string Name { get; init; }

    /// <summary>A column of dates; null: the clock's start.</summary>
    public string? From { get; init; }

    /// <summary>A column of dates; null: first receipt.</summary>
    public string? To { get; init; }
}

/// <summary>A code of the row with which a clock does not run, unless something stopped it.</summary>
public sealed record ClockExemption
{
    public required string Column { get; init; }
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
    public required string Column { get; init; }

    /// <summary>A second column with the time of day, where the first holds only the date.</summary>
    public string? Time { get; init; }

    /// <summary>For instance incident_end.</summary>
    public required string Basis { get; init; }

    /// <summary>It starts the clock only of these rows; null: of all. For an incident alone.</summary>
    public RowCondition? Only { get; init; }
}

/// <summary>A column that stops a clock, the word for it in stopped_basis, and the rows it stops it for where that is not all.</summary>
public sealed record StopColumn
{
    public required string Column { get; init; }

    /// <summary>A second column with the time of day, where the first holds only the date.</summary>
    public string? Time { get; init; }

    /// <summary>For instance decision_made.</summary>
    public required string Basis { get; init; }

    /// <summary>It stops the clock only of these rows; null: of all.</summary>
    public RowCondition? Only { get; init; }

    /// <summary>It stops the clock only where the limit ends on a day that lies in no school term.</summary>
    public bool OutsideTerm { get; init; }

    internal ClockColumn Source => new() { Column = Column, Time = Time, Basis = Basis, Only = Only };
}

/// <summary>Codes of the row with which a column can start or stop a clock.</summary>
public sealed record RowCondition
{
    public required string Column { get; init; }
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>So it can where that column is empty or holds no known code.</summary>
    public bool OrBlank { get; init; }
}

/// <summary>How long a clock may run.</summary>
public sealed record LimitContract
{
    public required int N { get; init; }

    /// <summary>clock hours, working hours, working days, school days or calendar days.</summary>
    public required string Unit { get; init; }

    /// <summary>The limit ends this long before a moment the row tells of, whenever the clock started: before a meeting, weeks before a
    /// birth. Null: it counts from the start.</summary>
    public LimitBefore? Before { get; init; }
}

/// <summary>The moment a limit counts back from.</summary>
public sealed record LimitBefore
{
    public required string Column { get; init; }

    /// <summary>The word for it in limit_text, for instance expected_delivery.</summary>
    public required string Basis { get; init; }

    /// <summary>Days from the start beyond which the moment is taken for a slip of the pen, and nothing is said by it.</summary>
    public required int WithinDays { get; init; }
}

/// <summary>A limit for each of a column's codes. A row with another, or none, is on time or late only where every limit says so.</summary>
public sealed record LimitByCode
{
    public required string Column { get; init; }
    public required IReadOnlyDictionary<string, LimitContract> Limits { get; init; }
}

/// <summary>How a limit in days is counted. Usually the day of the start is day 0, wherever it falls, and the last day counts until
/// midnight.</summary>
public sealed record CountingContract
{
    /// <summary>The day of the start is the first day counted: a day less than "days after".</summary>
    public bool CountStartDay { get; init; }

    /// <summary>The day of the start is the first day counted where it starts before <see cref="By"/>: before school, that morning's bell
    /// is the next.</summary>
    public bool CountStartDayBeforeBy { get; init; }

    /// <summary>What starts after the team has closed counts from the next working day.</summary>
    public bool AfterHoursRollsForward { get; init; }

    /// <summary>Each result says whether the clock started while the team was open.</summary>
    public bool TellOfficeHours { get; init; }

    /// <summary>Local time of the last day until which it is in time, HH:mm; else until the day ends.</summary>
    public string? By { get; init; }

    /// <summary>For the next school day: in the holidays, the next working day until this local time, HH:mm.</summary>
    public string? OutsideTermBy { get; init; }
}

/// <summary>From how many clock hours on a late notification has this severity.</summary>
public sealed record BandContract
{
    /// <summary>serious or critical.</summary>
    public required string Severity { get; init; }
    public required int Hours { get; init; }

    /// <summary>Only for this risk grade; null for all.</summary>
    public string? Risk { get; init; }
}

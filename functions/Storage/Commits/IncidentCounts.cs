using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Commits;

/// <summary>Counts of what arrived or became overdue while an incident of the feed was open.</summary>
public sealed record IncidentCounts
{
    /// <summary>Clocks past their limit, by severity.</summary>
    public int Critical { get; init; }
    public int Serious { get; init; }
    public int Late { get; init; }
    public int PossiblyLate { get; init; }
    public int Unknown { get; init; }
    public int Rejected { get; init; }

    /// <summary>How many of these have an alert of their own.</summary>
    public int Singles { get; init; }

    /// <summary>The longest lateness in hours; null where none is known.</summary>
    public double? WorstHours { get; init; }

    /// <summary>The London day on which the first late record was first received; null if none is late.</summary>
    public DateOnly? From { get; init; }

    /// <summary>When the last of these was found; null if there is none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>All clocks past their limit.</summary>
    [JsonIgnore]
    public int AllLate => Critical + Serious + Late;

    [JsonIgnore]
    public int All => AllLate + PossiblyLate + Unknown + Rejected;

    [JsonIgnore]
    public bool IsEmpty => All == 0;

    [JsonIgnore]
    public bool IsGrave => Critical + Serious > 0;

    public static IncidentCounts operator +(IncidentCounts one, IncidentCounts other) => new()
    {
        Critical = one.Critical + other.Critical,
        Serious = one.Serious + other.Serious,
        Late = one.Late + other.Late,
        PossiblyLate = one.PossiblyLate + other.PossiblyLate,
        Unknown = one.Unknown + other.Unknown,
        Rejected = one.Rejected + other.Rejected,
        Singles = one.Singles + other.Singles,
        WorstHours = one.WorstHours is { } hours && !(other.WorstHours > hours) ? hours : other.WorstHours,
        From = one.From is { } from && !(other.From < from) ? from : other.From,
        Until = one.Until is { } until && !(other.Until > until) ? until : other.Until,
    };
}

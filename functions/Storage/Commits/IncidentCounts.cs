using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Commits;

/// <summary>What came of a feed while an incident of it was open, in counts.</summary>
public sealed record IncidentCounts
{
    /// <summary>Clocks that ran past their limit, by how grave that is.</summary>
    public int Critical { get; init; }
    public int Serious { get; init; }
    public int Late { get; init; }
    public int PossiblyLate { get; init; }
    public int Unknown { get; init; }
    public int Rejected { get; init; }

    /// <summary>Those of them that were alerted singly.</summary>
    public int Singles { get; init; }

    /// <summary>The longest lateness in hours; null where none is known.</summary>
    public double? WorstHours { get; init; }

    /// <summary>London's day on which the first of those that are late was first received; null where none is late.</summary>
    public DateOnly? From { get; init; }

    /// <summary>When the last of it was found; null where there is nothing.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Clocks that ran past their limit.</summary>
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

using System.Text.Json.Serialization;

namespace FrontDoor.Storage.State;

/// <summary>The erasure of one child, in <c>restricted/erasures/{id}.json</c>: written before the first object is changed, so that a killed
/// run is finished by the next one. What it searches for is removed from it at the end.</summary>
public sealed record Erasure : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => StateJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
    public required DateTimeOffset At { get; init; }

    /// <summary>A role, in the person's own words.</summary>
    public required string By { get; init; }
    public required string Reason { get; init; }

    /// <summary>Null once nothing of the child was found.</summary>
    public ErasureTerms? Terms { get; init; }

    /// <summary>When the search found nothing; null before.</summary>
    public DateTimeOffset? DoneAt { get; init; }
}

/// <summary>What is searched for: every key, number and name by which the child is known here.</summary>
public sealed record ErasureTerms
{
    /// <summary>Pseudonyms of its records and of the child, and the ids of the alerts about them.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>NHS number, UPN and the senders' references that no other child has, as they were sent.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>Surname, forename and date of birth, as they were sent: a line is the child's if it has all three.</summary>
    public required IReadOnlyList<ErasedName> Names { get; init; }

    /// <summary>Where its accepted rows were: file, part and line.</summary>
    public required IReadOnlyList<ErasedRow> Rows { get; init; }
}

/// <summary>A name with its date of birth, as it was sent.</summary>
public sealed record ErasedName(string Surname, string Forename, string Born);

/// <summary>The place of a row in a file.</summary>
public sealed record ErasedRow(string FileId, int Part, int Line);

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

    /// <summary>Landed files that have the child and could not be written without it: a person must look at them.</summary>
    public IReadOnlyList<KeptFile> Kept { get; init; } = [];
}

/// <summary>What is searched for: every key, number and name by which the child is known here.</summary>
public sealed record ErasureTerms
{
    /// <summary>Pseudonyms of its records and of the child, and the ids of the alerts about them.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>NHS number, UPN and the senders' references that no other child has.</summary>
    public required IReadOnlyList<ErasedNumber> Numbers { get; init; }

    /// <summary>Surname, forename and date of birth: a row is the child's if it has all three and no other child's number.</summary>
    public required IReadOnlyList<ErasedName> Names { get; init; }

    /// <summary>Where its rows are: those that were accepted, and those that were found in landing.</summary>
    public required IReadOnlyList<ErasedRow> Rows { get; init; }

    /// <summary>What the counts of its files are without it.</summary>
    public IReadOnlyList<ErasedCounts> Counts { get; init; } = [];

    /// <summary>Files with the child in their own name, and what they are called instead.</summary>
    public IReadOnlyList<ErasedFileName> FileNames { get; init; } = [];
}

/// <summary>A number of the child, in capitals without blanks and hyphens.</summary>
/// <param name="Kind">nhs, upn or reference.</param>
/// <param name="Sender">agency/sender, within which a reference is the child's.</param>
public sealed record ErasedNumber(string Value, string Kind, string Sender);

/// <summary>A name in capitals without accents and marks, with its date of birth as yyyy-MM-dd.</summary>
public sealed record ErasedName(string Surname, string Forename, string Born);

/// <summary>The place of a row in a file.</summary>
/// <param name="Group">Which child of its line, where a line names several; else 0.</param>
/// <param name="IsLine">Whether all of the line is the child's.</param>
public sealed record ErasedRow(string FileId, int Part, int Line, int Group = 0, bool IsLine = true);

/// <summary>Counts of a file in the lake, without the child; accepted rows are those that are there.</summary>
public sealed record ErasedCounts(string FileId, int RowsIn, int Rejected, int Blank, int Late);

/// <summary>A file with the child in its own name.</summary>
public sealed record ErasedFileName(string FileId, string Name, string NewName);

/// <summary>A landed file that has the child still.</summary>
/// <param name="Path">Below the folder that was ingested.</param>
/// <param name="Others">How many rows of it are other children's.</param>
public sealed record KeptFile(string FileId, string Path, string Format, int Others);

using System.Text.Json.Serialization;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Storage.Alerts;

namespace FrontDoor.Ingestion;

/// <summary>What became of one file, in counts: the last word of <see cref="IngestFile"/>, and one object of <c>ingest
/// --json</c>.</summary>
public sealed record IngestResult
{
    public required string FileId { get; init; }
    public required string Agency { get; init; }
    public required string Feed { get; init; }
    public required string Sender { get; init; }

    /// <summary>The file's own name: for the partner's receipt and the operator's terminal, never for a log.</summary>
    public required string Name { get; init; }

    /// <summary>committed, refused, or already-processed (this arrival was dealt with before; nothing happened now).</summary>
    public required string Status { get; init; }

    /// <summary>The code of the defect that refused the file, or null.</summary>
    public string? Refusal { get; init; }
    public int RowsIn { get; init; }
    public int Accepted { get; init; }
    public int Rejected { get; init; }
    public int Unchanged { get; init; }
    public int Blank { get; init; }
    public int Late { get; init; }

    /// <summary>Of <see cref="Late"/>.</summary>
    [JsonIgnore]
    public int Serious { get; init; }

    /// <summary>Of <see cref="Late"/>.</summary>
    [JsonIgnore]
    public int Critical { get; init; }
    public int Warnings { get; init; }

    /// <summary>The receipt, as the partner finds it; null when the arrival was already held.</summary>
    [JsonIgnore]
    public Receipt? Receipt { get; init; }

    /// <summary>The same in plain text.</summary>
    public string? ReceiptText => Receipt?.ToText();

    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

using System.Text.Json;
using System.Text.Json.Serialization;
using FrontDoor.Storage;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The receipt of a file for its sender: what was accepted, what was late, what to correct. As JSON for systems and as text for
/// staff.</summary>
public sealed record Receipt
{
    internal const string Committed = "committed", Refused = "refused", Waiting = "waiting";

    /// <summary>The schema of this receipt; a change that could break a reader gets a new number.</summary>
    public string Schema { get; init; } = "front-door-receipt/1";
    public required string FileId { get; init; }

    /// <summary>The file id of the receipt that this one takes the place of, if the file was judged again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Replaces { get; init; }
    public required string File { get; init; }
    public required string Agency { get; init; }
    public required string Sender { get; init; }
    public required string Feed { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The edition of the feed's contract that judged the file; null if no contract is known.</summary>
    public string? Edition { get; init; }

    /// <summary>committed, refused or waiting.</summary>
    public required string Status { get; init; }

    /// <summary>The outcome of the file, in words.</summary>
    public string Verdict => ReceiptVerdict.Words(this);

    /// <summary>What the sender should do, as the end of "What to do: ".</summary>
    public string ToDo => ReceiptVerdict.ToDo(this);

    /// <summary>The day by which something is to be sent again; null if nothing is.</summary>
    public DateOnly? ToDoBy => ReceiptVerdict.By(this);

    /// <summary>The contact; null if the settings have none.</summary>
    public Contact? Contact { get; init; }
    public string? Refusal { get; init; }

    /// <summary>What the sender must know before any count, in a sentence or two each; empty for most files.</summary>
    public IReadOnlyList<string> Headlines { get; init; } = [];
    public string? Format { get; init; }
    public string? Encoding { get; init; }
    public long Bytes { get; init; }
    public int RowsIn { get; init; }
    public int Accepted { get; init; }
    public int New { get; init; }
    public int Amended { get; init; }
    public int Rejected { get; init; }
    public int Unchanged { get; init; }
    public int Blank { get; init; }

    /// <summary>Accepted rows that say their record is cancelled; no alert is sent about them.</summary>
    public int Cancelled { get; init; }
    public ReceiptResends? Resends { get; init; }

    /// <summary>Whether the file was only checked: no file came before it, so an unchanged row repeats a line of this one.</summary>
    [JsonIgnore]
    public bool IsCheck { get; init; }

    /// <summary>The tables in the file: one, or the sheets of a workbook, or the files of an archive.</summary>
    public IReadOnlyList<ReceiptPart> Parts { get; init; } = [];
    public ReceiptTimeliness? Timeliness { get; init; }
    public IReadOnlyList<ReceiptDefect> Defects { get; init; } = [];

    /// <summary>The name of the file of rejected rows beside this receipt, when there are any.</summary>
    public string? RejectFile { get; init; }

    /// <summary>The name of the file of late rows beside this receipt, when there are any.</summary>
    public string? LateFile { get; init; }

    /// <summary>For people, as plain text.</summary>
    public string ToText() => new ReceiptText(this).Of();

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ReceiptJson.Default.Receipt);
}

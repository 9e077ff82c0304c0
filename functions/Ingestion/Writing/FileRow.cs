using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The rows written once for each file: in lake/files, and in restricted/files with the file's own name.</summary>
static class FileRow
{
    public static void WriteNamed(NamedFiles row, LandedFile file, string fileId, long bytes)
    {
        row.FileId.Set(fileId);
        row.Agency.Set(file.Agency);
        row.Sender.Set(file.Sender);
        row.Feed.Set(file.Feed);
        row.FileName.Set(file.Name);
        row.ReceivedAt.SetMicroseconds(ArrivalContext.Microseconds(file.ReceivedAt));
        row.ReceivedBasis.Set(Basis(file.Basis));
        row.Bytes.Set(bytes);
        row.Sha256.Set(file.Sha256);
    }

    public static void Write(FilesTable row, ArrivalContext origin, LandedFile file, FileFacts facts)
    {
        row.FileId.Set(origin.FileId);
        row.Agency.Set(origin.Agency);
        row.Feed.Set(origin.Feed);
        row.Sender.Set(origin.Sender);
        row.ReceivedAt.SetMicroseconds(ArrivalContext.ToTheHour(origin.ReceivedMicroseconds));
        row.ReceivedBasis.Set(Basis(file.Basis));
        row.Bytes.Set(facts.Bytes);
        row.Format.Set(facts.Format);
        row.Encoding.Set(facts.Encoding);
        row.Status.Set(facts.Refusal is null ? "committed" : "refused");
        row.Refusal.Set(facts.Refusal);
        row.RowsIn.Set(facts.Counts.RowsIn);
        row.Accepted.Set(facts.Counts.Accepted);
        row.Rejected.Set(facts.Counts.Rejected);
        row.Unchanged.Set(facts.Counts.Unchanged);
        row.Blank.Set(facts.Counts.Blank);
        row.Late.Set(facts.Counts.Late);
        row.ContractEdition.Set(facts.Edition);
        row.RulesVersion.Set(RulesVersion);
        row.UnknownColumns.Set(facts.UnknownColumns);
        row.Replaces.Set(file.Replaces?.FileId);
    }

    public static void WriteDefect(RejectsTable row, ArrivalContext origin, FileDefect defect)
    {
        row.FileId.Set(origin.FileId);
        row.Agency.Set(origin.Agency);
        row.Feed.Set(origin.Feed);
        row.Sender.Set(origin.Sender);
        if (defect.Line > 0) row.Line.Set(defect.Line);
        row.Column.Set(defect.Column);
        row.Code.Set(defect.Defect.CodeText);
        row.Tier.Set(defect.Defect.Tier == Tier.File ? "file" : "warning");
        row.Advice.Set(defect.Advice);
        row.Part.Set(defect.Part);
    }

    /// <summary>The version of the rules that judged the file: our own number, and the time zone data.</summary>
    public static string RulesVersion { get; } = $"1+tzdb-{London.TzdbVersion.Split(' ')[^1].Trim('(', ')')}";

    static string Basis(ReceivedBasis basis) => basis switch
    {
        ReceivedBasis.Blob => "blob",
        ReceivedBasis.Seen => "seen",
        ReceivedBasis.Mtime => "mtime",
        ReceivedBasis.Given => "given",
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "No word for this basis."),
    };
}

/// <summary>The row of restricted/files: the name of an arrival, and its receipt.</summary>
sealed class NamedFiles() : LakeTable("files", "arrival", "The file's own name, for named operators only.")
{
    public TextColumn FileId { get; } = CommonColumns.FileId();
    public TextColumn Agency { get; } = CommonColumns.Agency();
    public TextColumn Sender { get; } = CommonColumns.Sender();
    public TextColumn Feed { get; } = CommonColumns.Feed();
    public TextColumn FileName { get; } = new("name", "the file's name as it was dropped");
    public InstantColumn ReceivedAt { get; } = new("received_at", "when it arrived, to the millisecond");
    public TextColumn ReceivedBasis { get; } =
        new("received_basis", "what says so, as in the lake's files", LakeTables.Files.ReceivedBasis.Values);
    public BigIntegerColumn Bytes { get; } = new("bytes", "its size");
    public TextColumn Sha256 { get; } = new("sha256", "the hash of its bytes");
}

/// <summary>The facts of a file as a whole.</summary>
sealed record FileFacts(long Bytes, string? Format, string? Encoding, string? Refusal, string? Edition, IngestCounts Counts)
{
    /// <summary>How many columns of its headers the contract does not know; null if every record names its own. Their names may hold
    /// anything, and are only on the receipt.</summary>
    public int? UnknownColumns { get; init; }
}

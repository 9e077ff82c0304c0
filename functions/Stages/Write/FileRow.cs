using System.Text;
using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>The rows written once a file: in lake/files, in lake/notices for each alert raised, and in restricted/files with the file's own name.</summary>
static class FileRow
{
    /// <summary>restricted/files: which name an arrival had, and exactly when it was received.</summary>
    public static readonly LakeTable Named = new("files",
    [
        new("file_id", LakeType.Text), new("agency", LakeType.Text), new("sender", LakeType.Text), new("feed", LakeType.Text),
        new("name", LakeType.Text), new("received_at", LakeType.Instant), new("received_basis", LakeType.Text),
        new("bytes", LakeType.BigInteger), new("sha256", LakeType.Text),
    ]);

    public static void WriteNamed(Batch row, LandedFile file, string fileId, long bytes)
    {
        row.Text(0, Utf8(fileId));
        row.Text(1, Utf8(file.Agency));
        row.Text(2, Utf8(file.Sender));
        row.Text(3, Utf8(file.Feed));
        row.Text(4, Utf8(file.Name));
        row.Instant(5, Origin.Microseconds(file.ReceivedAt));
        row.Text(6, Basis(file.Basis));
        row.BigInteger(7, bytes);
        if (file.Sha256 is { } hash) row.Text(8, Utf8(hash));
    }

    public static void Write(Batch row, Origin origin, LandedFile file, FileFacts facts)
    {
        row.Text(0, origin.FileIdText);
        row.Text(1, origin.AgencyText);
        row.Text(2, origin.FeedText);
        row.Text(3, origin.SenderText);
        row.Instant(4, Origin.ToTheHour(origin.ReceivedMicroseconds));
        row.Text(5, Basis(file.Basis));
        row.BigInteger(6, facts.Bytes);
        if (facts.Format is { } format) row.Text(7, Utf8(format));
        if (facts.Encoding is { } encoding) row.Text(8, Utf8(encoding));
        row.Text(9, Utf8(facts.Refusal is null ? "committed" : "refused"));
        if (facts.Refusal is { } refusal) row.Text(10, Utf8(refusal));
        row.Integer(11, facts.Tally.RowsIn);
        row.Integer(12, facts.Tally.Accepted);
        row.Integer(13, facts.Tally.Rejected);
        row.Integer(14, facts.Tally.Unchanged);
        row.Integer(15, facts.Tally.Blank);
        row.Integer(16, facts.Tally.Late);
        if (facts.Edition is { } edition) row.Text(17, Utf8(edition));
        row.Text(18, Utf8(RulesVersion));
        if (facts.UnknownColumns is { } unknown) row.Integer(19, unknown);
    }

    public static void WriteDefect(Batch row, Origin origin, FileDefect defect)
    {
        row.Text(0, origin.FileIdText);
        row.Text(1, origin.AgencyText);
        row.Text(2, origin.FeedText);
        row.Text(3, origin.SenderText);
        if (defect.Line > 0) row.Integer(4, defect.Line);
        if (defect.Column is { } column) row.Text(5, Utf8(column));
        row.Text(6, defect.Defect.CodeText);
        row.Text(7, defect.Defect.Tier == Tier.File ? "file"u8 : "warning"u8);
        row.Text(8, Utf8(defect.Advice));
        row.Integer(9, defect.Part);
    }

    public static void WriteNotice(Batch row, Notice notice)
    {
        row.Text(0, Utf8(notice.NoticeId));
        row.Text(1, Utf8(notice.Kind));
        row.Text(2, Utf8(notice.Agency));
        row.Text(3, Utf8(notice.Feed));
        row.Text(4, Utf8(notice.Sender));
        row.Text(5, Utf8(notice.Severity));
        if (notice.SubjectKey is { } key) row.Text(6, Utf8(key));
        row.Instant(7, Origin.ToTheHour(notice.RaisedAt.ToUnixTimeMilliseconds() * 1000));
        if (notice.WorstHours is { } worst) row.Double(8, worst);
        row.Integer(9, notice.Count);
        row.Text(10, Utf8(notice.Text));
        if (notice.LaCode is { } council) row.Text(11, Utf8(council));
        if (notice.About is { } about) row.Text(12, Utf8(about));
    }

    /// <summary>Which rules judged the file: our own sequence, and the time zone data they ran on.</summary>
    public static string RulesVersion { get; } = $"1+tzdb-{London.TzdbVersion.Split(' ')[^1].Trim('(', ')')}";

    static ReadOnlySpan<byte> Basis(ReceivedBasis basis) => basis switch
    {
        ReceivedBasis.Blob => "blob"u8,
        ReceivedBasis.Seen => "seen"u8,
        ReceivedBasis.Mtime => "mtime"u8,
        ReceivedBasis.Given => "given"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "No word for this basis."),
    };

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>What was learned of a file as a whole.</summary>
sealed record FileFacts(long Bytes, string? Format, string? Encoding, string? Refusal, string? Edition, Tally Tally)
{
    /// <summary>How many columns its headers have that the contract does not know; null where every record names its own. Their names may hold anything, and stay on the receipt.</summary>
    public int? UnknownColumns { get; init; }
}

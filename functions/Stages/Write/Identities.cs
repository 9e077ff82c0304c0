using System.Text;
using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>restricted/identities: every accepted record as it was sent, by its key, for named operators alone.</summary>
static class Identities
{
    /// <summary>The key, where the record came from, its exact receipt, then each column of the contract as sent.</summary>
    public static LakeTable Table(Feed feed) => new("identities",
    [
        new("notification_key", LakeType.Text),
        new("record_version", LakeType.Integer),
        new("key_version", LakeType.Integer),
        new("file_id", LakeType.Text),
        new("line", LakeType.Integer),
        new("received_at", LakeType.Instant),
        new("part", LakeType.Integer),
        .. feed.Columns.Select(column => new LakeColumn(NameOf(column), LakeType.Text)),
    ]);

    public const int FirstColumn = 7;

    public static KnownTexts Known(LakeTable table, Origin origin) => new KnownTexts(table).Constant(3, origin.FileId);

    public static void Write(TableFile file, Origin origin, ReadOnlySpan<byte> key, int keyVersion, in Accepted accepted)
    {
        var row = file.Row;
        row.Text(0, key);
        row.Integer(1, accepted.Entry.RecordVersion);
        row.Integer(2, keyVersion);
        row.Integer(4, accepted.Sent.Line);
        row.Instant(5, origin.ReceivedMicroseconds);
        row.Integer(6, accepted.Sent.Part!.Number);
        row.Texts(FirstColumn, accepted.Sent.Content, accepted.Sent.Cells);
        file.EndRow();
    }

    /// <summary>The contract's name in lower case with underscores, kept apart from our own columns by what comes before it.</summary>
    public static string NameOf(Column column)
    {
        var name = new StringBuilder("sent_");
        foreach (var letter in column.Name)
            if (char.IsLetterOrDigit(letter)) name.Append(char.ToLowerInvariant(letter));
            else if (name[^1] != '_') name.Append('_');
        return name.ToString().TrimEnd('_');
    }
}

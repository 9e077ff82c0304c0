using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The table restricted/identities: every accepted record as it was sent, by its key, for named operators only.</summary>
public sealed class Identities(Feed feed)
    : LakeTable(Folder, "accepted version of a record", "What was sent, cell by cell, in the order of the contract.")
{
    /// <summary>Its folder in the container restricted.</summary>
    public const string Folder = "identities";

    public TextColumn NotificationKey { get; } = CommonColumns.NotificationKey();
    public IntegerColumn RecordVersion { get; } = CommonColumns.RecordVersion();
    public IntegerColumn KeyVersion { get; } = CommonColumns.KeyVersion();
    public TextColumn FileId { get; } = CommonColumns.FileId();
    public IntegerColumn Line { get; } = CommonColumns.Line();
    public InstantColumn ReceivedAt { get; } = new("received_at", "when the file arrived");
    public BigIntegerColumn ReceivedMicroseconds { get; } = new("received_microseconds", "the same exactly, in microseconds since 1970");
    public IntegerColumn Part { get; } = CommonColumns.Part();

    /// <summary>Each column of the contract.</summary>
    public IReadOnlyList<TextColumn> Sent { get; } =
        [.. feed.Columns.Select(column => new TextColumn(NameOf(column), $"{column.Name} as it was sent"))];

    /// <summary>Creates the table for the rows of one arrival.</summary>
    public static Identities Of(Feed feed, ArrivalContext origin)
    {
        var table = new Identities(feed);
        table.FileId.Always(origin.FileId);
        return table;
    }

    public void Write(ArrivalContext origin, ReadOnlySpan<byte> key, int keyVersion, in AcceptedRow accepted)
    {
        NotificationKey.Set(key);
        RecordVersion.Set(accepted.Entry.RecordVersion);
        KeyVersion.Set(keyVersion);
        Line.Set(accepted.Sent.Line);
        ReceivedAt.SetMicroseconds(origin.ReceivedMicroseconds);
        ReceivedMicroseconds.Set(origin.ReceivedMicroseconds);
        Part.Set(accepted.Sent.Part!.Number);
        for (var column = 0; column < Sent.Count; column++)
            if (accepted.Sent[column] is { IsEmpty: false } cell) Sent[column].Set(cell);
    }

    /// <summary>The contract's column name in lower case with underscores, with a prefix that separates it from our own
    /// columns.</summary>
    public static string NameOf(Column column)
    {
        var name = new StringBuilder("sent_");
        foreach (var letter in column.Name)
            if (char.IsLetterOrDigit(letter)) name.Append(char.ToLowerInvariant(letter));
            else if (name[^1] != '_') name.Append('_');
        return name.ToString().TrimEnd('_');
    }
}

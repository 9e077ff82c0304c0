using System.Text;
using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>restricted/identities: every accepted record as it was sent, by its key, for named operators alone.</summary>
/// <remarks>A date or time in its usual form is kept as what it says (on_…, at_…), which costs an eighth of its text; its text (sent_…) is then null, and <see cref="UsualForm"/> gives it back.</remarks>
sealed class Identities
{
    const int FirstColumn = 6;

    readonly ColumnType[] _types;
    readonly int[] _typed;

    public Identities(Feed feed)
    {
        _types = [.. feed.Columns.Select(column => column.Type)];
        Table = TableOf(feed);
        _typed = [.. feed.Columns.Select(column => TypedNameOf(column) is { } name ? Table[name] : Feed.None)];
    }

    public LakeTable Table { get; }

    /// <summary>The key, where the record came from, its exact receipt, then each column of the contract as sent.</summary>
    public static LakeTable TableOf(Feed feed) => new("identities",
    [
        new("notification_key", LakeType.Text),
        new("record_version", LakeType.Integer),
        new("key_version", LakeType.Integer),
        new("file_id", LakeType.Text),
        new("line", LakeType.Integer),
        new("received_at", LakeType.Instant),
        .. feed.Columns.Select(column => new LakeColumn(NameOf(column), LakeType.Text)),
        .. feed.Columns.Where(column => TypedNameOf(column) is not null)
            .Select(column => new LakeColumn(TypedNameOf(column)!, column.Type == ColumnType.Date ? LakeType.Date : LakeType.LocalTime)),
    ]);

    public KnownTexts Known(Origin origin) => new KnownTexts(Table).Constant(3, origin.FileId);

    public void Write(TableFile file, Origin origin, ReadOnlySpan<byte> key, int keyVersion, in Accepted accepted)
    {
        var (row, sent) = (file.Row, accepted.Sent);
        row.Text(0, key);
        row.Integer(1, accepted.Entry.RecordVersion);
        row.Integer(2, keyVersion);
        row.Integer(4, sent.Line);
        row.Instant(5, origin.ReceivedMicroseconds);
        var read = ReferenceEquals(sent, accepted.Row) ? accepted.Record.Written : null;
        for (var place = 0; place < _types.Length; place++)
            if (sent[place] is { IsEmpty: false } cell && !(_typed[place] >= 0 && WriteTyped(row, place, cell, read?[place] ?? TimeText.Parse(cell))))
                row.Text(FirstColumn + place, cell);
        file.EndRow();
    }

    bool WriteTyped(Batch row, int place, ReadOnlySpan<byte> cell, in WrittenTime written)
    {
        var isDate = _types[place] == ColumnType.Date;
        if (isDate ? !UsualForm.IsDay(cell, written) : !UsualForm.IsMoment(cell, written)) return false;
        if (isDate) row.Date(_typed[place], written.Day);
        else row.LocalTime(_typed[place], written.LocalSeconds * 1_000_000);
        return true;
    }

    /// <summary>The contract's name in lower case with underscores, kept apart from our own columns by what comes before it.</summary>
    public static string NameOf(Column column) => $"sent_{Plain(column)}";

    /// <summary>Where a date or time in its usual form is kept; null for a column that holds neither.</summary>
    public static string? TypedNameOf(Column column) => column.Type switch
    {
        ColumnType.Date => $"on_{Plain(column)}",
        ColumnType.LocalDateTime or ColumnType.Instant => $"at_{Plain(column)}",
        _ => null,
    };

    static string Plain(Column column)
    {
        var name = new StringBuilder();
        foreach (var letter in column.Name)
            if (char.IsLetterOrDigit(letter)) name.Append(char.ToLowerInvariant(letter));
            else if (name.Length > 0 && name[^1] != '_') name.Append('_');
        return name.ToString().TrimEnd('_');
    }
}

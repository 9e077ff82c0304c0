using System.Buffers;
using System.Text;
using Parquet.Schema;

namespace FrontDoor.Lake.Tables;

/// <summary>A column of texts. Texts known in advance are stored as a number for each row, others in UTF-8.</summary>
public sealed class TextColumn : LakeColumn
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    IReadOnlyList<string> known = [];
    Dictionary<string, int> places = [];
    string? always;
    int[] cells = []; // the length of each value, or its index among the known texts
    byte[] utf8 = [];
    int bytes;

    /// <param name="values">All possible values; null if they are not known in advance.</param>
    public TextColumn(string name, string meaning, IReadOnlyList<string>? values = null) : base(name, meaning, "VARCHAR")
    {
        Values = values ?? [];
        OneOf(Values);
    }

    internal override DataField Field => new DataField<string>(Name, true);

    /// <summary>Every row has this text.</summary>
    public void Always(string text) => always = text;

    /// <summary>Rows have one of these texts, or null; with none given, any text.</summary>
    public void OneOf(IReadOnlyList<string> texts)
    {
        known = texts;
        places = texts.Select((text, place) => (text, place)).ToDictionary(one => one.text, one => one.place, StringComparer.Ordinal);
    }

    /// <summary>Sets a text known in advance by its index; null leaves the row empty.</summary>
    public void Code(int? place)
    {
        if (place is not { } code)
            return;
        if ((uint)code >= (uint)known.Count)
            throw new ArgumentOutOfRangeException(nameof(place), code, $"Column {Name} of {Table.Name} knows {known.Count} texts.");
        Next() = code;
    }

    public void Set(string? text)
    {
        if (text is null)
            return;
        if (known.Count > 0)
            Code(places.TryGetValue(text, out var place) ? place : throw Other());
        else
            Set(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Sets a UTF-8 text, which is copied.</summary>
    public void Set(ReadOnlySpan<byte> text)
    {
        if (known.Count > 0)
        {
            Set(Encoding.UTF8.GetString(text));
            return;
        }
        ref var length = ref Next();
        bytes -= length;
        length = text.Length;
        var needed = bytes + text.Length;
        if (needed > utf8.Length)
            Array.Resize(ref utf8, RoomFor(needed));
        text.CopyTo(utf8.AsSpan(bytes));
        bytes = needed;
        Table.TextBytes += text.Length;
    }

    public override void Copy(object? value) => Set((string?)value);

    /// <summary>The capacity of a large table: as much as all its rows will need if they go on like this.</summary>
    int RoomFor(int needed) => cells.Length < LakeTable.Capacity ? needed * 2
        : Math.Max(needed + needed / 8, (int)Math.Min(LakeTable.FullText, (long)needed * LakeTable.Capacity / Count * 9 / 8));

    /// <summary>The cell of the current row; 0 in a new row.</summary>
    ref int Next()
    {
        if (always is not null)
            throw new InvalidOperationException($"Column {Name} of {Table.Name} has one text for every row.");
        var isNew = Mark();
        if (Count > cells.Length)
            Array.Resize(ref cells, Room(cells.Length));
        if (isNew)
            cells[Count - 1] = 0;
        return ref cells[Count - 1];
    }

    /// <summary>Overwrites the texts too, so that no personal data stays in memory.</summary>
    internal override void Clear()
    {
        base.Clear();
        utf8.AsSpan(0, bytes).Clear();
        bytes = 0;
    }

    private protected override int Fill(Span<int> levels)
    {
        if (always is null)
            return base.Fill(levels);
        levels.Fill(1);
        return levels.Length;
    }

    private protected override Task Write(ColumnTarget target)
    {
        var texts = target.Room.Texts(target.Count);
        if (always is not null)
            texts.Span.Fill(always.AsMemory());
        else if (known.Count > 0)
            for (var i = 0; i < target.Count; i++)
                texts.Span[i] = known[cells[i]].AsMemory();
        else
            Decode(texts.Span, target.Room.Letters(bytes));
        return target.Write<ReadOnlyMemory<char>>(texts);
    }

    void Decode(Span<ReadOnlyMemory<char>> texts, Memory<char> letters)
    {
        var isAscii = Ascii.ToUtf16(utf8.AsSpan(0, bytes), letters.Span, out _) == OperationStatus.Done;
        var (from, to) = (0, 0);
        for (var i = 0; i < texts.Length; i++)
        {
            var length = isAscii ? cells[i] : Decode(utf8.AsSpan(from, cells[i]), letters.Span[to..]);
            texts[i] = letters.Slice(to, length);
            from += cells[i];
            to += length;
        }
    }

    int Decode(ReadOnlySpan<byte> text, Span<char> letters)
    {
        try
        {
            return Strict.GetChars(text, letters);
        }
        catch (DecoderFallbackException)
        {
            throw new ArgumentException(
                $"A text for column {Name} of {Table.Name} is not UTF-8. Decode the file before its rows are written.");
        }
    }

    ArgumentException Other() => new($"Column {Name} of {Table.Name} takes {string.Join(", ", known)} and nothing else.");
}

using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Rows;

/// <summary>What is to be said of a cell besides its text.</summary>
public enum CellNote : byte
{
    None,

    /// <summary>It held an error of a spreadsheet, #N/A for instance, and counts as empty.</summary>
    Error,

    /// <summary>A number too long for a spreadsheet to keep all its digits.</summary>
    DigitsLost,

    /// <summary>A date, with or without its time, that a spreadsheet keeps as one.</summary>
    Date,

    /// <summary>The same without a time, shown with one that is 00:00.</summary>
    WholeDay,

    /// <summary>A time of day that a spreadsheet keeps as one.</summary>
    Time,

    /// <summary>A date that could be day or month first, read day first and joined with the time beside it.</summary>
    JoinedEither,

    /// <summary>The same of one that can only be day first.</summary>
    JoinedDayFirst,

    /// <summary>A time of day that is none, and was taken away.</summary>
    NoTime,

    /// <summary>It held a word for no value, and counts as empty.</summary>
    NoValue,

    /// <summary>Marks around or in the value were left out.</summary>
    MarksRemoved,
}

/// <summary>One record of a file, its cells in the contract's order whatever order the file has. The same Row is filled again for each
/// record.</summary>
/// <remarks>Cells are trimmed UTF-8. They stand one after another in one buffer, a separator between them, so that the whole content can be
/// hashed as it lies.</remarks>
public sealed class Row(Feed feed)
{
    const byte Separator = 0x1F;

    readonly (int Start, int Length)[] _cells = new (int, int)[feed.Columns.Count];
    readonly CellNote[] _notes = new CellNote[feed.Columns.Count];
    readonly CellCare[] _care = [.. feed.Care];
    byte[] _buffer = new byte[768];
    int _used;
    int _count;

    /// <summary>The part of the file the record stands in; null for a record that was kept from another file.</summary>
    public FilePart? Part { get; private set; }

    /// <summary>The 1-based physical line the record starts on; the row of a sheet, or the record's number, where the part counts
    /// those.</summary>
    public int Line { get; private set; }

    /// <summary>What was found wrong with the record where it was read, before any cell was; text that was damaged is put right by then,
    /// where that was certain.</summary>
    public List<RowDefect> Notes { get; } = [];

    /// <summary>Which of the children its line names the record is about, as the header numbers them; 0 where a line is about one
    /// child.</summary>
    public int Group { get; private set; }

    /// <summary>Whether this column is the child's own among the several a line names, rather than the line's.</summary>
    public bool IsChilds(int column) => Group > 0 && Part is { Header: var header }
        && header.Groups.FirstOrDefault(child => child.Number == Group) is { } child && child.Source[column] != header.Source[column];

    /// <summary>Whether the record's header has this column at all; an absent column is the header's defect, not the row's.</summary>
    public bool Has(int column) => Part is null || Part.Header.Has(column);

    public ReadOnlySpan<byte> this[int column] =>
        column < 0 ? default : _buffer.AsSpan(_cells[column].Start, _cells[column].Length);

    /// <summary>What is to be said of a cell besides its text.</summary>
    public CellNote NoteOf(int column) => _notes[column];

    /// <summary>
    /// Every cell, separated: what tells one content from another. A column some edition added counts once it holds something, so that a
    /// record sent
    /// again unchanged is unchanged on both sides of a new edition.
    /// </summary>
    public ReadOnlySpan<byte> Content
    {
        get
        {
            var last = _count;
            while (last > feed.FirstColumns && _cells[last - 1].Length == 0) last--;
            return last == _count ? _buffer.AsSpan(0, _used) : _buffer.AsSpan(0, _cells[last].Start);
        }
    }

    /// <summary>Where in the content each cell lies.</summary>
    public ReadOnlySpan<(int Start, int Length)> Cells => _cells.AsSpan(0, _count);

    /// <summary>At most this many cells hold anything.</summary>
    internal bool IsSparse(int most)
    {
        var filled = 0;
        foreach (var (_, length) in _cells.AsSpan(0, _count))
            if (length > 0 && ++filled > most) return false;
        return true;
    }

    public void Begin(FilePart? part, int line, int group = 0)
    {
        (Part, Line, Group, _used, _count) = (part, line, group, 0, 0);
        Notes.Clear();
    }

    public void Add(ReadOnlySpan<byte> cell)
    {
        _notes[_count] = CellNote.None;
        if (cell is [<= (byte)SheetNumber.TimeMark, ..] && Part?.Text.Dates is { } dates)
            cell = cell[0] <= SheetNumber.LongMark ? Number(cell, dates) : Kept(cell);
        cell = Trim(cell);
        if (!cell.IsEmpty && _care[_count] is not CellCare.Text and var care) cell = Bare(cell, care);
        if (cell is [(byte)'#', ..] && SheetErrors.Holds(cell))
        {
            _notes[_count] = CellNote.Error;
            cell = default;
        }
        Room(cell.Length + 1);
        cell.CopyTo(_buffer.AsSpan(_used));
        _cells[_count++] = (_used, cell.Length);
        _used += cell.Length;
        _buffer[_used++] = Separator;
    }

    /// <summary>Without what is no part of the value; empty where a word says that there is none.</summary>
    ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> cell, CellCare care)
    {
        var bare = TextGuards.Off(cell, apostrophes: care != CellCare.Name);
        if (bare.Length != cell.Length) bare = Trim(bare);
        if (care != CellCare.Name) bare = InvisibleCharacters.Without(bare);
        if (bare.Length != cell.Length) _notes[_count] = CellNote.MarksRemoved;
        if (care == CellCare.Name || !IsNothing(bare, care)) return bare;
        _notes[_count] = CellNote.NoValue;
        return default;
    }

    static bool IsNothing(ReadOnlySpan<byte> cell, CellCare care) => care switch
    {
        CellCare.Reference => NoValue.Is(cell) || NoValue.IsStandIn(cell),
        CellCare.Value => NoValue.Is(cell),
        _ => NoValue.IsMark(cell),
    };

    /// <summary>Puts another text in a cell's place.</summary>
    public void Replace(int column, ReadOnlySpan<byte> text)
    {
        var (start, length) = _cells[column];
        var more = text.Length - length;
        Room(more);
        _buffer.AsSpan(start + length, _used - start - length).CopyTo(_buffer.AsSpan(start + text.Length));
        text.CopyTo(_buffer.AsSpan(start));
        _cells[column] = (start, text.Length);
        for (var after = column + 1; after < _count; after++) _cells[after].Start += more;
        _used += more;
    }

    public void Note(int column, CellNote note) => _notes[column] = note;

    internal void Note(Defect defect, int column) => Notes.Add(new RowDefect(defect, column, defect.Tier));

    void Room(int more)
    {
        if (_used + more > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + more));
    }

    /// <summary>A number of a sheet: in a column of dates and times it is one, counted from the workbook's first day.</summary>
    ReadOnlySpan<byte> Number(ReadOnlySpan<byte> cell, DateSystem dates)
    {
        if (cell[0] == SheetNumber.LongMark) _notes[_count] = CellNote.DigitsLost;
        if (feed.Columns[_count].Type is var type && type != ColumnType.Time && !type.IsDate())
        {
            // 1.10 was a reference, and 1.1 another
            if (_care[_count] >= CellCare.Value && cell.Contains((byte)'.')) _notes[_count] = CellNote.DigitsLost;
            return cell;
        }
        var moment = Moment(cell, dates);
        if (moment.Length >= SheetNumber.DateLength && moment[0] >= ' ') _notes[_count] = CellNote.Date;
        return moment;
    }

    /// <summary>A date the workbook keeps. A whole day says the day and no more, whatever time it is shown with.</summary>
    ReadOnlySpan<byte> Kept(ReadOnlySpan<byte> cell)
    {
        var isDay = cell[0] == SheetNumber.DayMark;
        _notes[_count] = isDay ? CellNote.WholeDay : cell[0] == SheetNumber.TimeMark ? CellNote.Time : CellNote.Date;
        return isDay && feed.Columns[_count].Type is ColumnType.LocalDateTime or ColumnType.Instant ? cell.Slice(1, SheetNumber.DateLength)
            : cell[1..];
    }

    static ReadOnlySpan<byte> Moment(ReadOnlySpan<byte> number, DateSystem dates) =>
        SheetNumber.Moment(number[1..], dates) is { } moment ? Encoding.UTF8.GetBytes(moment) : number;

    /// <summary>A cell of the part that holds a time of day, whatever column it stands in.</summary>
    internal ReadOnlySpan<byte> TimeOfDay(ReadOnlySpan<byte> cell) =>
        // of any other mark Trim is enough
        Trim(cell is [<= (byte)SheetNumber.LongMark, ..] && Part?.Text.Dates is { } dates ? Moment(cell, dates) : cell);

    /// <summary>Without white space at either end: ASCII blanks, NUL, and what is <see cref="InvisibleCharacters"/>.</summary>
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || (cell[0] is > (byte)' ' and < 0xC2 && cell[^1] is > (byte)' ' and < 0x80)) return cell; // nearly every one
        while (!cell.IsEmpty)
        {
            if (cell[0] <= ' ') cell = cell[1..];
            else if (cell[0] < 0x80) break;
            else if (InvisibleCharacters.Mark(cell) + InvisibleCharacters.Blank(cell) is > 0 and var unseen) cell = cell[unseen..];
            else break;
        }
        while (!cell.IsEmpty)
        {
            if (cell[^1] <= ' ') cell = cell[..^1];
            else if (InvisibleCharacters.AtEnd(cell) is > 0 and var unseen) cell = cell[..^unseen];
            else break;
        }
        return cell;
    }
}

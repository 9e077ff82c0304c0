using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Csv;

namespace FrontDoor.Formats.Rows;

/// <summary>The records below the headers of a file's parts, one at a time, cells in the contract's order. A line that names several
/// children is a record for each.</summary>
public sealed class RowReader : IDisposable
{
    readonly Feed _feed;
    readonly IReadOnlyList<FilePart> _parts;
    readonly StatedCounts _stated = new();
    readonly CutOffRow _cutOff;
    HeaderNames? _names;
    int _at;
    FilePart _part;
    Header _header;
    CsvRecords _records;
    bool _hasRows;
    bool _isLost;
    int _group;
    int _flawed;
    int[] _source;
    int _fullName;

    public RowReader(Feed feed, IReadOnlyList<FilePart> parts)
    {
        (_feed, _parts, _cutOff) = (feed, parts, new CutOffRow(feed));
        Open();
    }

    /// <summary>Where the file says how many records it has, and has not, or ends in the middle of one; complete once every record was
    /// read.</summary>
    public IEnumerable<FileDefect> Defects => _stated.Defects.Concat(_cutOff.Defects);

    /// <summary>The next record, or null at the end. Cells are in <paramref name="row"/> when it is a Row.</summary>
    public RecordKind? Next(Row row)
    {
        while (true)
        {
            var isAnotherChild = NextChild(row);
            if ((isAnotherChild ? RecordKind.Row : NextRecord(row)) is { } kind)
            {
                _hasRows |= kind == RecordKind.Row;
                _stated.Count(kind, isAnotherChild);
                return kind;
            }
            _stated.EndPart();
            _cutOff.EndPart();
            if (_at + 1 == _parts.Count) return null;
            _at++;
            _records.Dispose();
            Open();
        }
    }

    [MemberNotNull(nameof(_part), nameof(_header), nameof(_records), nameof(_source))]
    void Open()
    {
        _part = _parts[_at];
        (_flawed, _hasRows, _isLost, _group) = (0, false, false, 0);
        _records = new CsvRecords(_part.Text.Path, _part.Header.Separator, _part.Text.IsTranscript ? null : _part.Header.Shape(_feed),
            _part.Header.Rows);
        Follow(_part);
        _stated.BeginPart(_part);
        _cutOff.BeginPart(_part);
    }

    [MemberNotNull(nameof(_part), nameof(_header), nameof(_source))]
    void Follow(FilePart part)
    {
        (_part, _header) = (part, part.Header);
        (_source, _fullName) = (_header.Source, _header.FullName);
    }

    /// <summary>Where the record stood in the original, which a transcript's records begin with; negative for one that could not be
    /// read.</summary>
    internal static int PlaceOf(CsvRecords transcript)
    {
        var place = transcript.Field(0);
        var isBroken = place is [(byte)TranscriptWriter.Broken, ..];
        return Utf8Parser.TryParse(isBroken ? place[1..] : place, out int at, out _) ? isBroken ? -at : at
            : throw new InvalidOperationException("A transcript of ours has a record without its place.");
    }

    /// <summary>What the transcriber found wrong with the record, which follows its place.</summary>
    static void TakeNotes(Row row, ReadOnlySpan<byte> place)
    {
        if (!place.Contains((byte)TranscriptWriter.Noted)) return;
        foreach (var note in Encoding.ASCII.GetString(place).Split(TranscriptWriter.Noted).Skip(1))
        {
            var (code, column) = (note.Split(':')[0], note.Split(':')[1]);
            var defect = Domain.Feeds.Defects.Find(code)
                ?? throw new InvalidOperationException($"A transcript of ours notes {code}, which is no defect.");
            row.Note(defect, int.Parse(column, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>How many values the record has that could not be split, and should have; null where they were not counted.</summary>
    public string? FoundUnsplit { get; private set; }

    RecordKind? NextRecord(Row row)
    {
        while (_records.Read())
        {
            FoundUnsplit = null;
            var isBroken = false;
            var line = _part.Text.IsTranscript ? PlaceOf(_records) : _records.Line;
            if (line < 0) (line, isBroken) = (-line, true);
            row.Begin(_part, line);
            if (_part.Text.IsTranscript) TakeNotes(row, _records.Field(0));
            if (isBroken || _records.HoldsRows() || _records.IsLeftOpen)
            {
                _cutOff.Open(line, isAtEnd: !isBroken && _records.IsLeftOpen);
                return RecordKind.Unsplit;
            }
            if (_isLost) return HeaderAgain() ? RecordKind.Footer : RecordKind.Unsplit; // until there is a better header
            return _part.Text.IsTranscript ? Whole(row) : Split(row);
        }
        return null;
    }

    /// <summary>Of a transcript every record has its fields: those beyond the header's are notes beside the table, those missing are
    /// empty.</summary>
    RecordKind Split(Row row)
    {
        var count = _records.FieldCount;
        if (count == _header.Fields || count == _header.Width || (count > _header.Fields && IsBlankFrom(_header.Fields))) return Whole(row);
        var kind = Judged.Sparse(row, _stated);
        if (kind == RecordKind.Row && HeaderAgain()) return RecordKind.Footer;
        if (kind != RecordKind.Row) return kind;
        if (count < _header.Fields) _cutOff.Short(row.Line, _records.Field(0), count);
        FoundUnsplit = string.Create(CultureInfo.InvariantCulture,
            $"{PeopleText.Count(count, "value", "values")} where {_header.Fields} are expected");
        return RecordKind.Unsplit;
    }

    RecordKind Whole(Row row)
    {
        _cutOff.Whole(row.Line);
        Fill(row);
        if (row.IsSparse(FooterLine.CellsAtMost) && Judged.Sparse(row, _stated) is not RecordKind.Row and var kind) return kind;
        if (NotARow.MayBeHeader(row, _feed) && HeaderAgain()) return RecordKind.Footer;
        if (Judged.IsRule(row)) return RecordKind.Footer;
        if (!_hasRows && NotARow.IsForms(row, _feed)) return RecordKind.Footer;
        if (_header.Groups.Count > 0) FirstChild(row);
        return RecordKind.Row;
    }

    /// <summary>The physical line the current record starts on, as the file has it: for quarantine and the partner's own reject file
    /// only.</summary>
    public string OriginalLine()
    {
        if (_part.Text.IsTranscript) return Encoding.UTF8.GetString(_records.Field(1));
        using var file = new FileStream(_part.Text.Path, FileMode.Open, FileAccess.Read,
            FileShare.Read)
        { Position = _records.Place.Offset };
        using var reader = new StreamReader(file, Encoding.UTF8);
        var line = new StringBuilder();
        for (int next; line.Length < 65536 && (next = reader.Read()) >= 0 && next is not ('\n' or '\r');)
            line.Append((char)next);
        return line.ToString();
    }

    public void Dispose() => _records.Dispose();

    void Fill(Row row)
    {
        if (_fullName < 0)
            foreach (var field in _source)
                row.Add(field < 0 || field >= _records.FieldCount ? default : _records.Field(field));
        else FillNamed(row);
        if (_header.Beside.Count > 0) TakeBeside(row);
        if (_header.Times.Count > 0) RowTimes.Join(row, _header, _records);
        foreach (var (place, zone) in _header.Zones) RowTimes.TakeZone(row, _feed, place, zone);
        if (!Ascii.IsValid(row.Content)) MendText(row);
        if (_flawed < _part.Text.Flawed.Count) TellFlawedLines(row);
    }

    /// <summary>One column holds both names. A comma stands behind the surname; without one it is nobody's guess which word that is, and
    /// all of it stays together.</summary>
    void FillNamed(Row row)
    {
        var name = _fullName < _records.FieldCount ? Row.Trim(_records.Field(_fullName)) : default;
        var comma = name.IndexOf((byte)',');
        if (comma < 0 && name.Contains((byte)' ')) row.Note(Domain.Feeds.Defects.NameTogether, _feed.Child.Surname);
        for (var place = 0; place < _source.Length; place++)
            if (place == _feed.Child.Surname) row.Add(comma < 0 ? name : name[..comma]);
            else if (place == _feed.Child.Forename) row.Add(comma < 0 ? default : name[(comma + 1)..]);
            else row.Add(_source[place] < 0 || _source[place] >= _records.FieldCount ? default : _records.Field(_source[place]));
    }

    /// <summary>A second column of the file for one of the contract's: where the two differ, both are kept, and neither is believed over
    /// the other.</summary>
    void TakeBeside(Row row)
    {
        foreach (var (place, field) in _header.Beside)
        {
            var cell = row[place];
            var other = field < _records.FieldCount ? Row.Trim(_records.Field(field)) : default;
            if (other.IsEmpty || NoValue.IsMark(other) || Ascii.EqualsIgnoreCase(cell, other)) continue;
            row.Replace(place, cell.IsEmpty || NoValue.IsMark(cell) ? other : [.. cell, .. " / "u8, .. other]);
        }
    }

    void MendText(Row row)
    {
        for (var place = 0; place < _source.Length; place++)
        {
            var cell = row[place];
            if (Ascii.IsValid(cell)) continue;
            if (Mojibake.MayHold(cell) && Mojibake.Undo(Encoding.UTF8.GetString(cell)) is { } meant)
            {
                row.Replace(place, Row.Trim(Encoding.UTF8.GetBytes(meant)));
                row.Note(Domain.Feeds.Defects.EncodingRepaired, place);
            }
            if (row[place].IndexOf("\uFFFD"u8) >= 0) row.Note(Domain.Feeds.Defects.CharacterLost, place);
        }
    }

    void TellFlawedLines(Row row)
    {
        var flawed = _part.Text.Flawed;
        while (_flawed < flawed.Count && flawed[_flawed].Line < row.Line) _flawed++;
        if (_flawed == flawed.Count) return;
        var last = _records.LastLine;
        foreach (var defect in flawed.Skip(_flawed).TakeWhile(flaw => flaw.Line <= last).Select(flaw => flaw.Defect).Distinct())
            row.Note(defect, Feed.None);
    }

    /// <summary>The first child the line names; where it names none, a record without one, which will be rejected for its key.</summary>
    void FirstChild(Row row)
    {
        _group = 0;
        while (_group < _header.Groups.Count && !IsFilled(_header.Groups[_group])) _group++;
        if (_group == _header.Groups.Count) _group = 0;
        Take(_header.Groups[_group++], row);
    }

    /// <summary>The next child of the line at hand.</summary>
    bool NextChild(Row row)
    {
        if (_group == 0) return false;
        while (_group < _header.Groups.Count && !IsFilled(_header.Groups[_group])) _group++;
        if (_group < _header.Groups.Count)
        {
            Take(_header.Groups[_group++], row);
            return true;
        }
        _group = 0;
        return false;
    }

    void Take(ChildGroup child, Row row)
    {
        row.Begin(_part, _part.Text.IsTranscript ? Math.Abs(PlaceOf(_records)) : _records.Line, child.Number);
        if (_part.Text.IsTranscript) TakeNotes(row, _records.Field(0));
        (_source, _fullName) = (child.Source, child.FullName);
        Fill(row);
        (_source, _fullName) = (_header.Source, _header.FullName);
    }

    /// <summary>A child whose every column holds NULL is none.</summary>
    bool IsFilled(ChildGroup child) =>
        child.Own.Any(field => field < _records.FieldCount && Row.Trim(_records.Field(field)) is { IsEmpty: false } cell
        && !NoValue.IsMark(cell));

    /// <summary>Files put one behind the other bring their headers along: the rows below are read by the last one, and by none where it
    /// lacks what a header must have.</summary>
    bool HeaderAgain()
    {
        if (HeaderSearch.Again(_feed, _names ??= new HeaderNames(_feed), _header, _records.Line,
            HeaderSearch.Cells(_records, _part.Text.IsTranscript)) is not { } again) return false;
        _isLost = again.Header is null;
        if (again.Header is { } header) Follow(_part with { Header = header });
        return true;
    }

    NotARow Judged => new(_feed, _records, _source, _part.Text.IsTranscript);

    bool IsBlankFrom(int field)
    {
        for (; field < _records.FieldCount; field++)
            if (!Row.Trim(_records.Field(field)).IsEmpty) return false;
        return true;
    }
}

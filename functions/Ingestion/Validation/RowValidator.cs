using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Dates;
using FrontDoor.Formats.Rows;
using FrontDoor.Storage;

namespace FrontDoor.Ingestion.Validation;

/// <summary>Reads each row of a file into a <see cref="ValidatedRecord"/> and finds all defects in one pass. Only a key that cannot be
/// made, or a council that is not served, rejects a row.</summary>
public sealed class RowValidator : IDisposable
{
    readonly Feed _feed;
    readonly Column[] _columns;
    readonly SpellingMemo?[] _spellings;
    readonly List<byte[]> _councils;
    readonly CouncilCodes _authorities = new();
    readonly Identifiers _identifiers = new();
    readonly RiskGrade[] _grades;
    readonly bool[] _isKey;
    readonly RowDefects _defects;
    readonly RowDates _dates;
    readonly RowIdentity _identity;
    readonly ShiftedRow _shifted;

    public RowValidator(Feed feed, Sender sender, Pseudonyms keys, PipelineOptions options, NodaTime.Instant received,
        FileDates? dates = null)
    {
        (_feed, _columns) = (feed, [.. feed.Columns]);
        _spellings = [.. feed.Codes.Select(codes => codes is null ? null : new SpellingMemo(codes))];
        var served = sender.LaCodes.Where(code => options.Councils.Count == 0 || options.Councils.Contains(code)).ToList();
        Councils = served;
        _councils = [.. served.Select(Encoding.UTF8.GetBytes)];
        _grades = feed.Lake.RiskGrade < 0 ? [] : [.. feed.Codes[feed.Lake.RiskGrade]!.Words.Select(Grade)];
        _isKey = [.. _columns.Select((_, place) => feed.Key.Contains(place))];
        var receivedOn = London.DayOf(received);
        _defects = new RowDefects(feed, options.RejectTestNumbers);
        _dates = new RowDates(feed, dates, _defects, receivedOn, isUtc: sender.TimeZone == Sender.Utc);
        _identity = new RowIdentity(feed, sender, keys, _identifiers, _defects, receivedOn);
        _shifted = new ShiftedRow(feed, _spellings, _identifiers);
    }

    /// <summary>The councils whose children this sender may send here.</summary>
    public IReadOnlyList<string> Councils { get; }

    /// <summary>Whether a date was found that is only possible month first, before the file's dates were counted: what was read so far
    /// may be wrong.</summary>
    public bool NeedsOrders => _dates.NeedsOrders;

    /// <summary>Rewrites those dates of a row that are not meant as they would be read. Only for rows of the file.</summary>
    public void TakeDates(Row row) => _dates.Take(row);

    /// <summary>Fills <paramref name="record"/> from the row. Returns false if the row is rejected; its defects say why.</summary>
    public bool Run(Row row, ValidatedRecord record)
    {
        record.Defects.Clear();
        foreach (var note in row.Notes) _defects.Add(record, note.Defect, note.Column);
        for (var place = 0; place < _columns.Length; place++)
            ReadColumn(place, row, record);
        if (_shifted.Is(row, record))
        {
            record.Defects.Clear(); // all of them are caused by the shift
            _defects.Add(record, Defects.RowShifted, Feed.None);
            return false;
        }
        _identity.FormKey(row, record);
        for (var slot = 0; slot < _feed.Times.Count; slot++)
            _dates.ReadTime(slot, row, record);
        _dates.ReadVersion(row, record);
        ReadCouncil(row, record);
        ReadRisk(record);
        if (record.Defects.Exists(defect => defect.Tier >= Tier.Row)) return false;
        _identity.Complete(row, record);
        return true;
    }

    public void Dispose() => _identity.Dispose();

    static RiskGrade Grade(byte[] word) => Encoding.UTF8.GetString(word) switch
    {
        "high" => RiskGrade.High,
        "medium" => RiskGrade.Medium,
        "standard" => RiskGrade.Standard,
        _ => RiskGrade.Ungraded,
    };

    void ReadColumn(int place, Row row, ValidatedRecord record)
    {
        var cell = row[place];
        var column = _columns[place];
        // an error of a spreadsheet stood for a date: another column may not be taken for it
        record.Written[place] = column.Type.IsDate() && row.NoteOf(place) == CellNote.Error ? TimeText.Parse("#REF!"u8)
            : default;
        record.Codes[place] = ValidatedRecord.Blank;
        if (row.NoteOf(place) is not CellNote.None and var note && !ReadNote(note, place, record)) return;
        if (cell.IsEmpty)
        {
            if (column.Required && row.Has(place) && !_isKey[place] && row.NoteOf(place) != CellNote.NoTime)
                _defects.Add(record, Defects.ValueMissing, place);
            return;
        }
        switch (column.Type)
        {
            case ColumnType.Code:
                ReadCode(cell, place, record);
                break;
            case ColumnType.LocalDateTime or ColumnType.Instant or ColumnType.Date:
                record.Written[place] = TimeText.Parse(cell);
                if (column.Type == ColumnType.Date) record.Written[place] = record.Written[place].WithoutMidnight();
                if (record.Written[place].IsUnusable) _dates.Restate(place, row, record);
                if (column.Weekday && record.Written[place] is { IsUsable: true, Day: var day } && DayNumber.IsWeekend(day))
                    _defects.Add(record, Defects.DateWeekend, place);
                break;
            case ColumnType.Integer:
                if (!WholeNumber.TryRead(cell, out _)) _defects.Add(record, Defects.IntegerInvalid, place);
                break;
            case ColumnType.Text:
                if (_defects.MakesKey(place) && (Exponent.IsIn(cell) || SheetDate.Is(cell) || WholeNumber.IsFloat(cell)))
                    _defects.Add(record, Defects.PrecisionLost, place);
                break;
            default:
                if (_identifiers.Check(column.Type, cell) is { } defect) _defects.Add(record, defect, place);
                break;
        }
    }

    /// <summary>Reports defects of the cell besides its text. Returns false if there is nothing to read in it.</summary>
    bool ReadNote(CellNote note, int place, ValidatedRecord record)
    {
        var said = note switch
        {
            CellNote.Error => Defects.CellError,
            CellNote.NoValue => Defects.NoValue,
            CellNote.MarksRemoved => Defects.MarksRemoved,
            CellNote.DigitsLost or CellNote.Date or CellNote.WholeDay
                or CellNote.Time when _defects.MakesKey(place) && _columns[place].Type is ColumnType.Text
                || _columns[place].Type >= ColumnType.NhsNumber => Defects.PrecisionLost,
            _ => null,
        };
        if (said is not null) _defects.Add(record, said, place);
        return said is null || ReferenceEquals(said, Defects.NoValue) || ReferenceEquals(said, Defects.MarksRemoved);
    }

    /// <summary>The column's own list decides first: N/A may be one of its spellings.</summary>
    void ReadCode(ReadOnlySpan<byte> cell, int place, ValidatedRecord record)
    {
        var code = _spellings[place]!.Find(cell);
        if (code == Spellings.Unmapped && NoValue.IsMark(cell))
        {
            code = ValidatedRecord.Blank;
            _defects.Add(record, Defects.NoValue, place);
        }
        record.Codes[place] = code;
        if (code == Spellings.Unmapped) _defects.Add(record, Defects.CodeUnmapped, place);
        else if (code == ValidatedRecord.Blank && _columns[place].Required) _defects.Add(record, Defects.ValueMissing, place);
    }

    /// <summary>A council that cannot be read is not an empty cell: the child may be another council's.</summary>
    void ReadCouncil(Row row, ValidatedRecord record)
    {
        var place = _feed.Lake.LaCode;
        var cell = row[place];
        record.Council = _councils.Count == 1 ? 0 : -1;
        var isError = place >= 0 && row.NoteOf(place) == CellNote.Error; // #REF!: there was a code
        if (cell.IsEmpty && !isError) return;
        var code = isError ? default : _authorities.Of(cell);
        for (var council = 0; council < _councils.Count && !isError; council++)
        {
            if (!code.SequenceEqual(_councils[council])) continue;
            record.Council = council;
            return;
        }
        if (code.IsEmpty) record.Council = _councils.Count;
        _defects.Add(record, code.IsEmpty ? Defects.RowCouncilUnreadable : Defects.RowOtherCouncil, place);
    }

    void ReadRisk(ValidatedRecord record)
    {
        var code = _feed.Lake.RiskGrade < 0 ? ValidatedRecord.Blank : record.Codes[_feed.Lake.RiskGrade];
        record.Risk = code >= 0 ? _grades[code] : RiskGrade.Ungraded;
    }
}

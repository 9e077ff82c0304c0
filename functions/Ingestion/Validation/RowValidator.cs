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
public sealed partial class RowValidator : IDisposable
{
    readonly Feed _feed;
    readonly Column[] _columns;
    readonly TimeSlot[] _times;
    readonly KeyedHasher _notifications;
    readonly KeyedHasher _contents;
    readonly KeyedHasher _children;
    readonly KeyedHasher _households;
    readonly KeyedHasher? _occurrences; // only if the feed has a reference for the event
    readonly SpellingMemo?[] _spellings;
    readonly List<byte[]> _councils;
    readonly byte[] _scope;
    readonly byte[] _sender;
    readonly CouncilCodes _authorities = new();
    readonly int _receivedOn;
    readonly PseudonymInput _keyed = new();
    readonly Identifiers _identifiers = new();
    readonly RiskGrade[] _grades;
    readonly bool[] _isKey;
    readonly bool[] _makesKey;
    readonly bool _rejectsTestNumbers;
    readonly FileDates? _dates;
    readonly bool _isUtc;

    public RowValidator(Feed feed, Sender sender, Pseudonyms keys, PipelineOptions options, NodaTime.Instant received,
        FileDates? dates = null)
    {
        (_dates, _isUtc) = (dates, sender.TimeZone == Sender.Utc);
        (_feed, _columns, _times) = (feed, [.. feed.Columns], [.. feed.Times]);
        (_notifications, _contents, _children, _households) = (new(keys.Notification), new(keys.Content), new(keys.Child),
            new(keys.Household));
        if (feed.Lake.Occurrence >= 0) _occurrences = new(keys.Occurrence);
        _spellings = [.. feed.Codes.Select(codes => codes is null ? null : new SpellingMemo(codes))];
        var served = sender.LaCodes.Where(code => options.Councils.Count == 0 || options.Councils.Contains(code)).ToList();
        Councils = served;
        _councils = [.. served.Select(Encoding.UTF8.GetBytes)];
        _scope = Encoding.UTF8.GetBytes($"{feed.Id}\n{sender.Id}");
        _sender = Encoding.UTF8.GetBytes(sender.Id);
        _receivedOn = London.DayOf(received);
        _grades = feed.Lake.RiskGrade < 0 ? [] : [.. feed.Codes[feed.Lake.RiskGrade]!.Words.Select(Grade)];
        _isKey = [.. _columns.Select((_, place) => feed.Key.Contains(place))];
        _makesKey = [.. _columns.Select((_, place) => _isKey[place] || feed.KeyChild == place)];
        _rejectsTestNumbers = options.RejectTestNumbers;
    }

    /// <summary>The councils whose children this sender may send here.</summary>
    public IReadOnlyList<string> Councils { get; }

    /// <summary>Whether a date was found that is only possible month first, before the file's dates were counted: what was read so far
    /// may be wrong.</summary>
    public bool NeedsOrders { get; private set; }

    /// <summary>Fills <paramref name="record"/> from the row. Returns false if the row is rejected; its defects say why.</summary>
    public bool Run(Row row, ValidatedRecord record)
    {
        record.Defects.Clear();
        foreach (var note in row.Notes) Add(record, note.Defect, note.Column);
        for (var place = 0; place < _columns.Length; place++)
            ReadColumn(place, row, record);
        if (IsShifted(row, record))
        {
            record.Defects.Clear(); // all of them are caused by the shift
            Add(record, Defects.RowShifted, Feed.None);
            return false;
        }
        FormKey(row, record);
        for (var slot = 0; slot < _times.Length; slot++)
            ReadTime(slot, row, record);
        ReadVersion(row, record);
        ReadCouncil(row, record);
        ReadRisk(record);
        if (record.Defects.Exists(defect => defect.Tier >= Tier.Row)) return false;
        record.Key = _notifications.Of(_keyed.Message);
        record.Content = _contents.Of(row.Content);
        FormChild(row, record);
        if (_occurrences is not null) FormOccurrence(_occurrences, row, record);
        return true;
    }

    public void Dispose()
    {
        foreach (var hasher in (ReadOnlySpan<KeyedHasher?>)[_notifications, _contents, _children, _households, _occurrences])
            hasher?.Dispose();
    }

    static RiskGrade Grade(byte[] word) => Encoding.UTF8.GetString(word) switch
    {
        "high" => RiskGrade.High,
        "medium" => RiskGrade.Medium,
        "standard" => RiskGrade.Standard,
        _ => RiskGrade.Ungraded,
    };

    void Add(ValidatedRecord record, Defect defect, int column)
    {
        record.Defects.Add(new RowDefect(defect, column, TierOf(defect, column)));
    }

    /// <summary>A contract may make a warning reject its row, but not the reverse.</summary>
    Tier TierOf(Defect defect, int column)
    {
        if (defect.Tier != Tier.Warning || column < 0) return defect.Tier;
        if (_makesKey[column] && ReferenceEquals(defect, Defects.PrecisionLost)) return Tier.Row; // two records would become one
        if (_rejectsTestNumbers && ReferenceEquals(defect, Defects.NhsTestRange)) return Tier.Row;
        return _columns[column].Severity.TryGetValue(defect.Code, out var contracted) ? TierOf(contracted) : defect.Tier;
    }

    static Tier TierOf(string contracted) => contracted switch
    {
        "reject row" => Tier.Row,
        "warn" => Tier.Warning,
        _ => throw new InvalidOperationException(
            $"A contract gives a row's defect the severity '{contracted}'; expected warn or reject row."),
    };

    void ReadColumn(int place, Row row, ValidatedRecord record)
    {
        var cell = row[place];
        var column = _columns[place];
        record.Written[place] = default;
        record.Codes[place] = ValidatedRecord.Blank;
        if (row.NoteOf(place) is not CellNote.None and var note && !ReadNote(note, place, record)) return;
        if (cell.IsEmpty)
        {
            if (column.Required && row.Has(place) && !_isKey[place] && row.NoteOf(place) != CellNote.NoTime)
                Add(record, Defects.ValueMissing, place);
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
                if (record.Written[place].IsUnusable) Restate(place, row, record);
                if (column.Weekday && record.Written[place] is { IsUsable: true, Day: var day } && DayNumber.IsWeekend(day))
                    Add(record, Defects.DateWeekend, place);
                break;
            case ColumnType.Integer:
                if (!WholeNumber.TryRead(cell, out _)) Add(record, Defects.IntegerInvalid, place);
                break;
            case ColumnType.Text:
                if (_makesKey[place] && (Exponent.IsIn(cell) || SheetDate.Is(cell) || WholeNumber.IsFloat(cell)))
                    Add(record, Defects.PrecisionLost, place);
                break;
            default:
                if (_identifiers.Check(column.Type, cell) is { } defect) Add(record, defect, place);
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
                or CellNote.Time when _makesKey[place] && _columns[place].Type is ColumnType.Text
                || _columns[place].Type >= ColumnType.NhsNumber => Defects.PrecisionLost,
            _ => null,
        };
        if (said is not null) Add(record, said, place);
        return said is null || ReferenceEquals(said, Defects.NoValue) || ReferenceEquals(said, Defects.MarksRemoved);
    }

    /// <summary>The column's own list decides first: N/A may be one of its spellings.</summary>
    void ReadCode(ReadOnlySpan<byte> cell, int place, ValidatedRecord record)
    {
        var code = _spellings[place]!.Find(cell);
        if (code == Spellings.Unmapped && NoValue.IsMark(cell))
        {
            code = ValidatedRecord.Blank;
            Add(record, Defects.NoValue, place);
        }
        record.Codes[place] = code;
        if (code == Spellings.Unmapped) Add(record, Defects.CodeUnmapped, place);
        else if (code == ValidatedRecord.Blank && _columns[place].Required) Add(record, Defects.ValueMissing, place);
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
        Add(record, code.IsEmpty ? Defects.RowCouncilUnreadable : Defects.RowOtherCouncil, place);
    }

    void ReadRisk(ValidatedRecord record)
    {
        var code = _feed.Lake.RiskGrade < 0 ? ValidatedRecord.Blank : record.Codes[_feed.Lake.RiskGrade];
        record.Risk = code >= 0 ? _grades[code] : RiskGrade.Ungraded;
    }
}

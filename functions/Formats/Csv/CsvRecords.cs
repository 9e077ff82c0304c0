using CsvHelper;

namespace FrontDoor.Formats.Csv;

/// <summary>Where a record starts: its first byte, and the 1-based physical line that is on.</summary>
public readonly record struct RecordPlace(long Offset, int Line)
{
    public static RecordPlace First => new(0, 1);
}

/// <summary>What a row of the file at hand looks like, by its header.</summary>
/// <param name="Fields">How many it has.</param>
/// <param name="Named">How many of them have a name the feed knows: a damaged header may promise fields that no row has.</param>
/// <param name="Dates">Which of them hold dates.</param>
public sealed record RowShape(int Fields, int Named, IReadOnlyList<int> Dates)
{
    /// <summary>A blank follows each separator, and a quote behind it still opens a field: "a", "b".</summary>
    public bool IsSpaced { get; init; }
}

/// <summary>The records of a delimited text in UTF-8, each with the physical line it starts on. A quote that is never closed costs its own
/// line, never the rest of the file.</summary>
/// <remarks>CsvHelper splits; this class notices when a stray quote made it take several lines for one record, and goes back to the line
/// after the first.</remarks>
public sealed partial class CsvRecords : IDisposable
{
    /// <summary>No real record is longer: a quote was left open. The reader looks at it each time its buffer doubles, so the first length
    /// that is refused is twice this.</summary>
    const int LongestRecord = 1 << 20;

    /// <summary>Where record after record was its first line alone, no more than so much is looked through for the end of the next: a quote
    /// in every line must not cost the square of the file.</summary>
    const int ShortestLook = 1 << 14;

    readonly string _path;
    readonly char _separator;
    readonly RowShape? _shape;
    readonly int _likeARow;
    CsvReader _reader;
    RecordPlace _base;
    int _look = LongestRecord;
    int _unsplitInARow;
    bool _malformed;

    /// <param name="shape">Of a row; null while that is not known.</param>
    /// <param name="from">The record to begin with; without it, the first of the text.</param>
    public CsvRecords(string path, char separator, RowShape? shape = null, RecordPlace? from = null)
    {
        (_path, _separator, _shape, _base) = (path, separator, shape, from ?? RecordPlace.First);
        _likeARow = shape is null ? WholeAtLeast : Math.Max(WholeAtLeast, Math.Min(shape.Named, shape.Fields));
        _reader = Open();
    }

    public int FieldCount => IsUnsplit ? 0 : _reader.FieldCount;

    public RecordPlace Place { get; private set; }

    /// <summary>The 1-based physical line the record starts on.</summary>
    public int Line => Place.Line;

    /// <summary>A stray quote swallowed whole lines: this record is its first line alone, and cannot be split.</summary>
    public bool IsUnsplit { get; private set; }

    /// <summary>Behind each separator stands a blank.</summary>
    public bool IsSpaced
    {
        get
        {
            for (var at = 1; at < FieldCount; at++)
                if (_reader.GetRawSpan(at) is not [(byte)' ', ..]) return false;
            return FieldCount > 1;
        }
    }

    /// <summary>Whether a quote goes on over a line's end.</summary>
    public bool SpansLines => !IsUnsplit && _reader.RawRecord.IndexOfAny(LineEnds) >= 0;

    /// <summary>The last physical line of the record; CR, LF and CRLF end one.</summary>
    public int LastLine
    {
        get
        {
            var last = Line;
            foreach (var _ in LaterLines) last++;
            return last;
        }
    }

    public ReadOnlySpan<byte> Field(int index) => _reader.GetSpan(index);

    public bool Read()
    {
        _unsplitInARow = IsUnsplit ? _unsplitInARow + 1 : 0;
        if (IsUnsplit) ContinueAfterFirstLine();
        while (true)
        {
            _malformed = false;
            IsUnsplit = false;
            try
            {
                if (!_reader.Read()) return false;
                Place = new(_base.Offset + _reader.ByteOffset, _base.Line + (int)_reader.LineNumber - 1);
                IsUnsplit = _malformed && SpansLines && (IsOpenToTheEnd() || SwallowedALine() || HoldsALineLikeARow());
                return true;
            }
            catch (CsvFormatException tooLong)
            {
                Place = new(_base.Offset + tooLong.ByteOffset, _base.Line + (int)tooLong.LineNumber - 1);
                IsUnsplit = true;
                if (_unsplitInARow > 0 || _look == LongestRecord) return true;
                ContinueAt(Place); // after records that were whole, the whole length may be looked through again
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    CsvReader Open() => CsvReader.Create(From(_base), new CsvReaderOptions
    {
        Separator = _separator,
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
        TrackLineNumbers = true,
        TrimWhitespace = _shape is { IsSpaced: true },
        IncludeValuesInExceptions = false,
        MaxRecordSize = _look,
        BufferSize = Math.Min(1 << 18, _look),
        OnMalformedRecord = _ => _malformed = true,
    }, leaveOpen: false);

    FileStream From(RecordPlace place, int bufferSize = 0) =>
        new(_path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize) { Position = place.Offset };

    void ContinueAfterFirstLine()
    {
        long offset;
        using (var file = From(Place, bufferSize: 1 << 16))
        {
            for (int next; (next = file.ReadByte()) >= 0 && next != '\n';)
            {
                if (next != '\r') continue;
                if (file.ReadByte() is >= 0 and not '\n') file.Position--;
                break;
            }
            offset = file.Position;
        }
        ContinueAt(new(offset, Line + 1));
    }

    void ContinueAt(RecordPlace place)
    {
        _look = Math.Max(ShortestLook, LongestRecord >> Math.Min(_unsplitInARow, 8));
        _base = place;
        _reader.Dispose();
        _reader = Open();
    }
}

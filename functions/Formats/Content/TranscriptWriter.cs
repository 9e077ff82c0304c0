using System.Globalization;
using System.Text;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>
/// Writes what another format holds (sheets, JSON, XML) as delimited text in scratch, so that one reader serves them all and memory does
/// not grow with the file.
/// Each record begins with its place in the original: the line it starts on, the row of the sheet, or the number of the record.
/// </summary>
public sealed class TranscriptWriter : IDisposable
{
    /// <summary>Stands before the place of a record that could not be read; its one cell is the original text.</summary>
    public const char Broken = '!';

    /// <summary>A record of more characters than this is unreadable: four bytes each, they are as many as the reader of delimited text
    /// takes.</summary>
    public const int LongestRecord = 1 << 18;

    /// <summary>More names than this are no columns: names were made of values.</summary>
    public const int ColumnsAtMost = 1000;

    /// <summary>Of a record that could not be read, so much goes into the reject file.</summary>
    internal const int OriginalAtMost = 1 << 14;

    /// <summary>Stands after the place, before each thing noted of the record: its code and its column.</summary>
    internal const char Noted = ';';

    readonly StreamWriter _file;
    readonly string _path;
    readonly Defect _refusal;
    readonly List<string> _columns = [];
    readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    string?[] _named = [];

    /// <param name="refusal">What is wrong with a file whose names are no columns.</param>
    public TranscriptWriter(string scratch, Defect refusal)
    {
        _refusal = refusal;
        _path = SourceText.NewPath(scratch);
        _file = new StreamWriter(_path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16) { NewLine = "\n" };
    }

    /// <summary>The names that were met.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>A row of a sheet, whose header is yet to be found among the rows.</summary>
    public void Row(int place, IEnumerable<string?> cells)
    {
        Place(place);
        foreach (var cell in cells) Cell(cell);
        _file.WriteLine();
    }

    /// <summary>A record whose fields have names. A name not met before becomes a column; a name given twice keeps the first
    /// value.</summary>
    /// <param name="notes">What is wrong with the record as it was read, beyond what its cells will say for themselves.</param>
    public void Record(int place, IEnumerable<(string Name, string? Value)> fields, IEnumerable<RowDefect>? notes = null)
    {
        Array.Clear(_named);
        foreach (var (name, value) in fields)
        {
            var at = Column(name);
            _named[at] ??= value;
        }
        if (Length() > LongestRecord)
        {
            Unreadable(place, string.Join(' ', _named.Where(cell => cell is not null)));
            return;
        }
        Place(place);
        foreach (var note in notes ?? [])
            _file.Write(string.Create(CultureInfo.InvariantCulture, $"{Noted}{note.Defect.Code}:{note.Column}"));
        foreach (var cell in _named.AsSpan(0, _columns.Count)) Cell(cell);
        _file.WriteLine();
    }

    /// <summary>There was nothing to report: the header a CSV would have.</summary>
    public void NilReturn(Feed feed)
    {
        foreach (var column in feed.Columns) Column(column.Name);
    }

    /// <summary>The name becomes a column, whether or not a record fills it.</summary>
    /// <exception cref="UnreadableException">There are too many: values stand where names should.</exception>
    public int Column(string name)
    {
        if (_placeOf.TryGetValue(name, out var at)) return at;
        if (_columns.Count == ColumnsAtMost)
            throw new UnreadableException(_refusal, $"More than {ColumnsAtMost} different names of fields.");
        _placeOf.Add(name, at = _columns.Count);
        _columns.Add(name);
        if (_named.Length <= at) Array.Resize(ref _named, Math.Max(16, at * 2));
        return at;
    }

    /// <summary>A record that cannot be read: it will be rejected, with this text in the partner's own reject file.</summary>
    public void Unreadable(int place, string original)
    {
        _file.Write(Broken);
        Row(place, [original.Length <= OriginalAtMost ? original : original[..OriginalAtMost]]);
    }

    /// <summary>The text, whose header is still to be found among its rows.</summary>
    public SourceText Sheet(string? name) => Complete("row") with { Name = name };

    /// <summary>The text, whose columns are the names that were met.</summary>
    /// <param name="counts">What the places count: "line" or "record".</param>
    /// <param name="advice">What to do where they are none of the feed's.</param>
    public SourceText Records(string counts, string advice) => Complete(counts) with { Columns = [.. _columns], AdviceOnNames = advice };

    public void Dispose() => _file.Dispose();

    long Length()
    {
        var length = 0L;
        foreach (var cell in _named.AsSpan(0, _columns.Count)) length += cell?.Length ?? 0;
        return length;
    }

    SourceText Complete(string counts)
    {
        _file.Dispose();
        return new SourceText(_path, "utf-8") { Counts = counts, IsTranscript = true };
    }

    void Place(int place) => _file.Write(place.ToString(CultureInfo.InvariantCulture));

    void Cell(string? text)
    {
        _file.Write(',');
        if (string.IsNullOrEmpty(text)) return;
        _file.Write('"');
        _file.Write(text.Contains('"', StringComparison.Ordinal) ? text.Replace("\"", "\"\"", StringComparison.Ordinal) : text);
        _file.Write('"');
    }
}

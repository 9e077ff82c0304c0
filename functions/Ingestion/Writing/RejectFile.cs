using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The rejected rows of one file as the partner sent them, with why and what to do: safe to open in a spreadsheet.</summary>
public sealed class RejectFile(Feed feed, IReadOnlyList<FilePart> parts, string path) : IDisposable
{
    readonly int[] _places = [.. Enumerable.Range(0, feed.Columns.Count).Where(feed.Has)];
    StreamWriter? _file;

    public string? Path => _file is null ? null : path;

    /// <summary>A row that was split but cannot be taken: once, with all that keeps it out.</summary>
    public void Add(Row row, IEnumerable<RowDefect> defects)
    {
        Start(row.Part!, row.Line, [.. defects.Where(defect => defect.Tier >= Tier.Row)]);
        foreach (var place in _places)
            Cell(Encoding.UTF8.GetString(row[place]));
        End();
    }

    /// <summary>A record that could not be split: its first line, whole.</summary>
    public void Add(FilePart part, int line, Defect defect, string original)
    {
        Start(part, line, [new RowDefect(defect, Feed.None, Tier.Row)]);
        Cell(original);
        for (var place = 1; place < _places.Length; place++) Cell(""); // or the file itself could not be split
        End();
    }

    public void Complete() => _file?.Dispose();

    public void Dispose() => _file?.Dispose();

    void Start(FilePart part, int line, IReadOnlyList<RowDefect> defects)
    {
        if (_file is null)
        {
            _file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
            _file.Write(parts.Count > 1 ? "part,line,code,column,what to do" : "line,code,column,what to do");
            foreach (var place in _places) Cell(feed.Columns[place].Name);
            End();
        }
        if (parts.Count > 1)
        {
            _file.Write(Safe(part.Title));
            _file.Write(',');
        }
        _file.Write(line.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Cell(string.Join("; ", defects.Select(defect => defect.Defect.Code).Distinct()));
        Cell(string.Join("; ", defects.Where(defect => defect.Column >= 0).Select(defect => feed.Columns[defect.Column].Name).Distinct()));
        Cell(string.Join(" ", defects.Select(defect => feed.Advice.On(defect.Defect, defect.Column)).Distinct()));
    }

    void End() => _file!.WriteLine();

    /// <summary>Quoted always; a cell a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    static string Safe(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = $"'{text}";
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    void Cell(string text)
    {
        _file!.Write(',');
        _file.Write(Safe(text));
    }
}

using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The rejected rows of a file as the partner sent them, with the reason and what to do: safe to open in a
/// spreadsheet.</summary>
public sealed class RejectFile(Feed feed, IReadOnlyList<FilePart> parts, string path) : IDisposable
{
    readonly int[] _places = [.. Enumerable.Range(0, feed.Columns.Count).Where(feed.Has)];
    CsvFile? _file;

    public string? Path => _file is null ? null : path;

    /// <summary>Adds a rejected row once, with all its reasons.</summary>
    public void Add(Row row, IEnumerable<RowDefect> defects)
    {
        Start(row.Part!, row.Line, [.. defects.Where(defect => defect.Tier >= Tier.Row)]);
        foreach (var place in _places)
            _file!.Cell(Encoding.UTF8.GetString(row[place]));
        _file!.EndRow();
    }

    /// <summary>Adds the first line of a record that could not be split.</summary>
    public void Add(FilePart part, int line, Defect defect, string original)
    {
        Start(part, line, [new RowDefect(defect, Feed.None, Tier.Row)]);
        _file!.Cell(original);
        for (var place = 1; place < _places.Length; place++) _file.Cell(""); // or the file itself could not be split
        _file.EndRow();
    }

    public void Complete() => _file?.Dispose();

    public void Dispose() => _file?.Dispose();

    void Start(FilePart part, int line, IReadOnlyList<RowDefect> defects)
    {
        if (_file is null)
        {
            _file = new CsvFile(path);
            if (parts.Count > 1) _file.Bare("part");
            foreach (var heading in (string[])["line", "code", "column", "what to do"]) _file.Bare(heading);
            foreach (var place in _places) _file.Cell(feed.Columns[place].Name);
            _file.EndRow();
        }
        if (parts.Count > 1) _file.Cell(part.Title);
        _file.Bare(line.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _file.Cell(string.Join("; ", defects.Select(defect => defect.Defect.Code).Distinct()));
        _file.Cell(string.Join("; ", defects.Where(defect => defect.Column >= 0).Select(defect => feed.Columns[defect.Column].Name)
            .Distinct()));
        _file.Cell(string.Join(" ", defects.Select(defect => feed.Advice.On(defect.Defect, defect.Column)).Distinct()));
    }
}

using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Erasing;

/// <summary>Blanks lines of a delimited text, or the cells of one child of a line. Line ends stay, so no line moves.</summary>
sealed class BlankedLines(Feed feed, FilePart part, ErasedPlaces places)
{
    public byte[] Of(byte[] content, CancellationToken cancel)
    {
        var text = new TextUnits(content, part.Text.Encoding.StartsWith("utf-16", StringComparison.Ordinal),
            isBigEndian: part.Text.Encoding == "utf-16be");
        var lines = text.Lines();
        var (starts, cells) = Records(cancel);
        for (var record = 0; record < starts.Count; record++)
        {
            var (first, last) = (starts[record], record + 1 < starts.Count ? starts[record + 1] - 1 : lines.Count);
            if (places.Lines.Contains(first)) Blank(text, lines, first, last);
            else if (cells.TryGetValue(first, out var fields))
                text.BlankFields(lines[first - 1].Start, lines[last - 1].End, part.Header.Separator, fields);
        }
        return content;
    }

    /// <summary>One of several lines stays one record: its quotes go from its first line to its last.</summary>
    static void Blank(TextUnits text, List<(int Start, int End)> lines, int first, int last)
    {
        for (var line = first; line <= last; line++) text.Fill(lines[line - 1].Start, lines[line - 1].End, ' ');
        while (last > first && lines[last - 1].Start == lines[last - 1].End) last--;
        if (last == first) return;
        text.Put(lines[first - 1].Start, '"');
        text.Put(text.Before(lines[last - 1].End), '"');
    }

    /// <summary>The line of each record, and of lines that name several children the fields of those to be blank.</summary>
    (List<int> Starts, Dictionary<int, HashSet<int>> Fields) Records(CancellationToken cancel)
    {
        var (starts, cells, row) = (new List<int>(), new Dictionary<int, HashSet<int>>(), new Row(feed));
        using var rows = new RowReader(feed, [part]);
        while (rows.Next(row) is not null)
        {
            cancel.ThrowIfCancellationRequested();
            if (starts.Count == 0 || starts[^1] != row.Line) starts.Add(row.Line);
            if (!places.Children.TryGetValue(row.Line, out var groups) || !groups.Contains(row.Group)) continue;
            var header = row.Part!.Header;
            var child = header.Groups.First(group => group.Number == row.Group);
            if (!cells.TryGetValue(row.Line, out var fields)) cells.Add(row.Line, fields = []);
            fields.UnionWith(child.Own);
            fields.UnionWith(child.Source.Where((field, place) => field >= 0 && field != header.Source[place]));
            if (child.FullName >= 0 && child.FullName != header.FullName) fields.Add(child.FullName);
        }
        return (starts, cells);
    }
}

using System.Globalization;
using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The list of all late rows of a file with the sender's own references, only for the sender: safe to open in a
/// spreadsheet.</summary>
public sealed class LateFile(Feed feed, string path) : IDisposable
{
    readonly int[] _references = [.. feed.Key.Where(feed.Has)];
    CsvFile? _file;

    public string? Path => _file is null ? null : path;

    /// <summary>Writes a row once for each clock that found it late.</summary>
    /// <param name="clocks">The clock of each timing.</param>
    public void Add(Row row, ReadOnlySpan<Timing> timings, ReadOnlySpan<int> clocks)
    {
        for (var place = 0; place < timings.Length; place++)
            if (timings[place] is { IsNotRun: false, Status: TimeStatus.Late or TimeStatus.Overdue } timing)
                Add(row, timing, feed.Clocks[clocks[place]].Name);
    }

    public void Complete() => _file?.Dispose();

    public void Dispose() => _file?.Dispose();

    void Add(Row row, in Timing timing, string clock)
    {
        var file = _file ??= Open();
        file.Cell(row.Part!.Title);
        file.Bare(row.Line.ToString(CultureInfo.InvariantCulture));
        foreach (var place in _references) file.Cell(Encoding.UTF8.GetString(row[place]));
        file.Cell(clock);
        // if an earlier version's result applies, the hours are not those that made it late
        file.Bare((timing.Flags & TimingFlags.CorrectionPending) != 0 ? ""
            : HoursRounding.Up(timing.ElapsedHours).ToString("0.#", CultureInfo.InvariantCulture));
        file.Cell(timing.Limit.Text);
        file.Bare(Encoding.UTF8.GetString(TimeWords.Of(timing.Severity)));
        file.Bare(timing.Status == TimeStatus.Overdue ? "yes" : "no");
        file.EndRow();
    }

    CsvFile Open()
    {
        var file = new CsvFile(path);
        file.Bare("part");
        file.Bare("line");
        foreach (var place in _references) file.Cell(feed.Columns[place].Name);
        foreach (var heading in (string[])["clock", "hours", "limit", "severity", "still running"]) file.Bare(heading);
        file.EndRow();
        return file;
    }
}

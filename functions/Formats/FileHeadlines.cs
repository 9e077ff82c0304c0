using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Dates;
using FrontDoor.Formats.Detection;

namespace FrontDoor.Formats;

/// <summary>
/// What is said of a file before anything else: that not all of it is here, and how its dates and clocks were read. A file that is refused
/// tells it too.
/// </summary>
public static class FileHeadlines
{
    const string SendTheWhole = "Export it again and send the whole of it.";

    /// <summary>Of the file as a whole.</summary>
    public static IEnumerable<string> Of(IEnumerable<FileDefect> defects) => defects.Select(Of).OfType<string>().Distinct();

    /// <summary>Of a file that was refused after its tables were found: their rows are read for this alone.</summary>
    public static IEnumerable<string> OfRefused(Feed feed, SourceFile source, int receivedOn, CancellationToken cancel)
    {
        if (source.Refused.Count == 0) return Of(source.Defects);
        var dates = new FileDates(feed, source.Refused, receivedOn);
        var lacks = dates.Count(cancel);
        return [.. Of(source.Defects.Concat(lacks)), .. dates.Headlines, .. ClockHeadlines.Of(feed, source.Refused)];
    }

    static string? Of(FileDefect defect) =>
        defect.Defect == Defects.FileCutOff
        ? $"The file breaks off in line {defect.Line}, in the middle of a record: what came after is not here. {SendTheWhole}"
        : defect.Defect == Defects.FilePage
        ? $"The file is not all of the export: {defect.Found}. Send the other pages too, or export all records at once."
        : defect.Defect == Defects.FileErrorBeside
        ? $"The file says that its system met an error, so records may be missing. {SendTheWhole}"
        : null;
}

using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Dates;
using FrontDoor.Formats.Detection;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Storage.Arrivals;

namespace FrontDoor.Ingestion;

/// <summary>One file that may be taken: who sent it under which contract, and what it holds.</summary>
sealed record OpenedFile(LandedFile File, ArrivalContext Origin, Feed Feed, Sender Sender, SourceFile Source)
{
    /// <summary>How the file writes its dates.</summary>
    public FileDates Dates { get; } = DatesOf(File, Feed, Source, London.DayOf(Origin.Received));

    public long Bytes => new FileInfo(File.LocalPath).Length;

    static FileDates DatesOf(LandedFile file, Feed feed, SourceFile source, int receivedOn)
    {
        var dates = new FileDates(feed, source.Parts, receivedOn);
        if (file.Erased?.Dates is { } counted) dates.Take(counted);
        return dates;
    }

    public FileFacts Facts(IngestCounts counts) => new(Bytes, Source.Format, Source.Encoding, null, Feed.Edition.Name, counts)
    {
        UnknownColumns = Source.Parts.Any(part => part.Header.Line == 0) ? null : Source.Parts.Sum(part => part.Header.Extra.Count),
    };
}

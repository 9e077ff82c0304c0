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
    public FileDates Dates { get; } = new(Feed, Source.Parts, London.DayOf(Origin.Received));

    public long Bytes => new FileInfo(File.LocalPath).Length;

    public FileFacts Facts(IngestCounts counts) => new(Bytes, Source.Format, Source.Encoding, null, Feed.Edition.Name, counts)
    {
        UnknownColumns = Source.Parts.Any(part => part.Header.Line == 0) ? null : Source.Parts.Sum(part => part.Header.Extra.Count),
    };
}

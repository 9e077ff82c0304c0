using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>One file that may be taken: who sent it under which contract, and what it holds.</summary>
sealed record Work(LandedFile File, Origin Origin, Feed Feed, Sender Sender, Source Source)
{
    /// <summary>How the file writes its dates.</summary>
    public FileDates Dates { get; } = new(Feed, Source.Parts, London.DayOf(Origin.Received));

    public long Bytes => new FileInfo(File.LocalPath).Length;

    public FileFacts Facts(Tally tally) => new(Bytes, Source.Format, Source.Encoding, null, Feed.Edition.Name, tally)
    {
        UnknownColumns = Source.Parts.Any(part => part.Header.Line == 0) ? null : Source.Parts.Sum(part => part.Header.Extra.Count),
    };
}

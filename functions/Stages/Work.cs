using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>One file that may be taken: who sent it under which contract, and what it holds.</summary>
sealed record Work(LandedFile File, Origin Origin, Feed Feed, Sender Sender, Source Source)
{
    /// <summary>The edition of the contract on the day of receipt.</summary>
    public string Edition => Feed.EditionOn(DayNumber.ToLocalDate(London.DayOf(File.ReceivedAt)).ToDateOnly()).Name;

    public long Bytes => new FileInfo(File.LocalPath).Length;

    public FileFacts Facts(Tally tally) => new(Bytes, Source.Format, Source.Encoding, null, Edition, tally);
}

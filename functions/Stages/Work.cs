using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>One file that may be taken: who sent it under which contract, its text, its header, and the header's defects that let it in.</summary>
sealed record Work(LandedFile File, Origin Origin, Feed Feed, Sender Sender, SourceText Text, Header Header, IReadOnlyList<FileDefect> Defects)
{
    /// <summary>The edition of the contract on the day of receipt.</summary>
    public string Edition => Feed.EditionOn(DayNumber.ToLocalDate(London.DayOf(File.ReceivedAt)).ToDateOnly()).Name;

    public FileFacts Facts(Tally tally) => new(Text.Bytes, "csv", Text.Encoding, null, Edition, tally);
}

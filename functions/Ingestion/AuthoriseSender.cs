using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Storage.Arrivals;

namespace FrontDoor.Ingestion;

/// <summary>Decides who may send what, by the edition of the day of receipt: a sender that is registered, signed up to the feed, and under
/// an agreement that has not ended.</summary>
sealed class AuthoriseSender(Contracts contracts)
{
    /// <returns>The feed and the sender, each null where it is not known; and why the file is refused, or null.</returns>
    public (Feed? Feed, Sender? Sender, FileDefect? Refusal) Of(LandedFile file)
    {
        var receivedOn = DayNumber.ToDate(London.DayOf(file.ReceivedAt));
        var feed = contracts.Find(new FeedId(file.Agency, file.Feed))?.On(receivedOn);
        var sender = feed?.FindSender(file.Sender);
        if (feed is null || sender is null) return (feed, sender, Unregistered(file));
        return (feed, sender, receivedOn > sender.Agreement.Ends ? new FileDefect(Defects.FileAgreementEnded, 0, null) : null);
    }

    FileDefect Unregistered(LandedFile file)
    {
        var defect = new FileDefect(Defects.FileUnregistered, 0, null);
        return NearestFolder.Of(contracts, file) is { } folder
            ? defect with { Advice = $"Did you mean the folder {folder}? {defect.Advice}" } : defect;
    }
}

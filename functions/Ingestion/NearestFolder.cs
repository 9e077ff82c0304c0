using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Arrivals;

namespace FrontDoor.Ingestion;

/// <summary>The folder that a file in a folder of nobody's was probably meant for. It names senders of that agency and no other.</summary>
static class NearestFolder
{
    /// <returns>"northshire-police/domestic-abuse", or null where none is like it.</returns>
    public static string? Of(Contracts contracts, LandedFile file)
    {
        List<Feed> feeds = [.. contracts.Feeds.Where(feed => feed.Id.Agency == file.Agency)];
        return Find(feeds, file.Sender, file.Feed) ?? Find(feeds, file.Feed, file.Sender); // the two folders one in the other
    }

    static string? Find(List<Feed> feeds, string sender, string feed)
    {
        var known = feeds.SelectMany(each => each.Contract.Senders).Select(each => each.Id).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        var meant = known.Contains(sender) ? sender : NearestWord.Of(sender, known);
        if (meant is null) return null;
        var sent = feeds.Where(each => each.FindSender(meant) is not null).Select(each => each.Id.Name).ToList();
        return (sent.Contains(feed) ? feed : NearestWord.Of(feed, sent)) is { } name ? $"{meant}/{name}" : null;
    }
}

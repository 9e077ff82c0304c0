using FrontDoor.Domain;

namespace FrontDoor.Tests;

public sealed class ShippedContractsTests
{
    static IEnumerable<Feed> All => Contracts.Shipped().Feeds;

    [Fact]
    public void Three_agencies_have_a_feed_each()
    {
        Assert.Equal(["education/concern", "health/safeguarding-referral", "police/domestic-abuse"], All.Select(feed => feed.Id.ToString()));
    }
}

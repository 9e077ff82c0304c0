using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;

namespace FrontDoor.Tests;

public sealed class FeedGuideTests
{
    [Fact]
    public void The_guide_in_docs_is_what_the_contracts_say()
    {
        Written.Check("docs/feeds.md", FeedGuide.Page(Contracts.Shipped, FileFormats.InContracts));
    }

    [Fact]
    public void Every_column_and_spelling_is_in_the_guide()
    {
        var said = FeedGuide.Page(Contracts.Shipped, FileFormats.InContracts);

        foreach (var column in Contracts.Shipped.Feeds.SelectMany(feed => feed.Columns))
        {
            Assert.Contains($"| `{column.Name}` |", said, StringComparison.Ordinal);
            Assert.All(column.Aliases.Concat(column.Codes.Values.SelectMany(spellings => spellings)),
                spelling => Assert.Contains(spelling, said, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_feed_of_one_risk_does_not_speak_of_risk()
    {
        var health = Contracts.Shipped.Find(new FeedId("health", "safeguarding-referral"))!;

        var said = FeedGuide.Section(health, FileFormats.InContracts);

        Assert.Contains("`critical` from 672 hours.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("risk is high", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contract_in_contributing_is_the_one_the_tests_load()
    {
        var example = File.ReadAllText(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));

        Assert.Contains($"```json\n{example}```\n", File.ReadAllText(Repository.Path("CONTRIBUTING.md")), StringComparison.Ordinal);
    }
}

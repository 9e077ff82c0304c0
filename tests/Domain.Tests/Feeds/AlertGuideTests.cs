using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Feeds;
using FrontDoor.Tests;

namespace FrontDoor.Domain.Tests;

/// <summary>docs/alerts.md says which clocks alert, as the contracts have it.</summary>
public sealed class AlertGuideTests
{
    const string Begin = "<!-- clocks: written from the contracts -->\n", End = "<!-- /clocks -->";

    [Fact]
    public void The_table_in_docs_is_what_the_contracts_say()
    {
        var page = File.ReadAllText(Repository.Path("docs", "alerts.md"));
        var (before, after) = (page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)],
            page[page.IndexOf(End, StringComparison.Ordinal)..]);

        Written.Check("docs/alerts.md", before + AlertGuide.Table(Contracts.Shipped) + after);
    }

    [Fact]
    public void Every_clock_that_a_column_stops_alerts_or_says_why_not()
    {
        var clocks = Contracts.Shipped.Feeds.SelectMany(feed => feed.Clocks).Where(clock => clock.Stop.Length > 0).ToList();

        Assert.NotEmpty(clocks);
        Assert.All(clocks, clock => Assert.True(clock.Alerts == (clock.AlertsReason is null), clock.Name));
    }
}

using System.Reflection;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Tests;

/// <summary>The clocks of the contracts that ship and run on after the front door has received something: a row each, and what a clock
/// makes of it.</summary>
public sealed class FrontDoorClockTests
{
    const string Wednesday = "2019-03-13T09:00:00Z"; // when the file of each case was received

    // clock, what the row says, what that comes to
    [Theory]
    [InlineData("decision", "Contact Received=04/01/2019 17:30; Decision Made=05/01/2019 17:30", "on_time 24")] // the last minute
    [InlineData("decision", "Contact Received=04/01/2019 17:30; Decision Made=07/01/2019 09:00", "late 63.5")] // a weekend counts
    [InlineData("decision", "Contact Received=04/01/2019 17:30; Decision Made=07/01/2019 17:30", "late serious 72")]
    [InlineData("decision", "Contact Received=12/03/2019 17:30", "open 15.5")]
    [InlineData("decision", "Contact Received=04/03/2019 09:00", "overdue critical 216")]
    [InlineData("decision", "Decision Made=05/01/2019 17:30", "unknown: no start time was sent: send the time that starts the clock.")]
    // a Friday evening: all of Monday
    [InlineData("decision-working-day", "Contact Received=04/01/2019 17:30; Decision Made=07/01/2019 23:59", "on_time 78.5")]
    // Boxing Day does not count, the 27th does
    [InlineData("decision-working-day", "Contact Received=24/12/2018 09:00; Decision Made=28/12/2018 00:00", "late 87")]
    [InlineData("written-confirmation", "Contact Received=04/01/2019 10:15", "does not run")] // most contacts are not phoned
    [InlineData("written-confirmation", "Phoned At=04/01/2019 10:00; Confirmed in Writing=06/01/2019 10:01", "late 48")]
    [InlineData("written-confirmation", "Confirmed in Writing=06/01/2019 10:00",
        "unknown: no start time was sent: send the time that starts the clock.")]
    // written, so it runs
    [InlineData("written-confirmation", "Phoned At=soon", "unknown: a start time was sent that is no date: send it as dd/MM/yyyy HH:mm.")]
    [InlineData("first-visit", "Contact Received=04/01/2019 10:15; Outcome=NFA", "does not run")]
    [InlineData("first-visit", "Referral Date=04/01/2019; First Visit=11/01/2019", "on_time 192")]
    [InlineData("first-visit", "Referral Date=04/01/2019; First Visit=12/01/2019", "late 216")]
    [InlineData("first-visit", "Referral Date=04/01/2019; Referral NFA=a) Yes", "does not run")] // nobody is to visit
    [InlineData("first-visit", "Referral Date=04/01/2019; Referral NFA=Yes; First Visit=12/01/2019", "late 216")] // somebody did
    [InlineData("first-visit", "Referral Date=04/01/2019; Referral NFA=No", "overdue critical 1641")]
    [InlineData("strategy-discussion", "Strategy Discussion Triggered=05/01/2019 09:00; Strategy Discussion Held=06/01/2019 09:00",
        "on_time 24")]
    [InlineData("strategy-discussion", "Strategy Discussion Triggered=05/01/2019 09:00; Strategy Discussion Held=06/01/2019 09:30",
        "late 24.5")]
    [InlineData("conference", "Strategy Discussion Held=10/04/2018 14:00; Conference Held=01/05/2018", "on_time 514")]
    // three days of Christmas and New Year
    [InlineData("conference", "Strategy Discussion Held=11/12/2018; Conference Held=04/01/2019", "on_time 600")]
    [InlineData("conference", "Strategy Discussion Held=11/12/2018; Conference Held=07/01/2019", "late 672")]
    // booked, and not yet held
    [InlineData("conference", "Strategy Discussion Held=06/03/2019 14:00; Conference Held=20/03/2019", "open 163")]
    [InlineData("conference", "Strategy Discussion Held=05/01/2019 14:00; Conference Not Required=Yes", "does not run")]
    [InlineData("conference", "Strategy Discussion Held=05/01/2019 14:00", "overdue critical 1603")]
    [InlineData("assessment", "Referral Date=03/12/2018; Assessment Started=10/12/2018; Assessment Authorised=07/02/2019", "on_time 1608")]
    [InlineData("assessment", "Referral Date=03/12/2018; Assessment Started=10/12/2018; Assessment Authorised=08/02/2019", "late 1632")]
    // the same, counted as it is published
    [InlineData("assessment-from-start", "Referral Date=03/12/2018; Assessment Started=10/12/2018; Assessment Authorised=08/02/2019",
        "on_time 1464")]
    [InlineData("assessment", "Referral Date=03/12/2018", "overdue serious 2409")] // never begun, which is the worst of it
    [InlineData("assessment-from-start", "Referral Date=03/12/2018", "does not run")]
    [InlineData("early-help-allocation", "Early Help Agreed=04/01/2019; Early Help Allocated=14/01/2019", "late 264")]
    [InlineData("early-help-allocation", "Early Help Agreed=04/01/2019; Early Help Allocated=11/01/2019", "on_time 192")]
    [InlineData("early-help-visit", "Early Help Allocated=04/01/2019; Early Help First Visit=18/01/2019", "on_time 360")]
    [InlineData("early-help-visit", "Early Help Allocated=04/01/2019; Early Help First Visit=21/01/2019", "late 432")]
    [InlineData("early-help-visit", "Early Help Agreed=04/01/2019", "does not run")] // nobody has it yet: the clock before this one does
    [InlineData("designated-officer", "Allegation Made=04/01/2019 09:30; Designated Officer Told=07/01/2019 17:00", "on_time 79.5")]
    [InlineData("designated-officer", "Allegation Made=04/01/2019 09:30; Designated Officer Told=08/01/2019 09:00", "late 95.5")]
    [InlineData("designated-officer", "Allegation Made=04/01/2019 09:30; Designated Officer Told=03/01/2019 09:00",
        "unknown: that is before the clock started: correct the two dates.")]
    public void A_row_of_the_councils_feed_comes_to(string clock, string row, string result) =>
        Assert.Equal(result, RowAgainst.Clock("council/front-door", clock, row, Wednesday));

    [Fact]
    public void Every_clock_of_the_feed_is_told_of_above()
    {
        var cases = typeof(FrontDoorClockTests).GetMethod(nameof(A_row_of_the_councils_feed_comes_to))!.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (string)((IReadOnlyList<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!);

        Assert.Equal(RowAgainst.Feed("council/front-door").Clocks.Select(clock => clock.Name).Distinct().Order(), cases.Distinct().Order());
    }

    [Fact]
    public void What_the_law_sets_has_its_editions_and_what_is_local_says_so()
    {
        foreach (var editions in RowAgainst.Feed("council/front-door").Clocks.GroupBy(clock => clock.Name))
            if (editions.Count() == 1) Assert.Matches("Local|local|[Nn]ot the legal limit", editions.Single().Source);
            else
            {
                Assert.Equal(["WT2018", "WT2023", "WT2026-unconfirmed"], editions.Select(clock => clock.Edition));
                Assert.Contains("Neither its text nor its first day was known", editions.Last().Source, StringComparison.Ordinal);
                Assert.Single(editions.Select(clock => clock.Limit).Distinct());
            }
    }

    [Fact]
    public void The_page_for_analysts_has_a_line_for_every_clock_that_ships_with_its_limit()
    {
        var page = File.ReadAllLines(Repository.Path("docs", "clocks.md"));
        var clocks = Contracts.Shipped.Feeds.SelectMany(feed =>
            feed.Clocks.Select(clock => (Feed: feed.Id.ToString(), clock.Name, clock.Limit.Text))).Distinct().ToList();

        Assert.True(clocks.Count > 10);
        foreach (var (feed, name, limit) in clocks)
            Assert.Contains(page, line => line.Contains($"`{feed}`", StringComparison.Ordinal)
                && line.Contains($"`{name}`", StringComparison.Ordinal) && line.Contains(limit, StringComparison.Ordinal));
    }
}

using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Tests;

public sealed class TeamHoursTests
{
    const string Hours = """
        {
          "source": "invented",
          "default": { "monday": ["08:30-12:00", "13:00-17:00"], "tuesday": [], "wednesday": [], "thursday": [], "friday": [], "saturday": [], "sunday": [] },
          "authorities": {}
        }
        """;

    [Theory]
    [InlineData("\"13:00-17:00\"", "\"11:00-17:00\"", "in order")] // overlaps the one before
    [InlineData("\"13:00-17:00\"", "\"17:00-13:00\"", "in order")] // backwards
    [InlineData("\"13:00-17:00\"", "\"13:00-25:00\"", "no span")]
    [InlineData("\"13:00-17:00\"", "\"1pm to 5pm\"", "no span")]
    [InlineData("\"tuesday\": [],", "", "lack tuesday")]
    [InlineData("\"tuesday\"", "\"Dienstag\"", "name the day 'Dienstag'")]
    [InlineData("\"authorities\": {}", "\"authorities\": { \"Kent\": { } }", "given for 'Kent'; expected an LA code")]
    [InlineData("[\"08:30-12:00\", \"13:00-17:00\"]", "[]", "closed all week")]
    public void Hours_that_make_no_sense_are_an_error(string good, string bad, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() =>
        TeamHours.Parse(Encoding.UTF8.GetBytes(Hours.Replace(good, bad, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_team_may_close_for_part_of_a_day()
    {
        var usual = DeadlineRules.Usual with { Hours = TeamHours.Parse(Encoding.UTF8.GetBytes(Hours)).Of(null) };
        // a Monday
        Assert.True(usual.TryDue(new Limit(4, TimeUnit.WorkingHours), Given.Instant("2019-01-07T09:00:00Z").ToUnixTimeTicks(),
            out var due));

        Assert.Equal(Given.Instant("2019-01-07T14:00:00Z"), NodaTime.Instant.FromUnixTimeTicks(due));
    }
}

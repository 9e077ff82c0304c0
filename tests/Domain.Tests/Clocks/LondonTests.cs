using FrontDoor.Domain.Calendars;
using NodaTime;
using NodaTime.TimeZones;

namespace FrontDoor.Domain.Tests;

public sealed class LondonTests
{
    static readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    [Theory]
    [InlineData("31/03/2019 00:59", "2019-03-31T00:59:00Z", MomentFlags.None)] // the last minute of winter time
    [InlineData("31/03/2019 01:00", "2019-03-31T01:00:00Z", MomentFlags.InGap)] // shown as 02:00
    [InlineData("31/03/2019 01:30", "2019-03-31T01:30:00Z", MomentFlags.InGap)] // shown as 02:30
    [InlineData("31/03/2019 02:00", "2019-03-31T01:00:00Z", MomentFlags.None)] // the first minute of summer time
    [InlineData("27/10/2019 00:59", "2019-10-26T23:59:00Z", MomentFlags.None)]
    [InlineData("27/10/2019 01:00", "2019-10-27T00:00:00Z", MomentFlags.Ambiguous)] // the earlier of two
    [InlineData("27/10/2019 01:30", "2019-10-27T00:30:00Z", MomentFlags.Ambiguous)]
    [InlineData("27/10/2019 02:00", "2019-10-27T02:00:00Z", MomentFlags.None)]
    [InlineData("2019-10-27T01:30:00+00:00", "2019-10-27T01:30:00Z", MomentFlags.None)] // an offset settles it
    [InlineData("2019-10-27T01:30:00+01:00", "2019-10-27T00:30:00Z", MomentFlags.None)]
    [InlineData("04/07/2019 22:15", "2019-07-04T21:15:00Z", MomentFlags.None)]
    [InlineData("01/07/1969 12:00", "1969-07-01T11:00:00Z", MomentFlags.None)] // British Standard Time, all year round
    [InlineData("01/07/1944 12:00", "1944-07-01T10:00:00Z", MomentFlags.None)] // double summer time
    public void A_local_time_becomes_one_instant(string text, string instant, MomentFlags flags) =>
        Assert.Equal(new Moment(Given.Instant(instant), Given.Instant(instant), flags), London.Resolve(Given.Time(text)));

    [Theory]
    [InlineData("04/01/2019", "2019-01-04T00:00:00Z", "2019-01-05T00:00:00Z")]
    [InlineData("04/07/2019", "2019-07-03T23:00:00Z", "2019-07-04T23:00:00Z")]
    [InlineData("31/03/2019", "2019-03-31T00:00:00Z", "2019-03-31T23:00:00Z")] // 23 hours
    [InlineData("27/10/2019", "2019-10-26T23:00:00Z", "2019-10-28T00:00:00Z")] // 25 hours
    public void A_day_runs_from_its_midnight_to_the_next(string text, string from, string to) =>
        Assert.Equal(new Moment(Given.Instant(from), Given.Instant(to), MomentFlags.DayOnly), London.Resolve(Given.Time(text)));

    [Fact]
    public void Every_half_hour_of_ten_years_agrees_with_NodaTime()
    {
        int ambiguous = 0, skipped = 0;
        var end = new LocalDateTime(2028, 1, 1, 0, 0);
        for (var local = new LocalDateTime(2018, 1, 1, 0, 0); local < end; local = local.PlusMinutes(30))
        {
            var moment = Resolve(local);
            var mapped = zone.MapLocal(local);

            Assert.Equal(zone.ResolveLocal(local, cautious).ToInstant(), moment.Earliest);
            Assert.Equal(mapped.Count switch { 0 => MomentFlags.InGap, 1 => MomentFlags.None, _ => MomentFlags.Ambiguous }, moment.Flags);
            ambiguous += mapped.Count == 2 ? 1 : 0;
            skipped += mapped.Count == 0 ? 1 : 0;
        }
        Assert.Equal((20, 20), (ambiguous, skipped)); // two half hours, each way, ten years
    }

    [Fact]
    public void Every_quarter_hour_about_every_change_since_1900_agrees_with_NodaTime_both_ways()
    {
        var changes = zone.GetZoneIntervals(Given.Instant("1900-01-02T00:00:00Z"), Given.Instant("2100-12-30T00:00:00Z")).Skip(1).ToList();
        foreach (var change in changes)
            for (var minutes = -30 * 60; minutes <= 30 * 60; minutes += 15)
            {
                var instant = change.Start.Plus(Duration.FromMinutes(minutes));
                var local = instant.InZone(zone).LocalDateTime;

                Assert.Equal(Seconds(local), London.ToLocalSeconds(instant));
                Assert.Equal(zone.ResolveLocal(local, cautious).ToInstant(), Resolve(local).Earliest);
            }
        Assert.InRange(changes.Count, 300, 500);
    }

    [Theory]
    [InlineData("2019-07-04T22:59:59Z", "2019-07-04", 23)]
    [InlineData("2019-07-04T23:00:00Z", "2019-07-05", 0)] // London's day, not UTC's
    [InlineData("2019-01-04T23:59:59Z", "2019-01-04", 23)]
    [InlineData("2019-03-31T01:00:00Z", "2019-03-31", 2)]
    [InlineData("1969-12-31T22:59:59Z", "1969-12-31", 23)] // before 1970
    [InlineData("2150-07-04T23:00:00Z", "2150-07-05", 0)] // beyond every year accepted, by the last rule known
    public void The_day_and_hour_are_those_the_clock_showed_in_London(string instant, string day, int hour)
    {
        Assert.Equal(day, $"{DayNumber.ToLocalDate(London.DayOf(Given.Instant(instant))):uuuu-MM-dd}");
        Assert.Equal(hour, London.HourOf(Given.Instant(instant)));
    }

    [Fact]
    public void The_release_of_the_time_zone_data_is_named() =>
        Assert.Matches("^TZDB: 20[0-9]{2}[a-z]", London.TzdbVersion);

    [Theory]
    [InlineData("")]
    [InlineData("31/02/2019")]
    public void A_time_that_cannot_be_used_has_no_instant(string text) =>
        Assert.Throws<ArgumentException>(() => London.Resolve(Given.Time(text)));

    static readonly ZoneLocalMappingResolver cautious =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    static Moment Resolve(LocalDateTime local) => London.Resolve(new WrittenTime(TimeForm.Minute, Seconds(local)));

    static long Seconds(LocalDateTime local) => local.InUtc().ToInstant().ToUnixTimeSeconds();
}

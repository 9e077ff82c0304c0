using FrontDoor.Domain.Calendars;
using NodaTime.Text;

namespace FrontDoor.Domain.Tests;

/// <summary>Hours somebody could have dealt with a thing: 08:30 to 17:00 on working days, where a council gave none of its own.</summary>
public sealed class WorkingTimeTests
{
    // from, to, hours, and back: the moment by which as many whole hours have passed
    [Theory]
    [InlineData("2025-07-08T08:00:00Z", "2025-07-08T10:30:00Z", 2.5)] // a Tuesday morning in summer, 09:00 to 11:30
    [InlineData("2025-07-08T03:00:00Z", "2025-07-08T08:30:00Z", 1)] // from the night on: 08:30 to 09:30
    [InlineData("2025-07-08T15:00:00Z", "2025-07-09T08:30:00Z", 2)] // an hour before closing and one after opening
    [InlineData("2025-07-11T15:00:00Z", "2025-07-14T08:30:00Z", 1.5)] // over a weekend; Fridays end at 16:30
    [InlineData("2025-12-24T16:00:00Z", "2025-12-29T09:30:00Z", 2)] // over Christmas, Boxing Day and a weekend
    [InlineData("2025-03-28T16:00:00Z", "2025-03-31T08:30:00Z", 1.5)] // the clocks go forward between
    [InlineData("2025-10-24T15:00:00Z", "2025-10-27T09:30:00Z", 1.5)] // and back
    [InlineData("2025-07-12T08:00:00Z", "2025-07-12T18:00:00Z", 0)] // a Saturday
    [InlineData("2025-07-08T10:00:00Z", "2025-07-08T09:00:00Z", 0)] // backwards
    [InlineData("2090-07-11T08:00:00Z", "2090-07-11T09:00:00Z", 1)] // a Tuesday no calendar knows: nobody is kept waiting for that
    public void Hours_are_those_the_team_works(string from, string to, double hours) =>
    Assert.Equal(hours, WorkingTime.Of(null).Hours(At(from), At(to)));

    [Theory]
    [InlineData("2025-07-08T08:00:00Z", 4, "2025-07-08T12:00:00Z")] // 09:00 and four hours
    [InlineData("2025-07-08T03:00:00Z", 4, "2025-07-08T11:30:00Z")] // raised at night: from 08:30
    [InlineData("2025-07-08T15:00:00Z", 4, "2025-07-09T10:30:00Z")] // an hour today, three tomorrow
    [InlineData("2025-07-08T17:00:00Z", 1, "2025-07-09T08:30:00Z")] // raised in the evening: the hour since closing is none
    [InlineData("2025-07-08T07:30:00Z", 8, "2025-07-08T15:30:00Z")] // most of a day
    [InlineData("2025-12-24T16:00:00Z", 2, "2025-12-29T09:30:00Z")] // over Christmas
    [InlineData("2025-07-08T15:00:00Z", 1, "2025-07-08T16:00:00Z")] // to the minute the team closes
    public void So_many_hours_after_is_a_moment_the_team_works(string from, int hours, string after)
    {
        Assert.Equal(At(after), WorkingTime.Of(null).After(hours, At(from)));
        Assert.Equal(hours, WorkingTime.Of(null).Hours(At(from), At(after)));
    }

    static NodaTime.Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}

using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Domain.Feeds;
using NodaTime;

namespace FrontDoor.Domain.Tests;

public sealed class DueDaysTests
{
    static DueDays Of(Expected expected, string ends = "2030-03-31")
    {
        var feed = Contracts.Shipped.Find(new FeedId("police", "domestic-abuse"))!;
        var sender = feed.Contract.Senders[0] with { Expected = expected };
        return DueDays.Of(feed, sender with
        {
            Agreement =
            sender.Agreement with { Ends = DateOnly.Parse(ends, System.Globalization.CultureInfo.InvariantCulture) }
        });
    }

    static Expected Expected(string schedule, params string[] notOn) =>
        new() { Schedule = schedule, By = "07:00", GraceHours = 4, NotOn = notOn };

    static int Day(int year, int month, int day) => DayNumber.Of(new LocalDate(year, month, day));

    [Theory]
    [InlineData("daily", new string[0], 2019, 5, 6, true)] // May Day: police notify every day
    [InlineData("daily", new[] { "bank holidays" }, 2019, 5, 6, false)]
    [InlineData("working days", new string[0], 2019, 5, 6, false)]
    [InlineData("working days", new string[0], 2019, 5, 7, true)]
    [InlineData("working days", new string[0], 2019, 5, 11, false)] // a Saturday
    [InlineData("working days", new[] { "school holidays" }, 2019, 5, 28, false)] // half-term
    [InlineData("working days", new[] { "school holidays" }, 2019, 6, 4, true)]
    [InlineData("working days", new[] { "school holidays" }, 2031, 8, 5, false)] // the agreement has ended
    [InlineData("fridays", new string[0], 2019, 5, 10, true)]
    [InlineData("fridays", new string[0], 2019, 5, 9, false)]
    public void A_file_is_due_on_the_days_agreed(string schedule, string[] notOn, int year, int month, int date, bool due) =>
        Assert.Equal(due, Of(Expected(schedule, notOn)).IsDue(Day(year, month, date)));

    [Fact]
    public void Beyond_the_terms_that_are_known_a_file_is_due_all_the_same() =>
        Assert.True(Of(Expected("working days", "school holidays"), "2040-01-01").IsDue(Day(2031, 8, 5)));

    [Theory]
    [InlineData("2019-01-15T10:59:59Z", 15)]
    [InlineData("2019-01-15T11:00:00Z", 16)] // overdue: what comes now counts for the next day
    [InlineData("2019-06-15T09:59:59Z", 15)] // summer time
    [InlineData("2019-06-15T10:00:00Z", 16)]
    public void A_day_ends_when_its_file_is_overdue(string received, int day) =>
        Assert.Equal(day, DayNumber.ToLocalDate(Of(Expected("daily"))
        .DayOf(Instant.FromDateTimeOffset(DateTimeOffset.Parse(received, System.Globalization.CultureInfo.InvariantCulture)))).Day);

    [Theory]
    [InlineData("07:00", 4)]
    [InlineData("17:30", 4)] // up to the whole hour
    [InlineData("22:00", 72)] // over midnight, three times
    [InlineData("00:00", 0)]
    public void Every_moment_belongs_to_one_day_and_each_ends_where_the_next_begins(string by, int grace)
    {
        var due = Of(Expected("daily") with { By = by, GraceHours = grace });
        for (var day = Day(2019, 1, 1); day < Day(2020, 1, 1); day++)
        {
            var close = due.ClosesAt(day);
            Assert.Equal(0, close.ToUnixTimeSeconds() % 3600);
            Assert.Equal(day, due.DayOf(close - Duration.FromSeconds(1)));
            Assert.Equal(day + 1, due.DayOf(close));
        }
    }

    [Fact]
    public void What_a_sender_agreed_to_holds_before_what_the_feed_says()
    {
        var feed = Contracts.Shipped.Find(new FeedId("police", "domestic-abuse"))!;

        Assert.True(DueDays.Of(feed, feed.Contract.Senders[0]).IsDue(Day(2019, 5, 11)));
        Assert.False(DueDays.Of(feed, feed.Contract.Senders[0] with { Expected = Expected("working days") }).IsDue(Day(2019, 5, 11)));
    }
}

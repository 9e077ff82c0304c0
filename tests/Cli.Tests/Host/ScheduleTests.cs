using System.Globalization;

namespace FrontDoor.Cli.Tests;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-01-02T03:04:05Z", "2026-01-02T03:05:00Z")]
    [InlineData("0 */5 * * * *", "2026-01-02T03:05:00Z", "2026-01-02T03:10:00Z")] // the moment itself is over
    [InlineData("*/10 * * * * *", "2026-01-02T03:04:55Z", "2026-01-02T03:05:00Z")]
    [InlineData("0 30 9-17 * * 1-5", "2026-01-02T17:30:00Z", "2026-01-05T09:30:00Z")] // a Friday evening to Monday
    [InlineData("0 0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0,20,40 6 1 */6 *", "2026-01-01T06:20:00Z", "2026-01-01T06:40:00Z")]
    [InlineData("0 0 6 1 */6 *", "2026-01-01T06:20:00Z", "2026-07-01T06:00:00Z")]
    public void The_next_moment_is_found(string schedule, string after, string next) =>
        Assert.Equal(At(next), Schedule.Parse(schedule).Next(At(after)));

    [Theory]
    [InlineData("*/5 * * * *")] // five fields are cron's, not the host's
    [InlineData("0 61 * * * *")]
    [InlineData("0 * * * * MON")] // names are not read here
    [InlineData("")]
    public void What_is_not_understood_is_refused(string schedule) => Assert.Throws<Complaint>(() => Schedule.Parse(schedule));

    static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);
}

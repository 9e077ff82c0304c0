using System.Globalization;
using FrontDoor.Local.FunctionsHost;

namespace FrontDoor.Local.Tests.FunctionsHost;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-01-02T03:04:05Z", "2026-01-02T03:05:00Z")]
    [InlineData("0 */5 * * * *", "2026-01-02T03:05:00Z", "2026-01-02T03:10:00Z")] // the moment itself is over
    [InlineData("*/10 * * * * *", "2026-01-02T03:04:55Z", "2026-01-02T03:05:00Z")]
    [InlineData("0 30 9-17 * * 1-5", "2026-01-02T17:30:00Z", "2026-01-05T09:30:00Z")] // a Friday evening to Monday
    [InlineData("0 30 9-17 * * MON-FRI", "2026-01-02T17:30:00Z", "2026-01-05T09:30:00Z")]
    [InlineData("0 0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0,20,40 6 1 */6 *", "2026-01-01T06:20:00Z", "2026-01-01T06:40:00Z")]
    [InlineData("0 0 6 1 */6 *", "2026-01-01T06:20:00Z", "2026-07-01T06:00:00Z")]
    // five fields are taken too; UTC, though the clocks go forward
    [InlineData("30 1 * * *", "2026-03-29T00:00:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("0 0 0 30 2 *", "2026-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z")] // never
    public void The_next_moment_is_found(string schedule, string after, string next) =>
        Assert.Equal(At(next), new DateTimeOffset(TimerTriggerListener.Parse(schedule).GetNextOccurrence(At(after).UtcDateTime),
        TimeSpan.Zero));

    [Theory]
    [InlineData("0 61 * * * *")]
    [InlineData("0 0 0 L * *")]
    [InlineData("00:30:00")]
    [InlineData("")]
    public void What_is_not_understood_is_refused(string schedule) =>
    Assert.Throws<ExplainedException>(() => TimerTriggerListener.Parse(schedule));

    static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);
}

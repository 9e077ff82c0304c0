using System.Globalization;
using NCrontab;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>When a timer runs: NCRONTAB of six fields (or five, without seconds) in UTC, or a span between two runs such as 00:30:00.</summary>
sealed class TimerSchedule
{
    readonly Func<DateTime, DateTime> _next;

    TimerSchedule(Func<DateTime, DateTime> next) => _next = next;

    /// <exception cref="ExplainedException">It is neither.</exception>
    public static TimerSchedule Parse(string text)
    {
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 };
        if (CrontabSchedule.TryParse(text, options) is { } schedule) return new(schedule.GetNextOccurrence);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero
            ? new(after => after + span)
            : throw new ExplainedException($"the schedule '{text}'", "six fields of NCRONTAB, for instance 0 */5 * * * *, or a span of time", "correct the TimerTrigger or its app setting");
    }

    /// <summary>The first moment after this one; the end of time when there is none.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => new(_next(after.UtcDateTime), TimeSpan.Zero);

    /// <summary>The Functions host keeps no status of such a timer.</summary>
    public bool IsMoreOftenThanEveryMinute(DateTimeOffset now) => Next(now) is var first && Next(first) is var second && second > first && second - first < TimeSpan.FromMinutes(1);
}

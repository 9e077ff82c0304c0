using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Calendars;
using FrontDoor.Storage.Arrivals;
using NodaTime.Text;

namespace FrontDoor.Cli.Answers;

/// <summary>A past moment as an operator types it, cut to the hour, which is the lake's precision.</summary>
static class PastMoment
{
    public static DateTimeOffset? Read(string? typed, TimeProvider clock)
    {
        if (typed is null) return null;
        var moment = LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var day }
            ? London.StartOf(day.PlusDays(1)).ToDateTimeOffset()
            : OffsetDateTimePattern.Rfc3339.Parse(typed) is { Success: true, Value: var at } ? at.ToInstant().ToDateTimeOffset()
            : throw CliException.Usage($"--as-of '{typed}'", "a day, or a moment with its offset",
            "for instance --as-of 2019-01-28 or --as-of 2019-01-28T09:00:00Z");
        var now = clock.GetUtcNow();
        if (moment > now + TimeSpan.FromDays(1))
            throw CliException.Usage($"--as-of '{typed}' is still to come", "a past moment",
                "give a moment that has passed, or leave --as-of out");
        if (moment > now) moment = now; // today is not over
        return ArrivalContext.LastWholeHour(moment).ToDateTimeOffset();
    }
}

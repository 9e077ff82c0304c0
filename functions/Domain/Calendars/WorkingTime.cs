using NodaTime;

namespace FrontDoor.Domain.Calendars;

/// <summary>The hours in which one council's team works, counted: how long somebody there could have dealt with a thing.</summary>
public sealed class WorkingTime
{
    readonly OpeningHours _hours;
    readonly WorkingCalendar _calendar;

    WorkingTime(OpeningHours hours, WorkingCalendar calendar) => (_hours, _calendar) = (hours, calendar);

    /// <summary>By the calendars that ship; a council that gave none, or null, has the default.</summary>
    public static WorkingTime Of(string? laCode) => new(TeamHours.Shipped.Of(laCode), WorkingCalendar.EnglandAndWales);

    /// <summary>Working hours in [from, to]; 0 where they run backwards.</summary>
    public double Hours(Instant from, Instant to)
    {
        var seconds = 0L;
        for (var day = London.DayOf(from); day <= London.DayOf(to); day++)
            foreach (var (opens, closes) in Spans(day, from))
                seconds += Math.Max(0, Math.Min(closes, to.ToUnixTimeSeconds()) - opens);
        return seconds / 3600.0;
    }

    /// <summary>The moment by which so many working hours have passed since.</summary>
    public Instant After(int hours, Instant from)
    {
        var left = hours * 3600L;
        for (var day = London.DayOf(from); ; day++)
            foreach (var (opens, closes) in Spans(day, from))
            {
                if (left <= closes - opens) return Instant.FromUnixTimeSeconds(opens + left);
                left -= Math.Max(0, closes - opens);
            }
    }

    /// <summary>What is open of a day, none of it before that moment.</summary>
    IEnumerable<(long Opens, long Closes)> Spans(int day, Instant from)
    {
        // A day the calendar does not know is no reason to keep anybody waiting.
        if (_calendar.TryCount(day - 1, day, out var isWorking) && isWorking == 0) yield break;
        foreach (var span in _hours.On(day).ToArray())
            yield return (Math.Max(from.ToUnixTimeSeconds(), At(day, span.From)), At(day, span.To));
    }

    static long At(int day, int minute) => London.ToUniversal((long)day * DayNumber.SecondsADay + minute * 60L);
}

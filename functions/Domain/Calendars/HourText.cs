using System.Globalization;
using NodaTime;

namespace FrontDoor.Domain.Calendars;

/// <summary>A moment of the lake as people read it: there it is cut to the hour, so no minute is claimed.</summary>
public static class HourText
{
    /// <summary>Local time with its zone: "Mon 28 Jan 2019 about 09:00 GMT".</summary>
    public static string About(DateTimeOffset moment) => London.Local(Instant.FromDateTimeOffset(moment))
        .ToString("ddd d MMM yyyy 'about' HH:00 x", CultureInfo.InvariantCulture);
}

using System.Globalization;
using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>Hours, moments and counts as people read them: the same fact has the same words everywhere.</summary>
public static class PeopleText
{
    /// <summary>Hours to one decimal, rounded up: "38.2 h".</summary>
    public static string Hours(double hours) => string.Create(CultureInfo.InvariantCulture, $"{HoursRounding.Up(hours):0.#} h");

    /// <summary>"99.9 to 123.9 h", or one number where both are the same.</summary>
    public static string Hours(double least, double most) => HoursRounding.Up(least) < HoursRounding.Up(most)
        ? string.Create(CultureInfo.InvariantCulture, $"{HoursRounding.Up(least):0.#} to {Hours(most)}") : Hours(most);

    /// <summary>Local time with its zone: "Mon 28 Jan 2019 09:00 GMT".</summary>
    public static string Moment(DateTimeOffset moment) =>
        London.Local(Instant.FromDateTimeOffset(moment)).ToString("ddd d MMM yyyy HH:mm x", CultureInfo.InvariantCulture);

    /// <summary>A moment of the lake, where it is cut to the hour: no minute is claimed. "Mon 28 Jan 2019 about 09:00 GMT".</summary>
    public static string About(DateTimeOffset moment) =>
        London.Local(Instant.FromDateTimeOffset(moment)).ToString("ddd d MMM yyyy 'about' HH:00 x", CultureInfo.InvariantCulture);

    /// <summary>"1 row", "3 rows".</summary>
    public static string Count(long count, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : several)}");
}

using FrontDoor.Domain.Calendars;

namespace FrontDoor.Domain.Clocks;

/// <summary>The school terms and office hours that councils gave, by which limits on their children's records are counted. Read when a
/// clock first needs them.</summary>
public sealed class CouncilCalendars(Func<SchoolTerms> terms, Func<TeamHours> hours)
{
    /// <summary>Those of functions/calendars.</summary>
    public static CouncilCalendars Shipped { get; } = new(() => SchoolTerms.Shipped, () => TeamHours.Shipped);

    /// <summary>The clock by this council's calendars; the same one where it counts by none, or the council gave none of its own.</summary>
    public Clock Of(Clock clock, string laCode)
    {
        if (!clock.CountsByCouncil) return clock;
        var (year, week) = (terms().Of(laCode), hours().Of(laCode));
        return ReferenceEquals(year, terms().Of(null)) && ReferenceEquals(week, hours().Of(null))
            ? clock
            : clock with { Rules = clock.Rules with { School = new SchoolCalendar(year, BankHolidays.Shipped), Hours = week } };
    }
}

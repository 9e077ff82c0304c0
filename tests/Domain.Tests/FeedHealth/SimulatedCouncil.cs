using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Tests;

/// <summary>Eighteen months of a council of Medway's size with three agencies: a control, or one with a fault of every kind at a time of
/// its own.</summary>
static class SimulatedCouncil
{
    public const int Days = 546;
    public static readonly int First = DayNumber.Of(new LocalDate(2018, 1, 1));

    // Domestic abuse peaks at weekends; families have one to four children.
    static readonly Habits s_police =
        new("police/domestic-abuse", 10, [1.0, 0.9, 0.85, 0.9, 1.0, 1.3, 1.35], [0.55, 0.28, 0.12], 12, 0.8, 0.03, 6.5);
    static readonly Habits s_health =
        new("health/safeguarding-referral", 6, [1.1, 1.05, 1.0, 1.0, 1.0, 0.9, 0.95], [0.85, 0.12], 9, 0.7, 0.03, 7.5);
    static readonly Habits s_schools = new("education/concern", 12, [1.1, 1.0, 1.0, 1.0, 1.2, 0, 0], [0.78, 0.18], 3, 0.8, 0.03, 16.5);

    public static IReadOnlyList<SimulatedFeed> Control(int seed) =>
        [new(seed, s_police, First, Days), new(seed + 1, s_health, First, Days), new(seed + 2, s_schools, First, Days)];

    public static IReadOnlyList<SimulatedFeed> Athena(int seed)
    {
        var (police, health, schools) = (new SimulatedFeed(seed, s_police, First, Days), new SimulatedFeed(seed + 1, s_health, First, Days),
            new SimulatedFeed(seed + 2, s_schools, First, Days));
        police.CutOver(police.Between(200, 330), silent: police.Between(18, 29), clumped: 56);
        police.Silent(police.Between(90, 150), 1);
        police.LoseColumn(police.Between(440, 520));
        health.Silent(health.Between(80, 120), 1);
        health.Lose(health.Between(140, 190), 10, 95);
        health.SpoilValues(health.Between(230, 280), 14);
        health.EmptyDrawer(health.Between(320, 360), 25);
        health.LoseEvents(health.Between(400, 440), 6);
        health.Silent(health.Between(480, 520), 3);
        schools.HoldBack(Term(schools, 4, 65, 80), 4);
        schools.LoseEvents(Term(schools, 4, 265, 285), 4);
        schools.Silent(Term(schools, 2, 380, 400), 2);
        return [police, health, schools];
    }

    // So many school days in a row, and the one after.
    static int Term(SimulatedFeed schools, int days, int from, int to)
    {
        var at = schools.Between(from, to);
        while (!Enumerable.Range(at, days + 1).All(schools.IsDue)) at++;
        return at;
    }
}

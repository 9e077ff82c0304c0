namespace FrontDoor.Domain.FeedHealth;

/// <summary>A burst soon after a silence makes up for it: the same incident, told once.</summary>
public static class CatchUp
{
    /// <param name="reasons">Today's.</param>
    /// <param name="silentDay">The last day without the file that was due, or with a fifth of its records; null for none.</param>
    public static bool Holds(FeedBaseline past, HealthReason reasons, int? silentDay) =>
        (reasons & (HealthReason.Bunch | HealthReason.BacklogRelease)) != 0 && past.Today.Day - silentDay <= past.Rules.CatchUpDays;
}

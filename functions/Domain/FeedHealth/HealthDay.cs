using FrontDoor.Domain.Alerts;

namespace FrontDoor.Domain.FeedHealth;

/// <summary>How a feed of one sender stood when a day was over, by what was received until then.</summary>
/// <param name="Usual">Records usual for such a day; null: not learned yet.</param>
/// <param name="Incident">The incident the day belongs to; null when there is none.</param>
public sealed record HealthDay(ReceivedDay Received, HealthReason Reasons, string State, double? Usual, HealthIncident? Incident);

/// <summary>Days of alarm that belong together, from the first to recovery: told once when it opens and once when it is over.</summary>
public sealed class HealthIncident
{
    internal HealthIncident(int from, HealthReason reasons, double? worstHours) =>
        (From, LastAlarm, Reasons, Opening, OpeningHours) = (from, from, reasons, reasons, worstHours);

    /// <summary>The day it opened.</summary>
    public int From { get; }

    /// <summary>The last day with an alarm so far.</summary>
    public int LastAlarm { get; internal set; }

    /// <summary>The day it was over; null while it is not.</summary>
    public int? Recovered { get; internal set; }

    /// <summary>Every reason met in it.</summary>
    public HealthReason Reasons { get; internal set; }

    /// <summary>Days on which a file was due and none came.</summary>
    public int SilentDays { get; internal set; }

    /// <summary>The reasons of its first day, which it is told by, and the longest delay among that day's records.</summary>
    public HealthReason Opening { get; }
    public double? OpeningHours { get; }

    /// <summary>silence, backlog or bunch.</summary>
    public AlertKind Kind =>
        (Opening & HealthReasons.TooLittle) != 0 ? AlertKind.Silence
        : (Opening & HealthReason.BacklogRelease) != 0 ? AlertKind.Backlog : AlertKind.Bunch;
}

using System.Text.Json.Serialization;
using FrontDoor.Domain.Calendars;

namespace FrontDoor.Storage.Commits;

/// <summary>An open incident of a feed: what was sent about it, and what waits for its next update.</summary>
public sealed record OpenIncident
{
    /// <summary>The most alerts about single records in an incident.</summary>
    public const int SinglesAtMost = 10;

    /// <summary>Updates that may be sent on a working day each while anything serious waits; later updates are weekly.</summary>
    public const int DailyUpdatesAtMost = 10;

    /// <summary>Days for which an incident counts as open without a judged day.</summary>
    const int OpenForDays = 7;

    /// <summary>The day it opened.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The last day judged, at whose end it was open.</summary>
    public required DateOnly JudgedOn { get; init; }

    /// <summary>Alerts about one record each that were sent since it opened.</summary>
    public int Singles { get; init; }

    /// <summary>Updates sent.</summary>
    public int Updates { get; init; }

    /// <summary>The London day of the last update; null before the first.</summary>
    public DateOnly? UpdatedOn { get; init; }

    public IncidentCounts Waiting { get; init; } = new();

    [JsonIgnore]
    public int SinglesLeft => Math.Max(0, SinglesAtMost - Singles);

    /// <summary>Whether new files and clocks of this day are part of it. After a week without a judged day they are not, so a check that
    /// has stopped silences nothing.</summary>
    public bool Covers(int day) => day >= DayNumber.Of(Since) && day - DayNumber.Of(JudgedOn) <= OpenForDays;

    public OpenIncident With(IncidentCounts more) => this with { Singles = Singles + more.Singles, Waiting = Waiting + more };

    /// <summary>Whether an update may be sent on this day: a working day after the last update's. If nothing serious waits, or after many
    /// updates, it must be another week.</summary>
    public bool IsUpdateDue(int day) =>
        !Waiting.IsEmpty && IsWorkingDay(day)
        && (UpdatedOn is not { } last || day > DayNumber.Of(last)
            && (Waiting.IsGrave && Updates < DailyUpdatesAtMost || Monday(day) > Monday(DayNumber.Of(last))));

    /// <summary>The incident after an update on this day.</summary>
    public OpenIncident Updated(int day) =>
        this with { Waiting = new IncidentCounts(), Updates = Updates + 1, UpdatedOn = DayNumber.ToDate(day) };

    // A day outside the calendar counts as a working day, so that no one waits.
    static bool IsWorkingDay(int day) => !WorkingCalendar.EnglandAndWales.TryCount(day - 1, day, out var count) || count > 0;

    static int Monday(int day) => day - DayNumber.DayOfWeek(day);
}

using System.Text.Json.Serialization;
using FrontDoor.Domain.Calendars;

namespace FrontDoor.Storage.Commits;

/// <summary>An incident of a feed that is open: what was sent of it, and what waits for its next update.</summary>
public sealed record OpenIncident
{
    /// <summary>Alerts about one record each, of the whole incident.</summary>
    public const int SinglesAtMost = 10;

    /// <summary>Updates that may come each working day while anything serious waits; those after them come once a week.</summary>
    public const int DailyUpdatesAtMost = 10;

    /// <summary>Days for which an incident counts as open still, where no day was judged since.</summary>
    const int OpenForDays = 7;

    /// <summary>The day it opened.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The last day judged, at whose end it was open.</summary>
    public required DateOnly JudgedOn { get; init; }

    /// <summary>Alerts about one record each that were sent since it opened.</summary>
    public int Singles { get; init; }

    /// <summary>Updates sent.</summary>
    public int Updates { get; init; }

    /// <summary>London's day of the last update; null before the first.</summary>
    public DateOnly? UpdatedOn { get; init; }

    public IncidentCounts Waiting { get; init; } = new();

    [JsonIgnore]
    public int SinglesLeft => Math.Max(0, SinglesAtMost - Singles);

    /// <summary>Whether what comes on this day is part of it. Where nothing was judged for a week it is not: a check that stopped
    /// silences nothing.</summary>
    public bool Covers(int day) => day >= DayNumber.Of(Since) && day - DayNumber.Of(JudgedOn) <= OpenForDays;

    public OpenIncident With(IncidentCounts more) => this with { Singles = Singles + more.Singles, Waiting = Waiting + more };

    /// <summary>Whether an update may be sent on this day: a working day after that of the last update, and in another week where
    /// nothing serious waits or many updates were sent.</summary>
    public bool IsUpdateDue(int day) =>
        !Waiting.IsEmpty && IsWorkingDay(day)
        && (UpdatedOn is not { } last || day > DayNumber.Of(last)
            && (Waiting.IsGrave && Updates < DailyUpdatesAtMost || Monday(day) > Monday(DayNumber.Of(last))));

    /// <summary>As it is when what waits was sent on this day.</summary>
    public OpenIncident Updated(int day) =>
        this with { Waiting = new IncidentCounts(), Updates = Updates + 1, UpdatedOn = DayNumber.ToDate(day) };

    // A day the calendar does not know is no reason to keep anybody waiting.
    static bool IsWorkingDay(int day) => !WorkingCalendar.EnglandAndWales.TryCount(day - 1, day, out var count) || count > 0;

    static int Monday(int day) => day - DayNumber.DayOfWeek(day);
}

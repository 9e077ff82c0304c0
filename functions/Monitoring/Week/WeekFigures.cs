using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.FeedHealth;

namespace FrontDoor.Monitoring.Week;

/// <summary>The figures of a week, to compare with other weeks.</summary>
public sealed record WeekFigures
{
    /// <summary>The Monday of the week.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Accepted files, nil returns included.</summary>
    public required int Files { get; init; }
    public required int NilReturns { get; init; }

    /// <summary>Days on which a file was due and none was accepted.</summary>
    public required int DaysMissed { get; init; }
    public required int FilesRefused { get; init; }
    public required int RowsIn { get; init; }
    public required int Accepted { get; init; }
    public required int Rejected { get; init; }
    public required int Unchanged { get; init; }
    public required int Blank { get; init; }

    /// <summary>How many rows had any defect.</summary>
    public required int RowsWithDefects { get; init; }

    /// <summary>Records first received in the week.</summary>
    public required int Records { get; init; }

    /// <summary>How many of these came four days or more after the event.</summary>
    public required int FourDaysOld { get; init; }

    // Results of those records by the feed's first clock at the end of their week.
    public required int OnTime { get; init; }
    public required int Late { get; init; }
    public required int PossiblyLate { get; init; }
    public required int Unknown { get; init; }

    /// <summary>Still running within the limit: provisional.</summary>
    public required int Open { get; init; }
    public required int Overdue { get; init; }

    /// <summary>The longest time of late and overdue records on that clock, in hours.</summary>
    public required double? LongestHours { get; init; }

    /// <summary>Records of events in this week that were known by the end of the summary's week.</summary>
    public required int Events { get; init; }

    /// <summary>Whether more of them are still to come, because the week is less than 28 days old.</summary>
    public required bool EventsProvisional { get; init; }

    /// <param name="days">The judged days of the week.</param>
    internal static WeekFigures Of(int monday, IReadOnlyList<HealthDay> days, WeekFiles files, WeekClock clock, int events,
        bool isProvisional) => new()
        {
            From = DayNumber.ToDate(monday),
            Files = days.Sum(day => day.Received.Files),
            NilReturns = days.Sum(day => day.Received.NilReturns),
            DaysMissed = days.Count(day => (day.Reasons & HealthReason.Silence) != 0),
            FilesRefused = days.Sum(day => day.Received.Refused),
            RowsIn = days.Sum(day => day.Received.RowsIn),
            Accepted = files.Accepted,
            Rejected = files.Rejected,
            Unchanged = files.Unchanged,
            Blank = files.Blank,
            RowsWithDefects = days.Sum(day => day.Received.Defective),
            Records = days.Sum(day => day.Received.Rows),
            FourDaysOld = days.Sum(day => day.Received.Old),
            OnTime = clock.ByStatus[(int)TimeStatus.OnTime],
            Late = clock.ByStatus[(int)TimeStatus.Late],
            PossiblyLate = clock.ByStatus[(int)TimeStatus.PossiblyLate],
            Unknown = clock.ByStatus[(int)TimeStatus.Unknown],
            Open = clock.ByStatus[(int)TimeStatus.Open],
            Overdue = clock.ByStatus[(int)TimeStatus.Overdue],
            LongestHours = clock.LongestHours is { } hours ? HoursRounding.Up(hours) : null,
            Events = events,
            EventsProvisional = isProvisional,
        };
}

namespace FrontDoor.Domain.FeedHealth;

/// <summary>What one day brought of one feed from one sender: counts alone, nothing of any child.</summary>
public sealed record ReceivedDay
{
    /// <summary>Days since 1970-01-01; it ends when its file is overdue (<see cref="DueDays.ClosesAt"/>).</summary>
    public required int Day { get; init; }

    /// <summary>Whether a file was due.</summary>
    public required bool IsDue { get; init; }
    public bool IsHoliday { get; init; }

    /// <summary>Files taken, nil returns among them.</summary>
    public int Files { get; init; }

    /// <summary>Files with a header and no rows: the sender says there was nothing.</summary>
    public int NilReturns { get; init; }

    /// <summary>Files that could not be taken.</summary>
    public int Refused { get; init; }

    /// <summary>Records in the files, those sent before included.</summary>
    public int RowsIn { get; init; }

    /// <summary>Of these, how many had any defect.</summary>
    public int Defective { get; init; }

    /// <summary>Records first received this day.</summary>
    public int Rows { get; init; }

    /// <summary>Of these, how many came long after the event: <see cref="HealthRules.OldHours"/> or more.</summary>
    public int Old { get; init; }

    /// <summary>Hours from the event to receipt of the records first received this day; null where none can be told.</summary>
    public double? MedianHours { get; init; }
    public double? MaxHours { get; init; }

    /// <summary>The days of the events behind those records, each once, in order, with how many.</summary>
    public IReadOnlyList<EventDay> Events { get; init; } = [];

    /// <summary>What was wrong with the header, of each file, in one line: codes and columns.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>How many columns nobody agreed to each file had; none of a file that has no header.</summary>
    public IReadOnlyList<int> UnknownColumns { get; init; } = [];
}

/// <summary>How many records tell of events of one day.</summary>
public readonly record struct EventDay(int Day, int Count);

namespace FrontDoor.Domain.Clocks;

/// <summary>What a reader should know about a result; each has a published code in <see cref="TimeCodes"/>.</summary>
[Flags]
public enum TimingFlags
{
    None = 0,
    Ambiguous = 1 << 0,
    InGap = 1 << 1,
    DayOnly = 1 << 2,
    ReportedLongAfter = 1 << 3,
    ReportedOverYear = 1 << 4,
    EndBeforeStart = 1 << 5,
    OutsideCalendar = 1 << 6,
    Future = 1 << 7,
    ReportedInFuture = 1 << 8,
    Impossible = 1 << 9,
    Placeholder = 1 << 10,
    EndUnusable = 1 << 11,
    ReportedUnusable = 1 << 12,
    AtLeast = 1 << 13,
    Missing = 1 << 14,
    CreatedBeforeStart = 1 << 15,
    TimeOfDayUnusable = 1 << 16,

    /// <summary>Set by the stage that compares versions, never by a clock.</summary>
    CorrectionPending = 1 << 17,
    StopUnusable = 1 << 18,
    StopBeforeStart = 1 << 19,
    StopInFuture = 1 << 20,

    /// <summary>Set by the stage that compares versions, never by a clock.</summary>
    StopReportedLate = 1 << 21,

    /// <summary>Set where steps are measured; it decides no status.</summary>
    StepsBackwards = 1 << 22,
    DueUnknown = 1 << 23,
    LimitUnknown = 1 << 24,
    StopUndecided = 1 << 25,

    /// <summary>Set by the stage that compares versions, where somebody has decided that the looser result holds.</summary>
    LooseningAccepted = 1 << 26,

    /// <summary>The same, that it does not; with <see cref="CorrectionPending"/>.</summary>
    LooseningRefused = 1 << 27,
    LongAgo = 1 << 28,
}

/// <summary>A published code: what was found, and what a partner can do about it.</summary>
public sealed record TimeCode(TimingFlags Flag, string Code, string Meaning, string Advice)
{
    /// <summary>A date is probably wrong or missing, and no defect of its column says so: told on the receipt even where the row could be
    /// timed.</summary>
    public bool IsFault { get; init; }
}

/// <summary>Every TIME_ code, in the order of its flag's bit; a code once published keeps its meaning.</summary>
public static class TimeCodes
{
    public static IReadOnlyList<TimeCode> All { get; } =
    [
        new(TimingFlags.Ambiguous, "TIME_AMBIGUOUS",
            "The clocks went back and showed this time twice; it may be either, so the result is a range of an hour.",
                "Send times with an offset or Z."),
        new(TimingFlags.InGap, "TIME_NONEXISTENT", "The clocks went forward over this time; it may be an hour off, so the result is a "
            + "range.",
            "Send times with an offset or Z, or correct the time.") { IsFault = true },
        new(TimingFlags.DayOnly, "TIME_DAY_ONLY", "A date without a time, so the result is a range.", "Send the time of day as well."),
        new(TimingFlags.ReportedLongAfter, "TIME_REPORTED_LONG_AFTER", "Reported more than 28 and up to 365 days after the incident.",
            "Check both dates; nothing to do if they are right."),
        new(TimingFlags.ReportedOverYear, "TIME_REPORTED_OVER_YEAR",
            "Reported more than 365 days after the incident; the clock starts at the report.",
                "Check both dates; nothing to do if they are right.") { IsFault = true },
        new(TimingFlags.EndBeforeStart, "TIME_END_BEFORE_START", "The incident ends before it begins.",
            "Correct the incident's dates.") { IsFault = true },
        new(TimingFlags.OutsideCalendar, "TIME_OUTSIDE_CALENDAR",
            "A day beyond the bank holiday calendar, so working days are not counted.",
            "Nothing; the council extends its calendar."),
        new(TimingFlags.Future, "TIME_FUTURE", "The start lies after the notification was received.",
            "Correct the date; day and month may be swapped.") { IsFault = true },
        new(TimingFlags.ReportedInFuture, "TIME_REPORTED_FUTURE",
            "The report lies after the notification was received, so the clock may have started earlier.",
            "Correct the reported date; day and month may be swapped.") { IsFault = true },
        new(TimingFlags.Impossible, "TIME_IMPOSSIBLE", "A start was written that cannot be read as a date, or is a time without one.",
            "Send times as agreed, with a year of four digits."),
        new(TimingFlags.Placeholder, "TIME_PLACEHOLDER", "The start is a value that means not known, such as 01/01/1900.",
            "Leave the cell empty or send the real date."),
        new(TimingFlags.EndUnusable, "TIME_END_UNUSABLE", "The preferred start could not be used and the next one was.",
            "Correct the incident's end date."),
        new(TimingFlags.ReportedUnusable, "TIME_REPORTED_UNUSABLE",
            "The reported date could not be read, so the clock may have started earlier.",
            "Send dd/MM/yyyy HH:mm with a year of four digits."),
        new(TimingFlags.AtLeast, "TIME_AT_LEAST", "No certain start: the hours are at least these.",
            "Send the time that starts the clock.") { IsFault = true },
        new(TimingFlags.Missing, "TIME_MISSING", "No start was sent.", "Send the time that starts the clock."),
        new(TimingFlags.CreatedBeforeStart, "TIME_CREATED_BEFORE_START",
            "The notification was written before the incident it tells of, and that long ago would be late.",
                "Correct the incident or the creation time."),
        new(TimingFlags.TimeOfDayUnusable, "TIME_OF_DAY_UNUSABLE",
            "The time beside the date could not be read or contradicts it; only the day is used.", "Send the time as HH:mm."),
        new(TimingFlags.CorrectionPending, "TIME_LOOSENED",
            "A later version would have relaxed the clock; the earlier result applies until the council accepts the later one.",
                "Nothing if the earlier version was right; else tell the council why."),
        new(TimingFlags.StopUnusable, "TIME_STOP_UNUSABLE", "What ended the clock was written but cannot be read.",
            "Send dd/MM/yyyy HH:mm with a year of four digits."),
        new(TimingFlags.StopBeforeStart, "TIME_STOP_BEFORE_START", "What ended the clock lies before what started it.",
            "Correct the two dates."),
        new(TimingFlags.StopInFuture, "TIME_STOP_FUTURE",
            "What would end the clock lies after the file was received: planned, not done, so the clock runs on.",
                "Nothing if it is planned; else correct the date; day and month may be swapped."),
        new(TimingFlags.StopReportedLate, "TIME_STOP_REPORTED_LATE", "It was overdue when last sent, and now says it had ended in time.",
            "Nothing if it was only recorded late; else correct the date."),
        new(TimingFlags.StepsBackwards,
            "TIME_STEPS_BACKWARDS", "Two steps on the way are dated in the wrong order, for instance shared before written; the hours "
            + "between them are not counted.", "Correct the dates of writing, review and sharing.") { IsFault = true },
        new(TimingFlags.DueUnknown, "TIME_DUE_UNKNOWN",
            "The moment it was due before was not sent, cannot be read, or lies too far ahead to be believed.",
                "Send that date; check its year."),
        new(TimingFlags.LimitUnknown, "TIME_LIMIT_UNKNOWN",
            "The row does not say which limit holds; it is on time or late only where every limit says so.",
                "Fill in the column the limit depends on, with one of its codes."),
        new(TimingFlags.StopUndecided, "TIME_STOP_UNDECIDED",
            "What would end the clock counts for some records only, and the row does not say whether it is one.",
                "Fill in the column that tells them apart, with one of its codes."),
        new(TimingFlags.LooseningAccepted, "TIME_LOOSENING_ACCEPTED", "A later version relaxed the clock, and the council accepted it.",
            "Nothing."),
        new(TimingFlags.LooseningRefused, "TIME_LOOSENING_REFUSED",
            "A later version would have relaxed the clock; the council refused it, and the earlier result applies.",
                "Nothing; a further correction is decided separately."),
        new(TimingFlags.LongAgo, "TIME_LONG_AGO", "A date the clock could count from lies ten years or more before receipt: its year is "
            + "taken to be wrong, and nothing is measured from it.",
            "Check its year and send the row again; if it is right, tell the council.") { IsFault = true },
    ];

    /// <summary>The flags of every code that is a fault.</summary>
    public static TimingFlags Faults { get; } = All.Where(code => code.IsFault)
        .Aggregate(TimingFlags.None, (flags, code) => flags | code.Flag);

    /// <summary>Writes the codes of the flags, ';' between; returns the length, at most <see cref="MaxLength"/>.</summary>
    public static int Write(TimingFlags flags, Span<byte> utf8)
    {
        var at = 0;
        for (var bits = (uint)flags; bits != 0; bits &= bits - 1)
        {
            if (at > 0)
                utf8[at++] = (byte)';';
            var code = encoded[System.Numerics.BitOperations.TrailingZeroCount(bits)];
            code.CopyTo(utf8[at..]);
            at += code.Length;
        }
        return at;
    }

    static readonly byte[][] encoded = [.. All.Select(c => System.Text.Encoding.ASCII.GetBytes(c.Code))];

    /// <summary>The bytes every code together can take.</summary>
    public static int MaxLength { get; } = encoded.Sum(c => c.Length + 1);
}

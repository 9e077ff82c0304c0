namespace FrontDoor.Domain.Clocks;

/// <summary>The result of a clock as a sentence.</summary>
static class ClockExplanation
{
    /// <summary>
    /// Writes the result as a sentence in ASCII and returns its length: hours rounded up to a tenth, no personal data. The span must hold
    /// <see cref="Clock.ExplanationLength"/> bytes.
    /// </summary>
    public static int Write(Clock clock, in Timing timing, RiskGrade risk, Span<byte> utf8)
    {
        if (utf8.Length < Clock.ExplanationLength)
            throw new ArgumentException($"The explanation was given {utf8.Length} bytes; expected at least {Clock.ExplanationLength}.",
                nameof(utf8));
        var text = new Sentence(utf8);
        if (timing.Status == TimeStatus.Unknown)
            ExplainUnknown(ref text, timing);
        else if (timing.Basis < 0)
            text.AddHour("Received "u8, timing.StopLocal); // kept from an earlier version; this one has no start
        else
            ExplainKnown(ref text, clock, timing, risk);
        if ((timing.Flags & TimingFlags.CorrectionPending) != 0)
            text.Add(CorrectionNotes.Kept(timing.Status, timing.Severity));
        text.Add((timing.Flags & TimingFlags.LooseningAccepted) != 0 ? CorrectionNotes.Accepted
            : (timing.Flags & TimingFlags.LooseningRefused) != 0 ? CorrectionNotes.Refused : default);
        return text.Length;
    }

    static void ExplainKnown(ref Sentence text, Clock clock, in Timing timing, RiskGrade risk)
    {
        text.Add(clock.Ready.Phrases[timing.Basis]);
        if (timing.StartIsDay)
            text.AddDay(" on "u8, timing.StartLocal, " (time not given)"u8);
        else
            text.AddHour(" "u8, timing.StartLocal);
        if ((timing.Flags & TimingFlags.AtLeast) != 0)
            text.Add(", the earliest time known"u8);
        AddStop(ref text, clock, timing);
        text.Add("; "u8);
        AddElapsed(ref text, timing);
        text.Add(" against "u8);
        text.Add(timing.Limit.Utf8);
        if ((timing.Flags & TimingFlags.LimitUnknown) != 0)
            text.Add(" or another limit, the row does not say which"u8);
        if (clock.Ready.Graded)
            text.Add(ForRisk(risk));
        if ((timing.Flags & TimingFlags.CorrectionPending) == 0)
            text.Add(Verdict(timing.Status, timing.Severity));
        if ((timing.Flags & TimingFlags.StopReportedLate) != 0)
            text.Add(" It was reported only after that limit."u8);
    }

    static void AddStop(ref Sentence text, Clock clock, in Timing timing)
    {
        if (timing.StoppedOn is null)
            text.AddHour((timing.Flags & TimingFlags.StopInFuture) != 0 ? "; its end was still to come "u8 : "; nothing more by "u8,
                timing.StopLocal);
        else if (timing.StopBasis < 0)
            text.AddHour("; received "u8, timing.StopLocal);
        else
        {
            text.Add("; "u8);
            text.Add(clock.Ready.StopPhrases[timing.StopBasis]);
            if (timing.StopIsDay)
                text.AddDay(" on "u8, timing.StopLocal, " (time not given)"u8);
            else
                text.AddHour(" "u8, timing.StopLocal);
        }
    }

    static void AddElapsed(ref Sentence text, in Timing timing)
    {
        var (longest, shortest, limit) = (timing.ElapsedHours,
            timing.ElapsedHoursMin, timing.Limit.Unit == TimeUnit.ClockHours ? timing.Limit.N : -1);
        var atLeast = (timing.Flags & TimingFlags.AtLeast) != 0;
        if ((timing.Flags & TimingFlags.CreatedBeforeStart) != 0)
        {
            AddHours(ref text, shortest, " h, but written "u8);
            if ((timing.Flags & TimingFlags.LongAgo) == 0) AddHours(ref text, longest, " h before receipt,"u8);
            else text.Add("ten years or more before receipt,"u8);
        }
        else if (longest != shortest && !atLeast)
        {
            text.Add("between "u8);
            // the day it began had ended
            if (shortest == limit && timing.Status is (TimeStatus.Late or TimeStatus.Overdue)) text.Add("over "u8);
            AddHours(ref text, shortest, " and "u8);
            AddHours(ref text, longest, " h"u8);
        }
        else
        {
            text.Add(atLeast ? "at least "u8 : default);
            AddHours(ref text, shortest, " h"u8);
        }
        if (timing.Limit.Unit == TimeUnit.WorkingDays && timing.WorkingDays is { } days)
        {
            text.Add(", working days after the first: "u8);
            text.AddNumber(days);
            text.Add(","u8);
        }
        if (double.IsNaN(timing.OtherHours))
            return;
        text.Add(" (reported more than 28 days later; "u8);
        AddHours(ref text, timing.OtherHours, " h from the report)"u8);
    }

    static void AddHours(ref Sentence text, double hours, ReadOnlySpan<byte> after)
    {
        text.AddHours(hours);
        text.Add(after);
    }

    static ReadOnlySpan<byte> ForRisk(RiskGrade risk) => risk switch
    {
        RiskGrade.High => " for high risk"u8,
        RiskGrade.Medium => " for medium risk"u8,
        RiskGrade.Standard => " for standard risk"u8,
        _ => " for ungraded risk (as medium)"u8,
    };

    internal static ReadOnlySpan<byte> Verdict(TimeStatus status, Severity severity) => (status, severity) switch
    {
        (TimeStatus.OnTime, _) => ": on time."u8,
        (TimeStatus.PossiblyLate, _) => ": possibly late."u8,
        (TimeStatus.Open, _) => ": still open."u8,
        (TimeStatus.Overdue, Severity.Serious) => ": overdue, serious."u8,
        (TimeStatus.Overdue, Severity.Critical) => ": overdue, critical."u8,
        (TimeStatus.Overdue, _) => ": overdue."u8,
        (_, Severity.Serious) => ": serious."u8,
        (_, Severity.Critical) => ": critical."u8,
        (TimeStatus.Late, _) => ": late."u8,
        _ => throw new InvalidOperationException($"No verdict for {status}."),
    };

    static void ExplainUnknown(ref Sentence text, in Timing timing)
    {
        if (timing.Reason == UnknownReason.StopUnusable)
        {
            text.Add("What ended the clock was sent but is no date: send it as dd/MM/yyyy HH:mm."u8);
            return;
        }
        if (timing.StopBasis < 0)
            text.AddHour("Received "u8, timing.StopLocal);
        else
        {
            text.Add("Ended"u8);
            text.AddHour(" "u8, timing.StopLocal);
        }
        text.Add(timing.Reason switch
        {
            UnknownReason.StopBeforeStart => "; that is before the clock started: correct the two dates."u8,
            UnknownReason.OutsideCalendar => "; a day that matters lies in no calendar known: the council extends its calendar."u8,
            UnknownReason.DueUnknown =>
                "; when it was due was not sent, cannot be read, or lies too far ahead: send the date it was due before."u8,
            UnknownReason.StopUndecided =>
                "; what was sent ends the clock of some records only, and this one does not say whether it is one: "u8
                + "fill in what tells them apart."u8,
            UnknownReason.Missing => "; no start time was sent: send the time that starts the clock."u8,
            UnknownReason.Impossible => "; a start time was sent that is no date: send it as dd/MM/yyyy HH:mm."u8,
            UnknownReason.Placeholder => "; a start time was sent that means not known: send the real one."u8,
            UnknownReason.Future => "; a start time was sent that is later than receipt: send the right one."u8,
            UnknownReason.LongAgo => "; a start time was sent that lies ten years or more before: check its year."u8,
            UnknownReason.OnlyCreated => "; only the time of writing is known: send the time that starts the clock."u8,
            _ => throw new InvalidOperationException($"No words for {timing.Reason}."),
        });
        if (double.IsNaN(timing.OtherHours))
            return;
        text.Add(" At least "u8);
        text.AddNumber((int)timing.OtherHours);
        text.Add(" h had passed."u8);
    }
}

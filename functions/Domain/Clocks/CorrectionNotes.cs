namespace FrontDoor.Domain.Clocks;

/// <summary>The words of a correction that would loosen a clock: while an earlier result stands, and once somebody has decided.</summary>
public static class CorrectionNotes
{
    /// <summary>Follows the sentence of a result that a decision let hold.</summary>
    public static ReadOnlySpan<byte> Accepted => " It relaxes an earlier result; the council accepted that."u8;

    /// <summary>Follows the sentence of a result that a decision kept.</summary>
    public static ReadOnlySpan<byte> Refused => " The council refused the correction."u8;

    /// <summary>The sentence of a version while an earlier one's result stood, as it reads once its own result holds; returns its length,
    /// at most <see cref="Clock.ExplanationLength"/>.</summary>
    public static int Accept(ReadOnlySpan<byte> kept, (TimeStatus Status, Severity Severity) stood, (TimeStatus Status,
        Severity Severity) holds, Span<byte> utf8)
    {
        var clause = Kept(stood.Status, stood.Severity);
        var text = new Sentence(utf8);
        text.Add(kept.EndsWith(clause) ? kept[..^clause.Length] : kept);
        text.Add(holds.Status == TimeStatus.Unknown ? ": unknown."u8 : ClockExplanation.Verdict(holds.Status, holds.Severity));
        text.Add(Accepted);
        return text.Length;
    }

    /// <summary>What ends the sentence of a version while an earlier one's result stands.</summary>
    // The hours are this version's and would contradict the verdict, which is an earlier version's.
    internal static ReadOnlySpan<byte> Kept(TimeStatus status, Severity severity) => (status, severity) switch
    {
        (TimeStatus.PossiblyLate, _) => "; an earlier version was possibly late, and that result applies."u8,
        (TimeStatus.Overdue, _) => "; an earlier version was overdue, and that result applies."u8,
        (_, Severity.Serious) => "; an earlier version was serious, and that result applies."u8,
        (_, Severity.Critical) => "; an earlier version was critical, and that result applies."u8,
        _ => "; an earlier version was late, and that result applies."u8,
    };
}

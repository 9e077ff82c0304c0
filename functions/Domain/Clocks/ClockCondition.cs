namespace FrontDoor.Domain.Clocks;

/// <summary>Which rows a column starts or stops a clock of: those with one of these codes.</summary>
/// <param name="Column">Place of a code column, or -1: all rows.</param>
/// <param name="OutsideTerm">Only where the limit ends outside school terms.</param>
public sealed record ClockCondition(int Column, int[] Codes, bool OrBlank, bool OutsideTerm = false)
{
    /// <summary>True or false; null where the row does not say.</summary>
    /// <param name="endsOutsideTerm">Where the limit ends; null where that is not certain.</param>
    public bool? Admits(ReadOnlySpan<int> codes, bool? endsOutsideTerm = null)
    {
        if (OutsideTerm && endsOutsideTerm is not true) return endsOutsideTerm;
        if (Column < 0) return true;
        var code = Column < codes.Length ? codes[Column] : CodePlace.Blank;
        return code >= 0 ? Array.IndexOf(Codes, code) >= 0 : OrBlank ? true : null;
    }
}

/// <summary>The moment in the row's times that a limit counts back from.</summary>
/// <param name="WithinDays">Further from the start than this it is not believed.</param>
public sealed record DueBefore(int Ordinal, int WithinDays);

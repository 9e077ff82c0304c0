using FrontDoor.Domain.Clocks;

namespace FrontDoor.Alerting;

/// <summary>The order of single alerts by risk.</summary>
public static class RiskOrder
{
    /// <summary>A record without a grade counts as high risk if it is critically late: a missing grade is no reason to look at it
    /// last.</summary>
    public static bool IsHigh(RiskGrade risk, Severity severity) =>
        risk == RiskGrade.High || risk == RiskGrade.Ungraded && severity == Severity.Critical;

    /// <summary>Compares by risk, the highest first.</summary>
    public static int Compare(RiskGrade risk, Severity severity, RiskGrade otherRisk, Severity otherSeverity) =>
        Rank(otherRisk, otherSeverity).CompareTo(Rank(risk, severity));

    static RiskGrade Rank(RiskGrade risk, Severity severity) => IsHigh(risk, severity) ? RiskGrade.High : risk;
}

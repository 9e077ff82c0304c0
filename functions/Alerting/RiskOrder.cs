using FrontDoor.Domain.Clocks;

namespace FrontDoor.Alerting;

/// <summary>Which records are of high risk, and so the first to be alerted to singly.</summary>
public static class RiskOrder
{
    /// <summary>A record without a grade is of high risk where it is critically late: no grade is no reason to look at it last.</summary>
    public static bool IsHigh(RiskGrade risk, Severity severity) =>
        risk == RiskGrade.High || risk == RiskGrade.Ungraded && severity == Severity.Critical;

    /// <summary>The highest risk first.</summary>
    public static int Compare(RiskGrade risk, Severity severity, RiskGrade otherRisk, Severity otherSeverity) =>
        Rank(otherRisk, otherSeverity).CompareTo(Rank(risk, severity));

    static RiskGrade Rank(RiskGrade risk, Severity severity) => IsHigh(risk, severity) ? RiskGrade.High : risk;
}

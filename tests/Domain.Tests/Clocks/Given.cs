using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using NodaTime;
using NodaTime.Text;

namespace FrontDoor.Domain.Tests;

/// <summary>What a timeliness test starts from: times as text, and the police clock in its own words.</summary>
static class Given
{
    const int End = 0, Start = 1, Reported = 2, Created = 3, Reviewed = 4;

    public static Clock Police { get; } = Clock.Check(new()
    {
        Name = "sharing",
        Edition = "test-2018",
        Source = "reference: local agreement",
        Incident = [End, Start],
        Reported = Reported,
        LowerBound = [Created, Reviewed],
        Bases = ["incident_end", "incident_start", "reported", "ppn_created", "ppn_reviewed"],
        Limit = new(24, TimeUnit.ClockHours),
        LimitWhen = new Dictionary<RiskGrade, Limit>
        {
            [RiskGrade.High] = new(24, TimeUnit.ClockHours),
            [RiskGrade.Medium] = new(24, TimeUnit.ClockHours),
            [RiskGrade.Standard] = new(72, TimeUnit.ClockHours),
        },
        Bands = [new(Severity.Serious, 96), new(Severity.Critical, 672), new(Severity.Critical, 72, RiskGrade.High)],
    });

    /// <summary>One start and one bound, no risk grades: attendance at an emergency department.</summary>
    public static Clock Health { get; } = Clock.Check(new()
    {
        Name = "sharing",
        Edition = "test-2018",
        Source = "reference: local agreement",
        Incident = [0],
        LowerBound = [1],
        Bases = ["attendance", "referral_created"],
        Limit = new(24, TimeUnit.ClockHours),
        Bands = [new(Severity.Serious, 96), new(Severity.Critical, 672)],
    });

    public static WrittenTime Time(string? text) => TimeText.Parse(Encoding.UTF8.GetBytes(text ?? ""));

    public static Instant Instant(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    /// <summary>A moment of receipt as London's clock showed it.</summary>
    public static Instant Receipt(string local) => London.Resolve(Time(local)).Earliest;

    public static WrittenTime[] Row(string? end = null, string? start = null, string? reported = null, string? created = null,
        string? reviewed = null) =>
        [Time(end), Time(start), Time(reported), Time(created), Time(reviewed)];

    public static Timing Measured(WrittenTime[] row, string received, RiskGrade risk = RiskGrade.Medium) =>
        Police.Measure(row, risk, Receipt(received));

    public static string Explained(this Clock clock, Timing timing, RiskGrade risk = RiskGrade.Medium)
    {
        var utf8 = new byte[Clock.ExplanationLength];
        return Encoding.ASCII.GetString(utf8, 0, clock.Explain(timing, risk, utf8));
    }
}

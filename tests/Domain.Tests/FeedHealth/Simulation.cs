using System.Globalization;
using FrontDoor.Domain.FeedHealth;

namespace FrontDoor.Domain.Tests;

/// <summary>Forty simulated councils with faults and the same forty without, and what the detectors said of them.</summary>
sealed class Simulation
{
    public const int Councils = 40;
    public const double Months = SimulatedCouncil.Days * 12 / 365.25, Weeks = SimulatedCouncil.Days / 7.0;

    // Thresholds are set by the first councils alone. 4700001, 5820017 and 6910033 were chosen before any of their councils was looked at;
    // set
    // DOMAIN_TESTS_COUNCILS to measure others.
    static readonly Lazy<Simulation> s_tuned = new(() => new(0));
    static readonly Lazy<Simulation> s_heldOut =
        new(() => new(int.TryParse(Environment.GetEnvironmentVariable("DOMAIN_TESTS_COUNCILS"), out var seed) ? seed : 4_700_001));

    /// <param name="seed">Added to each council's own.</param>
    Simulation(int seed)
    {
        for (var council = 0; council < Councils; council++)
        {
            Athena.Add(SimulatedCouncil.Athena(AthenaSeed(council) + seed));
            Control.Add(SimulatedCouncil.Control(1000 * council + 500 + seed));
        }
    }

    /// <summary>With a cut-over like Athena's and a fault of every other kind.</summary>
    public Measured Athena { get; } = new();

    /// <summary>With nothing wrong.</summary>
    public Measured Control { get; } = new();

    public static int AthenaSeed(int council) => 1000 * council + 7;

    public static Simulation Tuned => s_tuned.Value;

    /// <summary>Councils no threshold was set by.</summary>
    public static Simulation HeldOut => s_heldOut.Value;

    /// <summary>Every reason, a line each, for a failure message: whoever reads it sees all that moved.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        reason            faults  found  right  days, usually  at most
        {string.Join('\n', Measured.Reasons.Select(Line))}
        with nothing wrong: {Control.Incidents} false alarms in {Councils} councils, the worst had {Control.IncidentsOfEach.Max()}
        """);

    string Line(HealthReason reason) => string.Create(CultureInfo.InvariantCulture,
        $"{reason.Code(),-16}  {Athena.Faults(reason),6}  {Athena.Recall(reason),5:0.00}  {Athena.Precision(reason),5:0.00}  "
            + $"{Athena.Delay(reason).Median,13}  {Athena.Delay(reason).Worst,7}");
}

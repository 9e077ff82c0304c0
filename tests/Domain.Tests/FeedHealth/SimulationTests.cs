using System.Globalization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Tests;

namespace FrontDoor.Domain.Tests;

/// <summary>What the detectors are worth: measured on simulated councils with a fixed seed, and written into docs/feed-health.md.</summary>
public sealed class SimulationTests
{
    static Simulation Tuned => Simulation.Tuned;

    [Fact]
    public void A_year_in_which_nothing_is_wrong_raises_at_most_one_alert_a_month_over_all_feeds() => HardlyAnyFalseAlarm(Tuned);

    [Fact]
    public void Every_fault_is_found_and_hardly_anything_else()
    {
        FoundAndRight(Tuned);

        Assert.Equal(1, Tuned.Athena.Recall(HealthReason.Silence));
        Assert.Equal(1, Tuned.Athena.Precision(HealthReason.Silence));
        Assert.Equal((0, 0), Tuned.Athena.Delay(HealthReason.Silence));
    }

    [Fact]
    public void So_it_is_with_councils_no_threshold_was_set_by()
    {
        Console.WriteLine(Simulation.HeldOut);
        FoundAndRight(Simulation.HeldOut);
        HardlyAnyFalseAlarm(Simulation.HeldOut);
    }

    [Fact]
    public void A_cut_over_like_Athenas_is_told_as_one_incident_from_its_first_silent_day()
    {
        var told = Enumerable.Range(0, Simulation.Councils).Select(council =>
        {
            var police = SimulatedCouncil.Athena(Simulation.AthenaSeed(council))[0];
            var cutOver = police.Faults.Where(fault => fault.Reason == HealthReason.Silence).OrderBy(fault => fault.Last - fault.First)
                .Last();
            var days = FeedAssessment.Judge(police.Seen(), police.MinimumRows, HealthRules.Usual);
            return days.Skip(cutOver.First).Take(cutOver.Last - cutOver.First + 15).Select(day => day.Incident).Distinct().ToList();
        }).ToList();

        Assert.Equal(Simulation.Councils, told.Count);
        Assert.All(told, incidents =>
        {
            var incident = Assert.Single(incidents)!;
            Assert.Equal(AlertKind.Silence, incident.Kind);
            Assert.True((incident.Reasons & HealthReason.CatchUp) != 0);
        });
    }

    [Fact]
    public void The_page_in_docs_says_what_was_measured() => Written.Check("docs/feed-health.md", HealthDocument.Write(Table(), Alerts()));

    static void FoundAndRight(Simulation simulation)
    {
        var athena = simulation.Athena;

        var below = Measured.Reasons.Where(reason => athena.Recall(reason) < 0.9 || athena.Precision(reason) < 0.9).ToList();
        Assert.True(below.Count == 0, $"below 0.9: {string.Join(", ", below.Select(HealthReasons.Code))}\n{simulation}\nwrong: "
            + $"{string.Join("\n", athena.WrongDays)}");
    }

    static void HardlyAnyFalseAlarm(Simulation simulation)
    {
        var control = simulation.Control;

        Assert.All(control.IncidentsOfEach,
            incidents => Assert.True(incidents <= Simulation.Months, $"a council had {incidents} false alarms"));
        Assert.True(control.Incidents / (Simulation.Councils * Simulation.Months) < 0.1,
            $"{simulation}\nwrong: {string.Join("\n", control.WrongDays)}");
    }

    static string Table()
    {
        var (athena, others) = (Tuned.Athena, Simulation.HeldOut.Athena);
        var rows = Measured.Reasons.Select(reason => string.Create(CultureInfo.InvariantCulture,
            $"| {reason.Code()} | {athena.Faults(reason)} | {athena.Recall(reason):0.00} | {athena.Precision(reason):0.00} | "
                + $"{athena.Delay(reason).Median} | {athena.Delay(reason).Worst} | {others.Recall(reason):0.00} | "
                + $"{others.Precision(reason):0.00} |"));
        return string.Join('\n', rows);
    }

    static string Alerts()
    {
        var (athena, control) = (Tuned.Athena, Tuned.Control);
        return string.Create(CultureInfo.InvariantCulture,
            $"Incidents a council, all three feeds together: {athena.Incidents / (double)Simulation.Councils:0.0} in 18 months with "
                + $"{athena.Put / (double)Simulation.Councils:0} faults, which is "
                + $"{2 * athena.Incidents / (Simulation.Councils * Simulation.Weeks):0.00} alerts a week, "
            + $"an opening and a recovery each. With nothing wrong: "
            + $"{control.Incidents / (Simulation.Councils * Simulation.Months):0.000} false alarms a month; the worst of "
            + $"{Simulation.Councils} councils had {control.IncidentsOfEach.Max()} in 18 months.");
    }
}

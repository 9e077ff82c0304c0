using System.Globalization;
using FrontDoor.Tests;

namespace FrontDoor.Domain.Tests;

/// <summary>What the detectors are worth: measured on simulated councils with a fixed seed, and written into docs/feed-health.md.</summary>
public sealed class SimulationTests
{
    const int Councils = 40;
    const double Months = SimulatedCouncil.Days * 12 / 365.25, Weeks = SimulatedCouncil.Days / 7.0;

    static readonly Lazy<(Measured Athena, Measured Control)> s_measured = new(Measure);

    static (Measured, Measured) Measure()
    {
        var (athena, control) = (new Measured(), new Measured());
        for (var council = 0; council < Councils; council++)
        {
            athena.Add(SimulatedCouncil.Athena(1000 * council + 7));
            control.Add(SimulatedCouncil.Control(1000 * council + 500));
        }
        return (athena, control);
    }

    [Fact]
    public void A_year_in_which_nothing_is_wrong_raises_at_most_one_alert_a_month_over_all_feeds()
    {
        var control = s_measured.Value.Control;

        Assert.All(control.IncidentsOfEach, incidents => Assert.True(incidents <= Months, $"a council had {incidents} false alarms"));
        Assert.True(control.Incidents / (Councils * Months) < 0.1, $"{control.Incidents} false alarms; {string.Join("\n", control.WrongDays)}");
    }

    [Fact]
    public void Every_fault_is_found_and_hardly_anything_else()
    {
        var athena = s_measured.Value.Athena;

        foreach (var reason in Measured.Reasons)
        {
            Assert.True(athena.Recall(reason) >= 0.9, $"{reason}: {athena.Recall(reason)} of {athena.Faults(reason)} found");
            Assert.True(athena.Precision(reason) >= 0.9, $"{reason}: {athena.Precision(reason)} right\n{string.Join("\n", athena.WrongDays)}");
        }
        Assert.Equal(1, athena.Recall(HealthReason.Silence));
        Assert.Equal(1, athena.Precision(HealthReason.Silence));
        Assert.Equal((0, 0), athena.Delay(HealthReason.Silence));
    }

    [Fact]
    public void A_cut_over_like_Athenas_is_told_as_one_incident_from_its_first_silent_day()
    {
        var told = Enumerable.Range(0, Councils).Select(council =>
        {
            var police = SimulatedCouncil.Athena(1000 * council + 7)[0];
            var cutOver = police.Faults.Where(fault => fault.Reason == HealthReason.Silence).OrderBy(fault => fault.Last - fault.First).Last();
            var days = FeedHealth.Judge(police.Seen(), police.MinimumRows, HealthRules.Usual);
            return days.Skip(cutOver.First).Take(cutOver.Last - cutOver.First + 15).Select(day => day.Incident).Distinct().ToList();
        }).ToList();

        Assert.Equal(Councils, told.Count);
        Assert.All(told, incidents =>
        {
            var incident = Assert.Single(incidents)!;
            Assert.Equal("silence", incident.Kind);
            Assert.True((incident.Reasons & HealthReason.CatchUp) != 0);
        });
    }

    [Fact]
    public void The_page_in_docs_says_what_was_measured() => Written.Check("docs/feed-health.md", HealthDocument.Write(Table(), Alerts()));

    static string Table()
    {
        var athena = s_measured.Value.Athena;
        var rows = Measured.Reasons.Select(reason => string.Create(CultureInfo.InvariantCulture,
            $"| {reason.Code()} | {athena.Faults(reason)} | {athena.Recall(reason):0.00} | {athena.Precision(reason):0.00} | {athena.Delay(reason).Median} | {athena.Delay(reason).Worst} |"));
        return string.Join('\n', rows);
    }

    static string Alerts()
    {
        var (athena, control) = s_measured.Value;
        return string.Create(CultureInfo.InvariantCulture,
            $"Incidents a council, all three feeds together: {athena.Incidents / (double)Councils:0.0} in 18 months with {athena.Put / (double)Councils:0} faults, which is {2 * athena.Incidents / (Councils * Weeks):0.00} alerts a week, "
            + $"an opening and a recovery each. With nothing wrong: {control.Incidents / (Councils * Months):0.000} false alarms a month; the worst of {Councils} councils had {control.IncidentsOfEach.Max()} in 18 months.");
    }
}

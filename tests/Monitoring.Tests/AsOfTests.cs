using FrontDoor.Tests;

namespace FrontDoor.Monitoring.Tests;

/// <summary>A past day asked about later: as it was known then.</summary>
public sealed class AsOfTests
{
    [Fact]
    public async Task Every_past_day_is_what_a_lake_fed_until_then_and_ticked_then_shows()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        using var all = new Premises();
        var files = Enumerable.Range(0, 8).Select(day => (
            Content: Some.Lines([OverdueChecks.Header, .. Enumerable.Range(0, 8).Select(_ => CheckOverdueClocksTests.Row(random, day))]),
            Hours: day * 24 + random.Next(0, 20) + random.Next(2) * 0.5, Name: $"{day}.csv")).ToList();
        foreach (var file in files)
        {
            await all.Take(file.Content, file.Hours, file.Name, OverdueChecks.Place);
            if (random.Next(2) == 0) await all.Tick(file.Hours + random.Next(10));
        }

        var seen = new HashSet<string>();
        for (var hour = 0; hour < 9 * 24; hour += random.Next(8, 36))
        {
            using var until = new Premises();
            foreach (var file in files.Where(file => file.Hours < hour))
                await until.Take(file.Content, file.Hours, file.Name, OverdueChecks.Place);
            await until.Tick(hour);

            Same(until.HowAllStands(), all.HowAllStood(hour), $"seed {seed}, hour {hour}");
            const string Whole = "clock, status, severity, due_at, started_on, stopped_on, elapsed_hours, elapsed_hours_min, "
                + "late_by_hours, explanation, as_of, record_version";
            Same(until.HowAllStood(hour, Whole), all.HowAllStood(hour, Whole), $"in full, seed {seed}, hour {hour}");
            seen.UnionWith(all.HowAllStood(hour, "clock, status").Select(row => row.Split('|')[2]));
        }
        Assert.Superset(new HashSet<string> { "open", "overdue", "on_time", "late" }, seen);
    }

    [Fact]
    public async Task What_was_received_within_the_hour_or_later_was_not_known()
    {
        using var at = new Premises();
        await at.Council(0.5, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20");

        Assert.Empty(at.HowAllStood(0));
        Assert.Equal(["open", "open"], at.HowAllStood(1, "status").Select(row => row.Split('|')[1]));
    }

    [Fact]
    public async Task A_file_dealt_with_out_of_order_is_known_from_the_receipt_of_what_its_row_rests_on()
    {
        using var at = new Premises();
        await at.Council(50, "CT/19/1,P1,04/01/2019 10:15,,NFA,,,,Update,07/01/2019 08:00");
        await at.Council(0, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20");

        Assert.Empty(at.HowAllStood(49)); // the row rests on what came with the other file, and nothing was known by then
        Assert.NotEmpty(at.HowAllStood(51));
    }

    [Fact]
    public async Task What_a_later_start_may_not_take_back_stands_on_the_days_after()
    {
        using var at = new Premises();
        await at.Council(0, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20");
        // overdue by itself too, and serious by the first start alone
        await at.Council(60, "CT/19/1,P1,06/01/2019 10:15,,,,,,Update,07/01/2019 18:00");

        Assert.Contains("|decision|overdue|serious",
            Assert.Single(at.HowAllStood(62, "clock, status, severity"), row => row.Contains("|decision|", StringComparison.Ordinal)),
                StringComparison.Ordinal);
    }

    static void Same(List<string> expected, List<string> found, string when) =>
        Assert.True(expected.SequenceEqual(found),
        $"{when}: expected\n{string.Join('\n', expected.Except(found))}\nfound\n{string.Join('\n', found.Except(expected))}");
}

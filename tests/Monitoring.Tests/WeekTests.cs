using System.Text.Json;
using System.Text.Json.Nodes;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Monitoring.Tests;

/// <summary>What a sender is told about its week: all of it true, none of it another's.</summary>
public sealed class WeekTests : IDisposable
{
    /// <summary>Monday 4 February 2019, after thirty quiet days.</summary>
    const int Monday = 30, Sunday = Monday + 6;
    const string Week = "week-2019-02-04.summary";

    readonly Premises _at = new();

    /// <summary>Everything that goes wrong in a week, in one week.</summary>
    static async Task SendMess(Premises at)
    {
        for (var day = 0; day < Monday; day++) await at.Police(day, 6);
        await at.Take(Some.PoliceFile(Records(Monday, 12)
            .Select((row, place) => place < 4 ? row with { Risk = "Purple" }
            : place == 4 ? row with { From = "31/02/2019", To = "" } : row)), FeedHealthChecks.At(Monday), "quagglebottom list.csv");
        // an afternoon file: of the next day
        await at.Take(FeedHealthChecks.File(Monday + 1, 6), FeedHealthChecks.At(Monday + 1) + 8.5, "late.csv");
        await at.Police(Monday + 2, 6);
        await at.Police(Monday + 3, 0);
        await at.Take(Some.Lines("Child Reference,Incident Date From", "N1,04/02/2019 10:00"), FeedHealthChecks.At(Monday + 4),
            "no key.csv");
        await at.Take(Some.PoliceFile([.. Records(Monday + 5, 6),
            .. Records(500, 14).Select(row => row with { From = "20/01/2019 10:00", To = "20/01/2019 11:00", Born = "40/13/2012" }),
            Some.Ppn() with { Reference = "", Surname = "Quagglebottom" }]), FeedHealthChecks.At(Monday + 5), "drawer.csv");
        await at.Police(Sunday, 6);
        await at.Take(FeedHealthChecks.File(Sunday, 6), FeedHealthChecks.At(Sunday) + 1, "again.csv");
        await at.Take("<html>Quagglebottom</html>", FeedHealthChecks.At(Sunday) + 2, "page.csv");
    }

    static IEnumerable<Ppn> Records(int day, int count) => Enumerable.Range(0, count).Select(record =>
    {
        var on = Some.Morning().AddDays(day - 1);
        return Some.Ppn(1000 * day + record) with { From = $"{on:dd/MM/yyyy} 20:30", To = $"{on:dd/MM/yyyy} 21:00" };
    });

    [Fact]
    public async Task A_messy_week_is_told_so_that_a_stranger_can_act_on_it()
    {
        await SendMess(_at);
        await _at.Watch(FeedHealthChecks.Judged(Sunday));

        GoldenFolder.Check("../../docs", "weekly-summary.md", $"""
            # The weekly summary

            Each week, the pipeline writes a summary for each sender of each feed, beside its receipts in `receipts-<agency>/<sender>/<feed>/`. `week-<Monday>.summary.txt` is for
            people, `week-<Monday>.summary.json` for systems. It is written once, an hour after Sunday's file is overdue, and does not change. It has only counts, codes and columns of the
            contract: no row's content, no reference, no file name, and nothing about another sender. If months of history are loaded at once, the last five weeks get a summary.

            - A day ends when its file is overdue: the agreed time and its grace ([feeds.md](feeds.md)). A later file counts for the next day, and after Sunday for the next week.
            - A day is missed when a file was due and none was accepted. A nil return (a header without rows) is a file.
            - Each column shows its week as it was known when the week was over, so that weeks can be compared. `*` marks provisional figures: records of events less than
              {HealthRules.Usual.SettledAfterDays} days old are still to come (`events_provisional`). `open` is provisional too: such a clock still runs, and may become overdue.
            - Figures by status are for the feed's first clock, and count records first received in the week. A feed with several clocks has a line for each.
            - A defect counts in every row that has it, in every file. A row sent again uncorrected counts again. Columns have the names of the contract.
            - A file that was received in time and processed late, for a fault of ours, is not in the summary of its week. It is in the next summary's figures of that week.

            A week with many problems:

            ```
            {_at.Receipt($"{Week}.txt").TrimEnd()}
            ```

            """);
        GoldenFolder.Check("week", "messy.json", _at.Receipt($"{Week}.json"));
    }

    [Fact]
    public async Task What_one_sender_is_told_does_not_change_by_what_another_of_its_agency_sends()
    {
        var contracts = WithSouthshire();
        using var alone = new Premises();
        foreach (var (at, isAlone) in new[] { (_at, false), (alone, true) })
        {
            var ingest = at.Open(at.Store, contracts);
            for (var day = 2; day < 9; day++)
            {
                if (day != 5) await ingest.Run(at.File(FeedHealthChecks.File(day, 3), FeedHealthChecks.At(day), $"{day}.csv"), default);
                if (isAlone) continue;
                await ingest.Run(at.File(
                    Some.PoliceFile(Records(day, 7)
                        .Select(row => row with { Council = "998", Risk = "Purple", From = "02/01/2019 10:00", To = "" })),
                        FeedHealthChecks.At(day), $"south {day}.csv", "police/southshire-police/domestic-abuse"), default);
                await ingest.Run(at.File("<html></html>", FeedHealthChecks.At(day), $"south {day}.html",
                    "police/southshire-police/domestic-abuse"), default);
            }
            await at.Watches(contracts: contracts)
                .Run(Some.Morning(FeedHealthChecks.Judged(8)), AsyncEnumerable.Empty<LandingBlob>(), default);
        }

        var north = Told(_at, "northshire-police");
        Assert.Equal(Told(alone, "northshire-police"), north);
        Assert.Equal(2, north.Count);
        Assert.All(north, text => Assert.DoesNotContain("southshire", text, StringComparison.OrdinalIgnoreCase));
        Assert.All(Told(_at, "southshire-police"), text => Assert.DoesNotContain("northshire", text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("CODE_UNMAPPED, 49 rows of 7 files", Told(_at, "southshire-police")[1], StringComparison.Ordinal);
        Assert.Contains("1. Check that what belonged in the files of Thu 10 Jan has", north[1], StringComparison.Ordinal);
        Assert.Empty(Told(alone, "southshire-police"));
    }

    /// <summary>A second police force in the contract, for another council.</summary>
    static Contracts WithSouthshire() => Contracts.Parse(Contracts.ShippedFiles().Select(file =>
    {
        if (file.Name.EndsWith("police-domestic-abuse.json", StringComparison.Ordinal) is false) return file;
        var json = JsonNode.Parse(file.Json)!;
        var south = json["senders"]![0]!.DeepClone();
        (south["id"], south["organisation"], south["laCodes"]) = ("southshire-police", "Southshire Police", new JsonArray("998"));
        json["senders"]!.AsArray().Add(south);
        return (file.Name, Some.Utf8(json.ToJsonString()));
    }), FileFormats.InContracts);

    static List<string> Told(Premises at, string sender) =>
        [.. at.Receipts(".json").Concat(at.Receipts(".txt"))
        .Where(path => path.Contains("/week-", StringComparison.Ordinal) && path.Contains($"/{sender}/", StringComparison.Ordinal))
        .Select(File.ReadAllText)];

    static Dictionary<string, string> Told(Premises at) =>
        at.Receipts(".summary.txt").Concat(at.Receipts(".summary.json"))
        .ToDictionary(path => Path.GetRelativePath(at.Root, path), File.ReadAllText);

    [Fact]
    public async Task A_week_is_told_of_once_when_its_Sunday_is_judged_and_never_again()
    {
        for (var day = 2; day < 9; day++) await _at.Police(day, 3);
        await _at.Watch(FeedHealthChecks.Judged(8) - 1);
        Assert.Empty(Told(_at));

        Assert.Equal(1, (await _at.Watch(FeedHealthChecks.Judged(8))).Weeks);
        var told = Told(_at);
        Assert.Equal(["week-2019-01-07.summary.json", "week-2019-01-07.summary.txt"], told.Keys.Select(Path.GetFileName).Order());
        Assert.Contains("1. Nothing: everything came in time and could be used.", told.Values.First(), StringComparison.Ordinal);

        await _at.Police(3, 9); // received in that week and dealt with now
        Assert.Equal(0, (await _at.Watch(FeedHealthChecks.Judged(9))).Weeks);
        Assert.Equal(told, Told(_at));
    }

    [Fact]
    public async Task However_often_it_is_looked_at_every_week_is_told_of_alike()
    {
        using var once = new Premises();
        for (var day = 0; day <= 16; day++)
        {
            foreach (var at in new[] { _at, once })
                if (day is not (6 or 12)) await at.Police(day, 3, fromDays: 5);
            await Task.WhenAll(_at.Watch(FeedHealthChecks.Judged(day)), _at.Watch(FeedHealthChecks.Judged(day)));
        }
        await once.Watch(FeedHealthChecks.Judged(16));

        Assert.Equal(6, Told(once).Count);
        Assert.Equal(Told(once), Told(_at));
        Assert.Contains("Before that day no file was due or sent.",
            Told(_at).Single(told => told.Key.EndsWith("2018-12-31.summary.txt", StringComparison.Ordinal)).Value,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_look_at_months_of_history_tells_of_the_last_five_weeks()
    {
        await _at.Police(0, 3);
        await _at.Watch(FeedHealthChecks.Judged(80));

        Assert.Equal(["2019-02-18", "2019-02-25", "2019-03-04", "2019-03-11", "2019-03-18"],
            Told(_at).Keys.Select(path => Path.GetFileName(path)[5..15]).Distinct().Order());
        await _at.Watch(FeedHealthChecks.Judged(101)); // and no week is lost from then on
        Assert.Equal(16, Told(_at).Count);
    }

    [Fact]
    public async Task A_clock_that_runs_on_stands_as_it_stood_when_the_week_was_over_whether_a_tick_saw_it_or_not()
    {
        const string Contacts = "Contact Reference,Child Unique ID,Contact Received,Decision Made,Status\r\nCT/1,P1,12/01/2019 "
            + "12:30,,New\r\nCT/2,P2,07/01/2019 09:00,,New\r\nCT/3,P3,12/01/2019 09:00,12/01/2019 10:00,New\r\n";
        using var ticked = new Premises();
        foreach (var at in new[] { _at, ticked })
        {
            await at.Take(Contacts, 24 * 7 + 6, place: "council/northshire-council/front-door");
            if (at == ticked) await at.Tick(24 * 10);
            await at.Watch(24 * 12);
        }

        var week = JsonDocument.Parse(_at.Receipt("week-2019-01-07.summary.json", "council")).RootElement.GetProperty("this_week");
        Assert.Equal((1, 1, 1, 0), (Number(week, "on_time"), Number(week, "overdue"), Number(week, "open"), Number(week, "late")));
        Assert.Equal(Told(_at), Told(ticked));
        Assert.Contains("1 of 3 records was overdue by the clock 'decision' when the week was over: do what is due",
            _at.Receipt("week-2019-01-07.summary.txt", "council"), StringComparison.Ordinal);
        Assert.Contains("open (provisional: may become overdue)", _at.Receipt("week-2019-01-07.summary.txt", "council"),
            StringComparison.Ordinal);
    }

    static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    [Fact]
    public async Task A_figure_of_a_weeks_events_is_provisional_until_the_week_is_28_days_old()
    {
        for (var day = 2; day <= 36; day += 7) await _at.Police(day, 3);
        await _at.Watch(FeedHealthChecks.Judged(36));

        var summary = JsonDocument.Parse(_at.Receipt("week-2019-02-04.summary.json")).RootElement;
        Assert.Equal([true, true, true, true, false],
            new[] { summary.GetProperty("this_week") }.Concat(summary.GetProperty("weeks_before").EnumerateArray())
                .Select(week => week.GetProperty("events_provisional").GetBoolean()));
    }

    [Fact]
    public async Task Wherever_a_watch_dies_a_summary_is_whole_or_absent_and_the_next_one_ends_as_if_it_had_not()
    {
        using var start = new Premises();
        for (var day = 2; day < 9; day += 3) await start.Police(day, 2);
        async Task Run(Premises at, IStore store) =>
            await at.Watches(store).Run(Some.Morning(FeedHealthChecks.Judged(8)), AsyncEnumerable.Empty<LandingBlob>(), default);
        using var undisturbed = start.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await Run(undisturbed, counting);
        var whole = Told(undisturbed);
        Assert.Equal(2, whole.Count);

        foreach (var call in Nightly.Of(counting.Calls, 5, StageSeeds.New()))
        {
            using var at = start.Copy();
            await Assert.ThrowsAsync<Died>(() => Run(at, new Dying(at.Store, call)));
            Assert.All(Told(at), told => Assert.Equal(whole[told.Key], told.Value));
            if (call % 2 == 0) await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            await Run(at, at.Store);

            Assert.Equal(whole, Told(at));
            Assert.True(undisturbed.Dump().SequenceEqual(at.Dump()), $"dead at call {call} of {counting.Calls}");
        }
    }

    [Fact]
    public async Task Nothing_a_file_holds_is_in_a_summary_but_counts_codes_and_columns_of_the_contract()
    {
        var planted = Some.Ppn() with
        {
            Reference = "CANARY/19/1",
            Child = "NCANARY",
            Surname = "Quagglebottom",
            Forename = "Zephyrine",
            Address = "7 Wyvern Row",
            Risk = "PurpleCanary",
            Narrative = "CANARYNARRATIVE",
            From = "CANARY",
            Born = "CANARY"
        };
        await _at.Take(Some.Lines(Ppn.Header + ",CanaryColumn", planted + ",x", (planted with { Reference = "" }) + ",x",
            "Quagglebottom,Zephyrine"), FeedHealthChecks.At(2), "Canary Quagglebottom.csv");
        await _at.Take(Some.Lines("Quagglebottom,PPN Reference,PPN Ref,Incident Date From",
            "Zephyrine,CANARY/19/2,CANARY/19/3,04/01/2019 10:00"), FeedHealthChecks.At(3), "Canary refused.csv");
        await _at.Watch(FeedHealthChecks.Judged(8));

        Assert.Equal(2, Told(_at).Count);
        foreach (var text in Told(_at).Values)
            foreach (var canary in (string[])["canary", "quagglebottom", "zephyrine", "wyvern"])
                Assert.DoesNotContain(canary, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("HDR_AMBIGUOUS", Told(_at).Values.First(), StringComparison.Ordinal); // there was something to be found
        Assert.Contains("CODE_UNMAPPED", Told(_at).Values.First(), StringComparison.Ordinal);
    }

    public void Dispose() => _at.Dispose();
}

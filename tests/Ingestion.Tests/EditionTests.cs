using System.Text.Json.Nodes;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A file is judged by the edition of the day it is received; what was received before stays as it was judged.</summary>
public sealed class EditionTests : IDisposable
{
    const double DayBefore = 39.99, DayOf = 41; // hours after 5 January 07:00 UTC, for an edition from 7 January

    readonly Premises _at = new();
    readonly IngestFile _ingest;

    public EditionTests() => _ingest = _at.Open(_at.Store, Changed("2019-01-07"));

    /// <summary>The police contract with an edition that reads more, reads less, and knows another risk; and a clock of six hours from the
    /// same day.</summary>
    static Contracts Changed(string from)
    {
        var police = JsonNode.Parse(Contracts.ShippedFiles()
            .Single(file => file.Name.EndsWith("police-domestic-abuse.json", StringComparison.Ordinal)).Json)!;
        police["editions"]!.AsArray().Add(JsonNode.Parse($$"""
            { "name": "2019", "from": "{{from}}", "change": {
              "why": "Officers record interpreters.",
              "add": [{ "name": "Interpreter", "type": "text" }],
              "remove": ["Address"],
              "codes": { "Risk Level": { "high": ["Very High"] } } } }
            """));
        var clock = police["clocks"]![0]!.DeepClone();
        (clock["edition"], clock["from"], clock["limit"], clock["when"]) = ("local-2019", from,
            JsonNode.Parse("""{ "n": 6, "unit": "clock hours" }"""), new JsonObject());
        police["clocks"]!.AsArray().Add(clock);
        return Contracts.Parse([("police.json", Some.Utf8(police.ToJsonString()))], FileFormats.InContracts);
    }

    Task<IngestResult> Take(string content, double hours, string name = "a.csv") => _ingest.Run(_at.File(content, hours, name), default);

    static string WithInterpreter(string value) => Some.Lines(Ppn.Header + ",Interpreter", Some.Ppn() + "," + value);

    [Fact]
    public async Task A_file_is_judged_by_the_edition_of_its_day_and_says_so()
    {
        var content = Some.PoliceFile(Some.Ppn(1) with { Risk = "Very High" });
        await Take(content, DayBefore);
        await Take(content.Replace("000001", "000002", StringComparison.Ordinal), DayOf);

        Assert.Equal(["2018|1", "2019|1"], _at.Ask("select contract_edition, accepted from files order by received_at"));
        Assert.Equal(["unmapped", "high"], _at.Ask("select risk_grade from notifications order by received_at"));
        Assert.Equal(["local-2018|24 h", "local-2019|6 h"], _at.Ask("select edition, limit_text from timeliness order by received_at"));
        Assert.Equal(["CODE_UNMAPPED"], _at.Ask("select code from rejects where \"column\" = 'Risk Level'"));
        Assert.Equal(["2018", "2019"],
            _at.Receipts(".receipt.json").Select(path => (string)JsonNode.Parse(File.ReadAllText(path))!["edition"]!).Order());
        Assert.All(_at.Receipts(".receipt.txt"),
            path => Assert.Contains(", contract edition 201", File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_day_is_the_day_in_London()
    {
        var ingest = _at.Open(_at.Store, Changed("2019-07-01"));
        var midnight = (new DateTimeOffset(2019, 6, 30, 23, 0, 0, TimeSpan.Zero) - Some.Morning()).TotalHours; // 1 July begins, UK time

        await ingest.Run(_at.File(Some.PoliceFile(Some.Ppn(1)), midnight - 0.01), default);
        await ingest.Run(_at.File(Some.PoliceFile(Some.Ppn(2)), midnight), default);

        Assert.Equal(["2018", "2019"], _at.Ask("select contract_edition from files order by contract_edition"));
        Assert.Equal(["local-2018", "local-2019"], _at.Ask("select edition from timeliness order by line, edition"));
    }

    [Fact]
    public async Task A_record_sent_again_after_the_change_is_unchanged_and_stays_as_it_was_judged()
    {
        await Take(Some.PoliceFile(Some.Ppn() with { Risk = "Very High", Address = "" }), 0);

        var again = await Take(Some.PoliceFile(Some.Ppn() with { Risk = "Very High", Address = "" }), DayOf);

        Assert.Equal((0, 1), (again.Accepted, again.Unchanged));
        Assert.Equal(["unmapped|on_time|local-2018"],
            _at.Ask("select risk_grade, t.status, t.edition from notifications n join timeliness t using (notification_key)"));
    }

    // what stands in the new column after the change, whether the record is another for it
    [Theory]
    [InlineData("", false)]
    [InlineData("Yes", true)]
    public async Task A_new_column_makes_another_record_only_of_what_it_holds(string value, bool amended)
    {
        await Take(Some.PoliceFile(Some.Ppn() with { Address = "" }), 0);

        var after = await Take(WithInterpreter(value).Replace("1 Sample Street", "", StringComparison.Ordinal), DayOf);

        Assert.Equal(amended ? (1, 0) : (0, 1), (after.Accepted, after.Unchanged));
    }

    [Fact]
    public async Task A_column_is_read_only_while_an_edition_has_it()
    {
        await Take(WithInterpreter("Yes"), DayBefore, "before.csv");
        await Take(WithInterpreter("Yes").Replace("000001", "000002", StringComparison.Ordinal), DayOf, "after.csv");

        Assert.Equal(["1 Sample Street|", "|Yes"],
            _at.AskRestricted("identities", "select sent_address, sent_interpreter from {0} order by received_at"));
        var receipts = _at.Receipts(".receipt.txt").Select(File.ReadAllText).ToList();
        Assert.Equal((true, true), (receipts[0].Contains("not used: Address.", StringComparison.Ordinal),
            receipts[1].Contains("not used: Interpreter.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_version_is_judged_by_the_edition_of_its_own_day_in_whatever_order_they_come(bool inOrder)
    {
        var (first, second) = (_at.File(Some.PoliceFile(Some.Ppn()), 0, "1.csv"),
            _at.File(Some.PoliceFile(Some.Ppn() with { Version = "2", Risk = "Very High" }), DayOf, "2.csv"));
        foreach (var file in inOrder ? new[] { first, second } : [second, first]) await _ingest.Run(file, default);

        // ten hours at first receipt: in time by the clock of that day, late by the clock of the day the risk was raised
        Assert.Equal(["high|local-2019|6 h|late|10.0"], _at.Ask("""
            select n.risk_grade, t.edition, t.limit_text, t.status, t.elapsed_hours from timeliness t join notifications n using (notification_key, record_version)
            where record_version = (select max(record_version) from notifications)
            """).Select(row => row.EndsWith("|10", StringComparison.Ordinal) ? row + ".0" : row));
    }

    public void Dispose() => _at.Dispose();
}

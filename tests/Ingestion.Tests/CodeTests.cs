using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>What a code column becomes: its code, nothing, or unmapped, which an operator can look into and an analyst cannot.</summary>
public sealed class CodeTests : IDisposable
{
    readonly Premises _at = new();

    // A record nobody graded, or graded twice, is measured as medium: 30 hours are late within 24, and would not be within standard's 72.
    [Theory]
    [InlineData("", "medium", "RISK_UNGRADED")]
    [InlineData("Not assessed", "medium", "RISK_UNGRADED")]
    [InlineData("N/A", "medium", "RISK_UNGRADED")]
    [InlineData("DASH: High, DARA: Standard", "unmapped", "CODE_UNMAPPED")]
    [InlineData("Purple", "unmapped", "CODE_UNMAPPED")]
    [InlineData("DARA - Medium", "medium", "")]
    public async Task A_missing_or_double_risk_is_measured_as_medium(string risk, string written, string flag)
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Risk = risk }), 20);

        Assert.Equal([$"{written}|late|24 h|late|{(flag.Length > 0 ? flag : "")}"], _at.Ask(
            "select risk_grade, t.status, limit_text, severity, coalesce(flags, '') from notifications join timeliness t using "
                + "(notification_key)"));
        Assert.Equal(flag == "CODE_UNMAPPED" ? ["CODE_UNMAPPED"] : [], _at.Ask("select code from rejects where \"column\" = 'Risk Level'"));
    }

    [Fact]
    public async Task A_standard_risk_has_its_own_limit()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Risk = "DASH Standard" }), 20);

        Assert.Equal(["standard|on_time|72 h"],
            _at.Ask("select risk_grade, t.status, limit_text from notifications join timeliness t using (notification_key)"));
    }

    [Fact]
    public async Task What_was_not_mapped_is_counted_for_operators_and_unmapped_for_analysts()
    {
        await _at.Take(Some.PoliceFile(
            Some.Ppn(1) with { Risk = "Purple" }, Some.Ppn(2) with { Risk = "purple" },
                Some.Ppn(3) with { Risk = "Purple", Status = "Quagglebottom" },
            Some.Ppn(4) with { Risk = "Not assessed", Status = "" }, Some.Ppn(5)));

        Assert.Equal(["unmapped|3"], _at.Ask("select risk_grade, count(*) from notifications where risk_grade = 'unmapped' group by all"));
        Assert.Equal(["CODE_UNMAPPED|Risk Level|3", "CODE_UNMAPPED|Status|1"],
            _at.Ask("select code, \"column\", count(*) from rejects where code = 'CODE_UNMAPPED' group by all order by 2"));
        Assert.DoesNotContain(_at.Ask(LakeTables.All.Select(table => $"select * from {table.Name}"))
            .SelectMany(rows => rows), row => row.Contains("Quagglebottom", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
        [
            new UnmappedValue("police/domestic-abuse", "Risk Level", "Purple", 2),
            new UnmappedValue("police/domestic-abuse", "Risk Level", "purple", 1),
            new UnmappedValue("police/domestic-abuse", "Status", "Quagglebottom", 1),
        ], Unmapped(Contracts.Shipped));
    }

    [Fact]
    public async Task A_spelling_that_was_added_is_no_longer_listed()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Risk = "Purple" }));
        var police = System.Text.Encoding.UTF8.GetString(Contracts.ShippedFiles()
            .Single(file => file.Name.EndsWith("police-domestic-abuse.json", StringComparison.Ordinal)).Json)
            .Replace("\"list\": \"risk-grade\"", "\"list\": \"risk-grade\", \"codes\": { \"high\": [\"Purple\"] }",
            StringComparison.Ordinal);

        Assert.Single(Unmapped(Contracts.Shipped));
        Assert.Empty(Unmapped(Contracts.Parse([("police.json", Some.Utf8(police))], FileFormats.InContracts)));
    }

    [Fact]
    public void Nothing_was_sent_and_nothing_is_unmapped() => Assert.Empty(Unmapped(Contracts.Shipped));

    public void Dispose() => _at.Dispose();

    IReadOnlyList<UnmappedValue> Unmapped(Contracts contracts)
    {
        using var scratch = Scratch.Open(Path.Combine(_at.Root, "scratch-of-test"));
        using var engine = new Engine(new EngineOptions(scratch.Folder, 64));
        _at.Publish();
        return UnmappedValues.Find(engine, Path.Combine(_at.Root, Containers.Restricted), contracts, default);
    }
}

using System.Text.Json;
using FrontDoor.Domain.Alerts;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>What a partner is told of a file that holds records it sent before.</summary>
public sealed class ResendTests : IDisposable
{
    readonly Premises _at = new();

    [Fact]
    public async Task The_receipt_tells_the_same_from_the_corrected_the_conflicting_and_the_older()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn(1), Some.Ppn(2), Some.Ppn(3), Some.Ppn(4) with { Version = "3" }));
        await _at.Take(Some.PoliceFile(
            Some.Ppn(1),
            Some.Ppn(2) with { Version = "2", Risk = "High", Narrative = "Mended" },
            Some.Ppn(3) with { Narrative = "Mended" },
            Some.Ppn(4) with { Version = "2", Narrative = "Older" },
            Some.Ppn(5)), 1, "again.csv");
        var text = ReceiptOf("again.csv", ".receipt.txt");

        Assert.Contains("      3 accepted (1 new, 2 corrected)\n", text, StringComparison.Ordinal);
        Assert.Contains("      2 unchanged (1 the same as last sent, 1 older than what we have)\n", text, StringComparison.Ordinal);
        Assert.Contains("Corrected: Narrative in 2, PPN Version in 1, Risk Level in 1.\n", text, StringComparison.Ordinal);
        Assert.Contains("Same version as the record we have, but other content: line 4. The row that came last was used", text,
            StringComparison.Ordinal);
        Assert.Contains("Older than the record we have, and not used: line 5.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mended", text + ReceiptOf("again.csv", ".receipt.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_says_the_same()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn(1), Some.Ppn(2)));
        await _at.Take(Some.PoliceFile(Some.Ppn(1), Some.Ppn(2) with { Risk = "High" }), 1, "again.csv");
        using var receipt = JsonDocument.Parse(ReceiptOf("again.csv", ".receipt.json"));
        var resends = receipt.RootElement.GetProperty("resends");

        Assert.Equal((1, 0, 1, 1, 1), (Number("same"), Number("older"), Number("corrected"), Number("compared"), Number("conflicting")));
        var field = resends.GetProperty("fields")[0];
        Assert.Equal(("Risk Level", 1), (field.GetProperty("column").GetString(), field.GetProperty("count").GetInt32()));

        int Number(string name) => resends.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_daily_extract_that_grows_is_unchanged_but_for_what_is_new()
    {
        await _at.Take(Some.PoliceFile(Enumerable.Range(1, 300).Select(Some.Ppn)));
        var second = await _at.Take(Some.PoliceFile(Enumerable.Range(1, 310).Select(Some.Ppn)), 24, "day 2.csv");

        Assert.Equal((310, 10, 300), (second.RowsIn, second.Accepted, second.Unchanged));
        Assert.Contains("    300 unchanged since they were last sent\n", ReceiptOf("day 2.csv", ".receipt.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_corrections_of_one_record_in_one_file_are_each_compared_with_the_one_before()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()));
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Risk = "High" },
            Some.Ppn() with { Version = "3", Risk = "High", Postcode = "ZZ99 3WZ" }), 1, "again.csv");

        Assert.Contains("Corrected: PPN Version in 2, Risk Level in 1, Postcode in 1.\n", ReceiptOf("again.csv", ".receipt.txt"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_earlier_version_is_no_longer_kept_the_receipt_says_it_could_not_be_compared()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()));
        _at.Publish();
        Directory.Delete(Path.Combine(_at.Root, "restricted", "identities"), recursive: true);
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2" }), 1, "again.csv");

        Assert.Contains("1 corrected", ReceiptOf("again.csv", ".receipt.txt"), StringComparison.Ordinal);
        Assert.Contains("No earlier version is kept to compare", ReceiptOf("again.csv", ".receipt.txt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2019-03")] // later than the version corrected
    [InlineData("2018-12")] // earlier
    public async Task A_correction_reads_none_of_the_files_that_cannot_hold_the_version_it_corrects(string month)
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()));
        var other = Path.Combine(_at.Root, "restricted", "identities", "agency=police", "feed=domestic-abuse", $"{month}.parquet");
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        await File.WriteAllTextAsync(other, "whoever reads this fails");

        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Risk = "High" }), 24 * 100, "again.csv");

        Assert.Contains("Corrected: PPN Version in 1, Risk Level in 1.\n", ReceiptOf("again.csv", ".receipt.txt"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_a_file_of_another_month_wrote_again_is_compared_too()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2" }), 24 * 60, "march.csv");
        await _at.Take(Some.PoliceFile(Some.Ppn()), 0, "january.csv");
        Assert.Equal(["2|2019-01"], _at.Ask("select record_version, strftime(received_at, '%Y-%m') from notifications qualify "
            + "row_number() over (order by record_version desc) = 1"));

        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "3", Risk = "High" }), 24 * 100, "april.csv");

        Assert.Contains("Corrected: PPN Version in 1, Risk Level in 1.\n", ReceiptOf("april.csv", ".receipt.txt"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_reference_for_two_children_is_said_aloud()
    {
        const string Head = "Concern Id,Surname,Forename,DOB,Concern Date,Concern Time";
        await _at.Take(Some.Lines(Head, "C-77,Testcase,Ada,14/02/2012,04/01/2019,22:00", "c-77,Sample,Ben,21/06/2014,04/01/2019,22:00",
            "C-78,Testcase,Ada,14/02/2012,04/01/2019,22:00", "C-78,Testcase-Sample,Ada,14/02/2012,04/01/2019,22:00"),
            name: "two.csv", place: "education/northshire-schools/concern");

        Assert.Contains("ANOTHER CHILD under a reference we have already: line 3.",
            File.ReadAllText(Assert.Single(_at.Receipts(".receipt.txt", "education"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_alerted_to_a_cancelled_record_and_it_is_still_late()
    {
        var result = await _at.Take(Some.PoliceFile(Some.Ppn() with { From = "01/12/2018 10:00", To = "", Status = "Cancelled" }));

        Assert.Equal(1, result.Late);
        Assert.DoesNotContain(result.Notices, notice => notice.Kind == AlertKind.Late);
        Assert.Contains("1 of the accepted rows cancels its record", ReceiptOf("a.csv", ".receipt.txt"), StringComparison.Ordinal);
        Assert.Equal(["cancelled|late|critical"],
            _at.Ask("select n.status, t.status, t.severity from notifications n join timeliness t using (notification_key, "
                + "record_version)"));
    }

    [Fact]
    public async Task A_record_that_is_cancelled_no_longer_is_alerted_to_after_all()
    {
        var late = Some.Ppn() with { From = "01/12/2018 10:00", To = "" };
        await _at.Take(Some.PoliceFile(late with { Status = "Cancelled" }));
        var reopened = await _at.Take(Some.PoliceFile(late with { Version = "2", Status = "Update" }), 1, "again.csv");
        var third = await _at.Take(Some.PoliceFile(late with { Version = "3", Status = "Update" }), 2, "third.csv");

        Assert.Single(reopened.Notices, notice => notice.Kind == AlertKind.Late);
        Assert.DoesNotContain(third.Notices, notice => notice.Kind == AlertKind.Late);
    }

    public void Dispose() => _at.Dispose();

    string ReceiptOf(string file, string ending) =>
        File.ReadAllText(Assert.Single(_at.Receipts(ending), path => Path.GetFileName(path).StartsWith(file, StringComparison.Ordinal)));
}

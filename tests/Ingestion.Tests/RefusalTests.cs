using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A file is refused for a defect of its own alone, with a receipt, a row in files, and the file kept in quarantine.</summary>
public sealed class RefusalTests : IDisposable
{
    readonly Premises _at = new();

    [Theory]
    [InlineData("FILE_EMPTY", "")]
    [InlineData("FILE_HTML", "<!DOCTYPE html><html><body>Session expired</body></html>")]
    [InlineData("FILE_FORMAT_NOT_AGREED", "  \r\n<?xml version=\"1.0\"?><rows/>")]
    [InlineData("FILE_FORMAT_NOT_AGREED", "{\"id\":\"1\",\"resourceType\":\"Bundle\",\"entry\":[]}")] // FHIR, sent to the police
    [InlineData("HDR_NOT_FOUND", "{\"ppn\": 1}")]
    [InlineData("FILE_JSON", "[1, 2]")]
    [InlineData("FILE_JSON", "[{\"ppn\": 1}")]
    [InlineData("FILE_JSON", "[\n // the day's export\n {\"PPN Reference\": 1}]")] // JSON with a comment, and not a CSV without a header
    [InlineData("FILE_OTHER_FEED", "Referral Id,NHS Number,Surname,Attendance DateTime\r\nSG-1,,Testcase,2019-01-04 21:00:00\r\n")]
    [InlineData("FILE_DAMAGED", "PK\u0003\u0004 the rest of a workbook")]
    [InlineData("FILE_DOCUMENT", "%PDF-1.7")]
    [InlineData("HDR_NOT_FOUND", "a,b,c\r\n1,2,3\r\n")]
    [InlineData("FILE_EMPTY", "\uFEFF\r\n  \r\n")]
    [InlineData("HDR_KEY_MISSING", "Child Reference,Incident Date From,Risk Level\r\nN1,04/01/2019 21:00,High\r\n")]
    // no child reference, and half of what stands in for it
    [InlineData("HDR_KEY_MISSING", "PPN Reference,Child Surname,Incident Date From\r\nPPN/19/1,Testcase,04/01/2019\r\n")]
    [InlineData("HDR_CLOCK_MISSING", "PPN Reference,Child Reference,Risk Level\r\nPPN/19/1,N1,High\r\n")]
    [InlineData("HDR_AMBIGUOUS", "PPN Reference,PPN No,Child Reference,Incident Date From\r\nPPN/19/1,PPN/19/2,N1,04/01/2019\r\n")]
    public async Task A_file_that_cannot_be_taken_is_refused(string code, string content)
    {
        var result = await _at.Take(content);

        await AssertRefused(result, code, "police", "domestic-abuse",
            "northshire-police", code == "HDR_NOT_FOUND" && content[0] == '{'
                ? "Name the fields of each record of the JSON as the columns of this feed are named" : null);
    }

    [Fact]
    public async Task Where_no_line_is_a_header_the_receipt_says_what_stands_for_one_and_how_to_name_it()
    {
        Assert.Contains("Found: records that have fewer than two of the feed's names", (await _at.Take("[{\"ppn\": 1}]")).ReceiptText,
            StringComparison.Ordinal);

        var xml = await _at.Take("<Concerns><Concern><A>1</A><B>2</B></Concern><Concern><A>1</A><B>2</B></Concern></Concerns>",
            place: SenderMistakes.School);
        Assert.Equal("HDR_NOT_FOUND", xml.Refusal);
        Assert.Contains("Name the elements or attributes of each record of the XML", xml.ReceiptText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("police/nobody/domestic-abuse")]
    [InlineData("police/northshire-police/parking-fines")]
    [InlineData("health/northshire-police/domestic-abuse")] // right names, another agency's folder
    [InlineData("police/{name}/{name}")] // as the place of a file's name stands in a path
    public async Task A_sender_or_feed_nobody_registered_is_refused_and_not_named_in_the_lake(string place)
    {
        var result = await _at.Take(Some.PoliceFile(Some.Ppn()), place: place);

        await AssertRefused(result, "FILE_UNREGISTERED", place.Split('/')[0], "unregistered", "unregistered");
    }

    [Theory]
    [InlineData("2030-03-31T22:59:59Z", null)] // the last minute of the last day in London
    [InlineData("2030-03-31T23:00:00Z", "FILE_AGREEMENT_ENDED")]
    public async Task No_agreement_no_ingest(string received, string? refusal)
    {
        var file = _at.File(Some.PoliceFile(Some.Ppn())) with { ReceivedAt = NodaTime.Text.InstantPattern.General.Parse(received).Value };

        Assert.Equal(refusal, (await _at.Take(file)).Refusal);
    }

    [Theory]
    [InlineData("police/northshire-polcie/domestic-abuse", "northshire-police/domestic-abuse", "one name")]
    [InlineData("police/Northshire Police/domestic_abuse", "northshire-police/domestic-abuse", "another way to write it")]
    [InlineData("police/domestic-abuse/northshire-police", "northshire-police/domestic-abuse", "one folder in the other")]
    [InlineData("police/northshire-police/incidents", "northshire-police/incident", "the plural")]
    [InlineData("police/northshire-hospitals/safeguarding-referral", null, "another agency's sender is not named")]
    [InlineData("police/nobody/domestic-abuse", null, "no sender is like it")]
    [InlineData("police/northshire-police/parking-fines", null, "no feed is like it")]
    public async Task A_folder_nearly_right_is_told_what_was_probably_meant(string place, string? meant, string why)
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()), place: place);

        var receipt = _at.Receipt(".receipt.txt");
        Assert.True(receipt.Contains("Did you mean", StringComparison.Ordinal) == meant is not null, $"{why}: {receipt}");
        if (meant is not null) Assert.Contains($"Did you mean the folder {meant}? Check the folder", receipt, StringComparison.Ordinal);
        Assert.DoesNotContain(_at.Ask("select advice from rejects"), advice => advice.Contains("polcie", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_file_is_refused_once_and_can_be_sent_again_put_right()
    {
        var file = _at.File("<html>", name: "daily.csv");
        await _at.Take(file);

        Assert.Equal("already-processed", (await _at.Take(file)).Status);
        Assert.Equal(1, (await _at.Take(Some.PoliceFile(Some.Ppn()), 1, "daily.csv")).Accepted);
        Assert.Equal(["refused", "committed"], _at.Ask("select status from files order by received_at"));
    }

    public void Dispose() => _at.Dispose();

    async Task AssertRefused(IngestResult result, string code, string agency, string feed, string sender, string? advice = null)
    {
        Assert.Equal(("refused", code, 0), (result.Status, result.Refusal, result.RowsIn));
        Assert.Equal([$"{agency}|{feed}|{sender}|refused|{code}|0"],
            _at.Ask("select agency, feed, sender, status, refusal, rows_in from files"));
        Assert.Contains($"{code}|file", _at.Ask("select code, tier from rejects"));
        Assert.Equal(["0"], _at.Ask("select count(*) from notifications"));
        var receipt = _at.Receipt(".receipt.txt", agency);
        Assert.StartsWith("NOT ACCEPTED: a.csv\nWhat to do: put right what is listed", receipt, StringComparison.Ordinal);
        Assert.Contains(advice ?? Defects.Find(code)!.Advice, receipt, StringComparison.Ordinal);
        Assert.NotNull(await _at.Store.Read(Containers.Quarantine, $"{agency}/{feed}/{result.FileId}/a.csv", default));
    }
}

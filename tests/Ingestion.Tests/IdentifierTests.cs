using FrontDoor.Domain.Keys;
using FrontDoor.Storage;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>What an identifier that is wrong does to its row: nearly always nothing but a warning.</summary>
public sealed class IdentifierTests : IDisposable
{
    const string Health = "Referral Id,Org ODS,NHS Number,Surname,Forename,DOB,Postcode,GP Practice Code,Attendance "
        + "DateTime,Source,Concern Category,Updated";
    const string Education = "Concern Id,LAESTAB,UPN,Surname,Forename,DOB,Concern Date,Concern Time,Category,Updated";
    const string Police = "PPN Reference,Occurrence Reference,Child Reference,Incident Type,Incident Date From,LA Code";

    readonly Premises _at = new();

    static string Referral(string id = "SG-1", string nhs = "4010232137", string postcode = "ME4 4TR", string practice = "V81999") =>
        $"{id},ZZ9,{nhs},Testcase,Ada,2012-02-14,{postcode},{practice},2019-01-04 20:30:00,3E,Neglect,2019-01-04 21:00:00";

    static string Concern(string laestab, string upn) =>
        $"C-1,{laestab},{upn},Testcase,Ada,14/02/2012,04/01/2019,20:30,Neglect,04/01/2019 21:00";

    // What stands in the columns, and the codes a receipt tells of, each with its column
    [Theory]
    [InlineData("4010232137", "ME4 4TR", "V81999")] // nothing wrong
    [InlineData("", "ZZ99 3VZ", "G82001")] // no number, no fixed abode, a practice
    [InlineData("401 023 2137", "me44tr", "v81998")] // as people write them
    [InlineData("'401 023 2137", "me44tr", "v81998", "DQ_MARKS_REMOVED NHS Number")] // as people guard them
    [InlineData("4010232137.0", "ME4 4TR", "V81999")] // as a data frame writes a column with gaps
    [InlineData("4010232138", "ME4 4TR", "", "ID_NHS_INVALID NHS Number")]
    [InlineData("1111111111", "ME4 4TR", "", "ID_NHS_INVALID NHS Number")] // passes the arithmetic, is nobody's
    [InlineData("9990000018", "ME4 4TR", "", "ID_NHS_TEST_RANGE NHS Number")]
    [InlineData("401023213", "ME4 4TR", "", "DQ_PRECISION_LOST NHS Number")] // nine digits
    [InlineData("4.01E+09", "ME4 4TR", "", "DQ_PRECISION_LOST NHS Number")]
    [InlineData("", "ME4 4TC", "5.00E+01", "DQ_PRECISION_LOST GP Practice Code", "ID_POSTCODE_INVALID Postcode")]
    [InlineData("", "MEl 4TR", "V8199/", "ID_ODS_INVALID GP Practice Code", "ID_POSTCODE_LOOKALIKE Postcode")]
    public async Task A_health_row_is_taken_and_what_is_wrong_with_it_is_told(string nhs, string postcode, string practice,
    params string[] told)
    {
        var result = await _at.Take(Some.Lines(Health, Referral("SG-1", nhs, postcode, practice)), place: Premises.Health);

        Assert.Equal((1, 0), (result.Accepted, result.Rejected));
        Assert.Equal(told, _at.Ask("select code || ' ' || \"column\" from rejects where code <> 'HDR_COLUMN_ABSENT' order by 1"));
    }

    [Theory]
    [InlineData("201/3614", "F001999919001")]
    [InlineData("201/614", "F001999919001", "DQ_PRECISION_LOST LAESTAB")] // 0614
    [InlineData("243/3614", "H243278544154", "ID_LA_UNKNOWN LAESTAB", "ID_LA_UNKNOWN UPN")]
    [InlineData("201/36145", "R00199991900A", "ID_LAESTAB_INVALID LAESTAB", "ID_UPN_TEMPORARY UPN")]
    [InlineData("", "A001999919001", "ID_UPN_INVALID UPN")]
    [InlineData("", "UN3")] // a published reason for having none
    public async Task An_education_row_is_taken_and_what_is_wrong_with_it_is_told(string laestab, string upn, params string[] told)
    {
        var result = await _at.Take(Some.Lines(Education, Concern(laestab, upn)), place: "education/northshire-schools/concern");

        Assert.Equal((1, 0), (result.Accepted, result.Rejected));
        Assert.Equal(told, _at.Ask("select code || ' ' || \"column\" from rejects where code <> 'HDR_COLUMN_ABSENT' order by 1"));
    }

    [Theory]
    [InlineData("46/4502/22")]
    [InlineData("see log", "ID_POLICE_REF_FORM warning")]
    [InlineData("4.3E+10", "DQ_PRECISION_LOST warning")]
    [InlineData("01/12/2022", "DQ_PRECISION_LOST warning")]
    public async Task A_police_reference_only_ever_warns(string reference, params string[] told)
    {
        var result = await _at.Take(Some.Lines(Police, $"PPN/19/1,{reference},N1,Domestic Abuse,04/01/2019 20:30,999"));

        Assert.Equal((1, 0), (result.Accepted, result.Rejected));
        Assert.Equal(told, _at.Ask("select code || ' ' || tier from rejects where \"column\" = 'Occurrence Reference'"));
    }

    // Two notices that a spreadsheet made one would be taken for two versions of one, and the first would be lost.
    [Theory]
    [InlineData("4.3E+10", "N1", "PPN Reference")]
    [InlineData("PPN/19/1", "4.3E+10", "Child Reference")] // two children of one notice
    public async Task A_row_whose_key_lost_digits_is_rejected(string reference, string child, string column)
    {
        var row = $"{reference},,{child},Domestic Abuse,04/01/2019 20:30,999";
        var result = await _at.Take(Some.Lines(Police, row, row.Replace("20:30", "21:30", StringComparison.Ordinal)));

        Assert.Equal((0, 2), (result.Accepted, result.Rejected));
        Assert.Equal([$"DQ_PRECISION_LOST|{column}|row|2"],
            _at.Ask("select code, \"column\", tier, count(*) from rejects where tier = 'row' group by all"));
    }

    [Fact]
    public async Task A_test_number_rejects_its_row_where_the_service_is_set_to_and_no_other()
    {
        var file = Some.Lines(Health, Referral("SG-1", "9990000018"), Referral("SG-2"));
        var production = new IngestFile(_at.Store, Domain.Feeds.Contracts.Shipped,
            new Pseudonyms([.. Enumerable.Range(1, 32).Select(i => (byte)i)], 1),
            new PipelineOptions(_at.Store.Scratch, (_, _) => Task.CompletedTask, _at.Clock)
            {
                EngineMemoryMb = 64,
                RejectTestNumbers = true
            });

        var result = await production.Run(_at.File(file, place: Premises.Health), default);

        Assert.Equal((1, 1), (result.Accepted, result.Rejected));
        Assert.Equal(["ID_NHS_TEST_RANGE|row|2"], _at.Ask("select code, tier, line from rejects where code like 'ID%'"));
        Assert.Contains("9990000018", _at.Receipt(".rejects.csv", "health"), StringComparison.Ordinal); // the partner's own row comes back
        Assert.DoesNotContain("9990000018", _at.Receipt(".receipt.txt", "health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_postcode_that_looks_like_another_is_neither_mended_nor_shown()
    {
        await _at.Take(Some.Lines(Health, Referral(postcode: "MEl 4TR")), place: Premises.Health);

        Assert.Equal(["|MEl 4TR"],
            _at.Ask("select postcode_sector from notifications")
                .Zip(_at.AskRestricted("identities", "select sent_postcode from {0}"), (sector, sent) => $"{sector}|{sent}"));
        foreach (var ending in (string[])[".receipt.txt", ".receipt.json"])
        {
            Assert.Contains("A9 9AA typed Al 9AA", _at.Receipt(ending, "health"), StringComparison.Ordinal); // the shape of it
            Assert.DoesNotContain("4TR", _at.Receipt(ending, "health"), StringComparison.Ordinal);
        }
    }

    public void Dispose() => _at.Dispose();
}

using System.Globalization;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Spellings of one value are one record; other values are other records.</summary>
public sealed class OneValueTests : IDisposable
{
    const string Leaver = "education/northshire-schools/leaver";
    const string Header = "LAESTAB,UPN,Surname,Forename,DOB,Leaving Date,LA Code";

    readonly Premises _at = new();
    int _files;

    public void Dispose() => _at.Dispose();

    Task<IngestResult> Take(params string[] rows) =>
        _at.Take(Some.Lines([Header, .. rows]), 24 * 16 + 7 * _files, $"{_files++}.csv", Leaver);

    string Records() => _at.Ask("select count(distinct notification_key) from notifications").Single();

    [Fact]
    public async Task A_record_is_one_however_its_key_is_spelled_and_never_late_for_being_sent_again()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        T Any<T>(params T[] all) => all[random.Next(all.Length)];
        await Take("999/9001,F001999919001,Testcase,Ada,14/02/2012,21/01/2019,999");
        var spelled = Enumerable.Range(0, 60).Select(_ => string.Join(',',
            Any("999/9001", "9999001", "999 9001", "999-9001", "'9999001", "=\"9999001\"", "9999001.0", " 999 / 9001 ")
                .Replace("=\"9999001\"", "\"=\"\"9999001\"\"\"", StringComparison.Ordinal),
            Any("F001999919001", "f001999919001", "F 0019 9991 9001", "F001-9999-19001", "'F001999919001", "F001\u200B999919001"),
            "Testcase,Ada,14/02/2012",
            Any("21/01/2019", "2019-01-21", "21-Jan-2019", "21 January 2019", "20190121", "21.1.2019", "21/01/2019 00:00"),
            "999")).ToArray();
        var result = await Take(spelled);

        Assert.True(Records() == "1", $"seed {seed}");
        Assert.True(result.Rejected == 0, $"seed {seed}: {result.ReceiptText}");
        Assert.DoesNotContain(_at.Ask("select status from timeliness"), status => status == "late");
    }

    [Theory]
    [InlineData("999/9002,F001999919001,Testcase,Ada,14/02/2012,21/01/2019,999", "another school")]
    [InlineData("999/9001,L002999920002,Testcase,Ada,14/02/2012,21/01/2019,999", "another pupil")]
    [InlineData("999/9001,F001999919001,Testcase,Ada,14/02/2012,22/01/2019,999", "another day")]
    [InlineData("999/9001,,Testcase,Ada,14/02/2012,21/01/2019,999", "known by name")]
    public async Task Another_value_is_another_record(string row, string why)
    {
        await Take("999/9001,F001999919001,Testcase,Ada,14/02/2012,21/01/2019,999", row);

        Assert.True(Records() == "2", why);
    }

    [Fact]
    public async Task A_published_word_for_no_pupil_number_is_no_key()
    {
        await Take("999/9001,UN1,Testcase,Ada,14/02/2012,21/01/2019,999", "999/9001,UN1,Testcase,Ben,09/04/2010,21/01/2019,999",
            "999/9001,NULL,Testcase,Cy,09/04/2009,21/01/2019,999", "999/9001,n/k,Testcase,Di,09/04/2008,21/01/2019,999");

        Assert.Equal("4", Records());
    }

    [Fact]
    public async Task Text_keys_are_what_is_written_and_versions_are_numbers()
    {
        const string Police = "PPN Reference,PPN Version,Incident Type,Risk Level,Incident Date To,Child Reference";
        await _at.Take(Some.Lines(Police, "0123,1,Domestic Abuse,High,04/01/2019 21:00,N1", "123,1,Domestic Abuse,High,04/01/2019 21:00,N1",
            "1.0,1,Domestic Abuse,High,04/01/2019 21:00,N1", "1,1,Domestic Abuse,High,04/01/2019 21:00,N1"));
        Assert.Equal("4", Records());

        await _at.Take(Some.Lines(Police, "V,10.0,Domestic Abuse,High,04/01/2019 21:00,N1",
            "V,9,Domestic Abuse,Standard,04/01/2019 21:00,N1", "V,2.0,Domestic Abuse,Standard,04/01/2019 21:00,N1"), 1, "b.csv");
        Assert.Equal(["high|1"], _at.Ask("select risk_grade, count(*) from notifications where file_id = (select file_id from files "
            + "where rows_in = 3) group by all"));
        Assert.Empty(_at.Ask("select code from rejects where code = 'DQ_NOT_A_NUMBER'"));
    }

    [Fact]
    public async Task Two_feeds_of_one_police_force_meet_by_a_reference_however_it_is_written()
    {
        await _at.Take(Some.Lines("Incident Reference,Occurrence Reference,Child Linked,Reported Date",
            "I1,'43190012345,Y,04/01/2019 22:20"), place: "police/northshire-police/incident");
        await _at.Take(Some.Lines("Notification Reference,Occurrence Reference,Child Reference,Crime Type,Incident Date From",
            "R1,43190012345.0,N1,Assault,04/01/2019 21:40"), place: "police/northshire-police/relevant-crime");

        Assert.Equal(["1"], _at.Ask("select count(distinct occurrence_key) from notifications"));
    }

    [Theory]
    [InlineData("Mar-19", "Excel's month and year")]
    [InlineData("03-Apr", "Excel's day and month")]
    [InlineData("01/03/2019", "a date")]
    [InlineData("2019-03-01 00:00:00", "a date with its midnight")]
    [InlineData("4.3E+10", "a number cut short")]
    [InlineData("1.23456789012E+17", "the same")]
    public async Task A_key_that_a_spreadsheet_changed_is_rejected_in_text_too(string key, string why)
    {
        var result = await _at.Take(Some.PoliceFile(Some.Ppn() with { Reference = key }, Some.Ppn(2)));

        Assert.True((result.Accepted, result.Rejected) == (1, 1), why);
        Assert.Equal(["DQ_PRECISION_LOST|PPN Reference"], _at.Ask("select code, \"column\" from rejects where tier = 'row'"));
        Assert.Contains("Format the column as text", result.ReceiptText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_number_of_a_health_row_is_read_in_its_spellings()
    {
        string[] numbers = ["4010232137", "401 023 2137", "401-023-2137", "'4010232137", "4010232137.0", "\"=\"\"4010232137\"\"\"",
            "401\u00A0023\u00A02137", "4010232137\u200B"];
        await _at.Take(Some.Lines([
            .. numbers.Select((number, at) =>
                string.Create(CultureInfo.InvariantCulture, $"SG-{at},{number},Testcase,Ada,2012-02-14,2019-01-04 22:00:00"))
                .Prepend("Referral Id,NHS Number,Surname,Forename,DOB,Attendance DateTime")]), place: Premises.Health);

        Assert.Equal([$"nhs|1|{numbers.Length}"],
            _at.Ask("select child_key_basis, count(distinct child_key), count(*) from notifications group by all"));
        Assert.Empty(_at.Ask("select code from rejects where code like 'ID_%'"));
    }
}

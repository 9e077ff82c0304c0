using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>One NHS number or UPN on two children: told on both rows, in a file and against what is known, and not where it is one child
/// for all that anybody can tell.</summary>
public sealed class NumberSharedTests : IDisposable
{
    const string Ada = "4010232137,Testcase,Ada,2012-02-14", Ben = "4010232137,Example,Ben,2006-04-09";
    const string School = "education/northshire-schools/concern";

    readonly Premises _at = new();
    int _files;

    public void Dispose() => _at.Dispose();

    Task<IngestResult> Health(params string[] children) => _at.Take(
        Some.Lines([.. children.Select((child, at) => $"SG-{_files}-{at},{child},2019-01-04 22:00:00")
            .Prepend("Referral Id,NHS Number,Surname,Forename,DOB,Attendance DateTime")]), _files, $"{_files++}.csv", Premises.Health);

    string Told() => string.Join(' ', _at.Ask("select line from rejects where code = 'ID_NUMBER_SHARED' order by line"));

    string Children() => string.Join(' ',
        _at.Ask("select count(*) || case when bool_or(conflict) then '!' else '' end from children group by person_key order by 1"));

    [Fact]
    public async Task Both_rows_of_one_file_are_told_once_each()
    {
        var result = await Health("4010232145,Other,Cy,2011-01-02", Ada, Ben, Ada, Ben);

        Assert.Equal("3 4 5 6", Told());
        Assert.Contains("ID_NUMBER_SHARED, NHS Number, line 3, 4, 5, 6", result.ReceiptText, StringComparison.Ordinal);
        Assert.Equal("1 2! 2!", Children());
    }

    [Fact]
    public async Task A_number_that_another_child_is_known_by_is_told_and_the_view_joins_neither()
    {
        await Health(Ada);
        Assert.Equal("", Told());
        var result = await Health(Ben);

        Assert.Equal("2", Told());
        Assert.Contains("ID_NUMBER_SHARED", result.ReceiptText, StringComparison.Ordinal);
        Assert.Equal("1! 1!", Children());
        await Health(Ada, Ben); // as both stand in one file, both are told
        Assert.Equal("2 2 3", Told());
    }

    [Theory]
    [InlineData(Ada, "4010232137,Testcase,Ida,2012-02-14", "twins")]
    [InlineData(Ada, "4010232137,Example,Ada,2012-02-14", "another surname")]
    [InlineData(Ada, "4010232137,Testcase,Ada,2012-02-15", "a slip in the date")]
    [InlineData(Ada, "4010232137,TESTCASE,ADA,14/02/2012", "the same, written otherwise")]
    [InlineData(Ada, "4010232137,,,", "a row that does not say")]
    [InlineData(Ada, "4010232137,Example,Ben,", "a row without a date of birth")]
    [InlineData(Ada, "4010232137,Baby,Boy,2012-03-01", "no name yet")]
    [InlineData("9990000018,Testcase,Ada,2012-02-14", "9990000018,Example,Ben,2006-04-09", "a number for tests identifies nobody")]
    [InlineData("4010232138,Testcase,Ada,2012-02-14", "4010232138,Example,Ben,2006-04-09", "no valid number, which is told as that")]
    public async Task What_may_be_one_child_is_not_told(string one, string other, string why)
    {
        await Health(one, other);

        Assert.True(Told().Length == 0, why);
        Assert.DoesNotContain("!", Children(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_name_and_later_of_date_is_followed()
    {
        await Health(Ada);
        await Health("4010232137,Example,Ada,2012-02-14");
        await Health("4010232137,Example,Ada,2012-02-15");

        Assert.Equal("", Told());
    }

    [Fact]
    public async Task A_UPN_is_held_to_the_same_also_beside_an_NHS_number()
    {
        await _at.Take(Some.Lines("Concern Id,UPN,Surname,Forename,DOB,Concern Date,Concern Time",
            "C1,F001999919001,Testcase,Ada,14/02/2012,04/01/2019,14:40", "C2,f 0019 9991 9001,Example,Ben,09/04/2006,04/01/2019,14:40",
                "C3,R00199991900A,Testcase,Ada,14/02/2012,04/01/2019,14:40", "C4,R00199991900A,Example,Ben,09/04/2006,04/01/2019,14:40"),
                    place: School);
        Assert.Equal(["UPN 2", "UPN 3"],
            _at.Ask("select \"column\" || ' ' || line from rejects where code = 'ID_NUMBER_SHARED' order by line"));

        await _at.Take(Some.Lines("Contact Reference,Child Unique ID,NHS Number,UPN,Child Surname,Child Forename,Date of Birth,Contact "
            + "Received,Contact Source", "CT1,P1,4010232137,L002999920002,Testcase,Ada,14/02/2012,04/01/2019 10:15,Police",
            "CT2,P2,4010232145,L002999920002,Example,Ben,09/04/2006,04/01/2019 10:15,Police"), 1, "b.csv",
                "council/northshire-council/front-door");
        Assert.Equal(["UPN 2", "UPN 3"],
            _at.Ask("select \"column\" || ' ' || line from rejects where code = 'ID_NUMBER_SHARED' and agency = 'council' order by line"));
    }

    [Fact]
    public async Task Nothing_but_rows_of_one_number_can_be_compared_by_their_bearers()
    {
        await Health(Ada, "4010232145,Testcase,Ada,2012-02-14");

        Assert.Equal(["2|2|2"], _at.Ask("select count(distinct left(child_bearer, 16)), count(distinct right(child_bearer, 16)), "
            + "count(distinct child_key) from notifications"));
    }
}

using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Rows;
using FrontDoor.Tests;

namespace FrontDoor.Formats.Tests;

/// <summary>Words for nothing, guards and lost precision, by the type of the column they stand in.</summary>
public sealed class CellCareTests : IDisposable
{
    const string Register = "education/northshire-education/missing-education";

    readonly Premises _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("PPN Reference", "NULL", "", "a key")]
    [InlineData("PPN Reference", "unknown", "", "a key: no two things are one because both are not known")]
    [InlineData("PPN Reference", "N/A-1", "N/A-1", "a reference")]
    [InlineData("PPN Reference", "0123", "0123", "a reference with a nought before it")]
    [InlineData("PPN Reference", "1.0", "1.0", "a reference with a point in it")]
    [InlineData("PPN Reference", "'PPN 1", "PPN 1", "guarded")]
    [InlineData("PPN Reference", "=\"0123\"", "0123", "guarded")]
    [InlineData("Child Reference", "(null)", "", "a key for the child")]
    [InlineData("Occurrence Reference", "\\N", "", "an identifier")]
    [InlineData("PPN Version", "NaN", "", "a number")]
    [InlineData("Incident Date To", "NaT", "", "a time")]
    [InlineData("Incident Date To", "'04/01/2019 21:00", "04/01/2019 21:00", "a time, guarded")]
    [InlineData("Incident Date To", "not known", "not known", "a time that nobody knows is no missing one")]
    [InlineData("Child DOB", "None", "", "a date")]
    [InlineData("Postcode", "-", "", "an identifier")]
    [InlineData("School URN", "n/a", "", "an identifier")]
    [InlineData("LA Code", "(blank)", "", "a council")]
    [InlineData("Child Surname", "Null", "Null", "a name")]
    [InlineData("Child Surname", "'t Hooft", "'t Hooft", "a name")]
    [InlineData("Child Surname", "=\"Testcase\"", "Testcase", "a name, guarded by a formula")]
    [InlineData("Child Forename", "-", "-", "one name alone has a dash for the other")]
    [InlineData("Narrative", "N/A", "N/A", "free text")]
    [InlineData("Narrative", "'quoted'", "'quoted'", "free text")]
    [InlineData("School Name", "None", "None", "free text")]
    [InlineData("Risk Level", "NULL", "NULL", "a code, whose list says first what is its own")]
    public void A_cell_is_its_value_by_the_type_of_its_column(string column, string cell, string value, string why)
    {
        var feed = Contracts.Shipped.Find(new FeedId("police", "domestic-abuse"))!;
        var row = new Row(feed);
        row.Begin(null, 1);
        foreach (var each in feed.Columns) row.Add(each.Name == column ? Encoding.UTF8.GetBytes(cell) : default);

        Assert.True(value == Encoding.UTF8.GetString(row[feed.Contract.PlaceOf(column)]), why);
    }

    [Fact]
    public async Task A_mark_at_either_end_of_a_clock_is_an_empty_cell_in_every_word_and_format()
    {
        string[] marks = ["", "NULL", "(null)", "[NULL]", "\\N", "NaN", "NaT", "None", "n/a", "N.A.", "-", "--", "–", "nil", "undefined",
            "#N/A N/A", "."];
        const string Header = "Register Reference,Child Surname,Child Forename,Date of Birth,First Day Missed,Council Told,First "
            + "Check,Found";
        var rows = marks.Select((mark, at) => $"CME-{at},Testcase,Ada,14/02/2012,07/01/2019,{mark},{mark},{mark}").ToList();
        await _at.Take(Some.Lines([Header, .. rows]), 24 * 83, "a.csv", Register);
        static string Member((string Name, string Value) cell) =>
            $"\"{cell.Name}\":\"{cell.Value.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";
        var objects = rows.Select(row => row.Replace("CME-", "J-", StringComparison.Ordinal).Split(','))
            .Select(cells => Header.Split(',').Zip(cells).Select(Member)).Select(members => $"{{{string.Join(",", members)}}}");
        await _at.Take($"[{string.Join(",", objects)}]", 24 * 83, "a.json", Register);
        await _at.Take(Workbooks.Xlsx(
            string.Concat(rows.Prepend(Header)
                .Select((row, at) => Workbooks.Line(at + 1, row.Replace("CME-", "X-", StringComparison.Ordinal).Split(','))))), 24 * 83,
                "a.xlsx", Register);

        Assert.Equal([$"sharing|overdue|{marks.Length * 3}"], _at.Ask("select clock, status, count(*) from timeliness group by all"));
        Assert.Equal(["DQ_NO_VALUE"], _at.Ask("select distinct code from rejects where code <> 'HDR_COLUMN_ABSENT'"));
        Assert.Equal(["9"], _at.Ask("select count(*) from rejects where code = 'DQ_NO_VALUE'")); // once for each column of each file
    }

    [Fact]
    public async Task Columns_of_NULL_are_told_once_each_with_the_lines_and_the_rows_are_as_if_they_were_empty()
    {
        var rows = Enumerable.Range(1, 30)
            .Select(at => Some.Ppn(at) with
            {
                Reported = "NULL",
                Created = "NULL",
                Postcode = "NULL",
                Council = "NULL",
                Version = "NULL",
                Status = "NULL"
            });
        var result = await _at.Take(Some.PoliceFile(rows));

        Assert.Equal(30, result.Accepted);
        Assert.Equal(["6|2"], _at.Ask("select count(*), min(line) from rejects where code = 'DQ_NO_VALUE'"));
        Assert.Contains("DQ_NO_VALUE, Reported Date, showing 20 of 30: line 2, 3,", result.ReceiptText, StringComparison.Ordinal);
        Assert.Equal(["on_time|30"], _at.Ask("select status, count(*) from timeliness group by all"));
        var again = await _at.Take(
            Some.PoliceFile(rows.Select(row =>
                row with { Reported = "", Created = "N/A", Postcode = "-", Council = "", Version = "", Status = "NULL" })), 1, "b.csv");
        Assert.Equal(30, again.Unchanged); // what is empty is empty, however it is written
    }

    [Fact]
    public async Task Children_whose_names_are_all_NULL_are_nobody_and_a_child_called_Null_is_one()
    {
        string Child(string reference, string surname, string forename, string born) =>
            $"{reference},Domestic Abuse,04/01/2019 21:00,NULL,{surname},{forename},{born}";
        var result = await _at.Take(
            Some.Lines("PPN Reference,Incident Type,Incident Date To,Child Reference,Child Surname,Child Forename,Child DOB",
            Child("P1", "Null", "Ada", "14/02/2012"), Child("P1", "NULL", "BEN", "14/02/2012"),
                Child("P1", "Testcase", "Null", "14/02/2012"),
            Child("P2", "NULL", "NULL", "14/02/2012"), Child("P2", "Testcase", "Ada", "NULL"), Child("P3", "Na", "Min", "14/02/2012"),
                Child("P4", "Testcase", "NULL", "14/02/2012")));

        Assert.Equal((5, 2), (result.Accepted, result.Rejected));
        Assert.Equal(["5"], _at.Ask("select count(distinct notification_key) from notifications"));
        Assert.Equal(["2|demographic", "3|demographic", "4|demographic", "7|demographic", "8|"],
            _at.Ask("select line, coalesce(child_key_basis, '') from notifications order by line"));
        Assert.Equal(["5|ROW_KEY_MISSING|Child Surname", "5|ROW_KEY_MISSING|Child Forename", "6|ROW_KEY_MISSING|Child DOB"],
            _at.Ask("select line, code, \"column\" from rejects where tier = 'row' order by line"));
    }

    [Fact]
    public async Task A_second_child_of_a_line_that_is_all_NULL_is_none_and_a_grade_beside_NULL_counts()
    {
        var result = await _at.Take(Some.Lines("PPN Reference,Incident Type,Incident Date To,DASH Risk,DARA Risk,Child 1 Surname,Child "
            + "1 Forename,Child 1 DOB,Child 2 Surname,Child 2 Forename,Child 2 DOB",
            "P1,Domestic Abuse,04/01/2019 21:00,NULL,High,Testcase,Ada,14/02/2012,NULL,NULL,NULL",
                "P2,Domestic Abuse,04/01/2019 21:00,Standard,N/A,Testcase,Ada,14/02/2012,Null,Ben,14/02/2012"));

        Assert.Equal((3, 0), (result.Accepted, result.Rejected));
        Assert.Equal(["2|high", "3|standard", "3|standard"], _at.Ask("select line, risk_grade from notifications order by line"));
    }

    [Fact]
    public async Task A_date_and_a_time_apart_may_each_be_NULL()
    {
        await _at.Take(Some.Lines("PPN Reference,Incident Type,Incident Date To,Incident Time To,Child Surname,Child Forename,Child DOB",
            "P1,Domestic Abuse,04/01/2019,NULL,Testcase,Ada,14/02/2012", "P2,Domestic Abuse,NULL,NULL,Testcase,Ada,14/02/2012",
                "P3,Domestic Abuse,04/01/2019,21:00,Testcase,Ada,14/02/2012"));

        Assert.Equal(["2|possibly_late", "3|unknown", "4|on_time"], _at.Ask("select line, status from timeliness order by line"));
        Assert.Equal(["DQ_NO_VALUE"], _at.Ask("select distinct code from rejects where code not in ('HDR_COLUMN_ABSENT', 'DQ_MISSING')"));
    }

    [Fact]
    public async Task A_reference_that_a_workbook_keeps_as_a_date_or_with_a_fraction_is_lost_and_text_and_whole_numbers_are_not()
    {
        static string Cell(string content) => $"<c{content}</c>";
        static string Text(string text) => Cell($" t=\"inlineStr\"><is><t>{text}</t></is>");
        string Line(int place, string key) =>
            $"<row r=\"{place}\">{key}{Text("Domestic Abuse")}{Cell(" s=\"1\"><v>43469.875</v>")}{Text("N1")}</row>";
        var result = await _at.Take(
            Workbooks.Xlsx(Workbooks.Line(1, ["PPN Reference", "Incident Type", "Incident Date To", "Child Reference"])
            + Line(2, Cell(" s=\"4\"><v>43525</v>")) + Line(3, Cell(" s=\"1\"><v>43525.5</v>"))
            + Line(4, Cell(" t=\"d\"><v>2019-03-01T00:00:00</v>")) + Line(5, Cell("><v>19.10</v>")) + Line(6, Cell("><v>43525</v>"))
            + Line(7, Text("1.0")) + Line(8, Text("0123")) + Line(9, Text("3-19")) + Line(10, Text("Mar-19"))), name: "a.xlsx");

        Assert.Equal((4, 5), (result.Accepted, result.Rejected));
        Assert.Equal(["2", "3", "4", "5", "10"],
            _at.Ask("select line from rejects where code = 'DQ_PRECISION_LOST' and tier = 'row' order by line"));
        Assert.Equal(["43525 1.0 0123 3-19"],
            _at.AskRestricted("identities", "select string_agg(sent_ppn_reference, ' ' order by line) from {0}"));
    }
}

using FrontDoor.Tests;
using static FrontDoor.Tests.Workbooks;

namespace FrontDoor.Formats.Tests;

/// <summary>A workbook gives the rows its sender sees, told of by the rows of the sheet they stand in.</summary>
public sealed class ExcelTests : IDisposable
{
    // 4 January 2019 20:30 and 21:00, in either date system.
    const double From = 43469.854166666664, To = 43469.875, Leap = 1462;

    readonly Premises _at = new();

    [Theory]
    [InlineData("xlsx", false)]
    [InlineData("xlsx", true)]
    [InlineData("biff8", false)]
    [InlineData("biff8", true)]
    public async Task A_workbook_says_what_the_same_rows_say_in_a_CSV(string type, bool from1904)
    {
        var offset = from1904 ? Leap : 0;
        var formatted = Row(1, Date(From - offset), Date(To - offset), Date(40953 - offset, "dd/mm/yyyy"));
        var plain = Row(2, From - offset, To - offset, 40953 - offset); // as a number, in a column of dates
        var result = await _at.Take(
            Write(new
            {
                library = "xlsx",
                type,
                from1904,
                sheets = (object[])[Sheet("January", ["Extract of notifications"], [], Names, formatted, plain)]
            }), name: "anything.csv");
        using var csv = new Premises();
        await csv.Take(Some.Lines("Extract of notifications", "", Ppn.Header, Some.Ppn(1).ToString(), Some.Ppn(2).ToString()));

        Assert.Equal(("committed", 2, 2), (result.Status, result.RowsIn, result.Accepted));
        const string Said = "select n.line, occurred_on, occurred_hour, age_band, risk_grade, t.status, elapsed_hours, child_key from "
            + "notifications n join timeliness t using (notification_key) order by all";
        Assert.Equal(csv.Ask(Said), _at.Ask(Said));
        Assert.Equal(["excel|"], _at.Ask("select format, encoding from files"));
        Assert.Contains("(titles, totals): row 1.", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_visible_sheet_is_read_and_what_is_not_is_told()
    {
        var book = Write(new
        {
            library = "xlsx",
            type = "xlsx",
            sheets = (object[])
            [
                // filtered rows are rows
                new { name = "Jan", rows = (object?[][])[Names, Cells(Some.Ppn(1)), Cells(Some.Ppn(2))], hiddenRows = (int[])[3] },
                Sheet("Notes", ["Ask Jo about row 7"], ["Risk Level", "High", "Status"]),
                new { name = "Old", hidden = 1, rows = (object?[][])[Names, Cells(Some.Ppn(8))] },
                Sheet("Sheet4"),
                new { name = "Lookups", hidden = 2, rows = (object?[][])[["High"]] },
                Sheet("Feb", [null], ["February"], Names, Cells(Some.Ppn(3)), Cells(Some.Ppn(4) with { Reference = "" })),
            ],
        });
        var result = await _at.Take(book, name: "ppn.xlsx");

        Assert.Equal((4, 3, 1), (result.RowsIn, result.Accepted, result.Rejected));
        Assert.Equal(["1|2", "1|3", "2|4"], _at.Ask("select part, line from notifications order by all"));
        Assert.Equal(["2|5|ROW_KEY_MISSING"], _at.Ask("select part, line, code from rejects where tier = 'row'"));
        Assert.Equal(["FILE_SHEET_HIDDEN", "FILE_SHEET_HIDDEN", "FILE_SHEET_SKIPPED"],
            _at.Ask("select code from rejects where code like 'FILE%' order by all"));
        var receipt = _at.Receipt(".receipt.txt");
        Assert.Contains("Found: 'Old', 'Lookups'.", receipt, StringComparison.Ordinal);
        Assert.Contains("Found: 'Notes'.", receipt, StringComparison.Ordinal);
        Assert.Contains("'Feb': row 5", receipt, StringComparison.Ordinal);
        Assert.Contains("Read, in this order: 'Jan', 'Feb'.", receipt, StringComparison.Ordinal);
        Assert.DoesNotContain(_at.Dump()
            .Where(row => !row.StartsWith("restricted", StringComparison.Ordinal)),
            row => row.Contains("Lookups", StringComparison.Ordinal) || row.Contains("Feb", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HDR_NOT_FOUND", "Notes", "nothing", "here")]
    // a table of the feed, with a name misspelt
    [InlineData("HDR_KEY_MISSING", "Jan", "PPN Refrence", "Child Reference", "Incident Date From")]
    [InlineData("HDR_IN_ONE_CELL", "Jan", "PPN Reference;Child Reference;Incident Date From")] // a CSV pasted into the first column
    public async Task A_workbook_without_the_table_of_the_feed_is_refused(string code, string sheet, params string[] header)
    {
        var result = await _at.Take(SheetJs("xlsx", Sheet(sheet, header, ["1", "2", "3"])));

        Assert.Equal(("refused", code), (result.Status, result.Refusal));
        Assert.Contains($"in '{sheet}'", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_workbook_its_reader_stumbles_over_is_to_be_saved_as_a_new_one() =>
        Assert.Equal("FILE_SPREADSHEET", (await _at.Take(SheetJs("biff5", Sheet("Jan", Names, Cells(Some.Ppn(1)), [Date(From)])))).Refusal);

    [Theory]
    [InlineData("ranges/template.xlsx", "HDR_NOT_FOUND")] // written by Excel itself
    [InlineData("encryption/in.xlsx", "FILE_ENCRYPTED")]
    public async Task A_workbook_that_nobody_here_wrote_is_taken_for_what_it_is(string name, string code) =>
        Assert.Equal(code, (await _at.Take(
        File.ReadAllBytes(Path.Combine(Repository.Path("node_modules", "xlsx-populate", "examples"), name)))).Refusal);

    [Fact]
    public async Task An_old_workbook_with_a_password_is_told_from_a_damaged_one()
    {
        var book = SheetJs("biff8", Sheet("Jan", Names, Cells(Some.Ppn(1))));
        // The globals begin with BOF (0809, 16 bytes); the record behind it becomes FILEPASS.
        var bof = book.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]);
        (book[bof + 20], book[bof + 21]) = (0x2F, 0x00);

        Assert.Equal("FILE_ENCRYPTED", (await _at.Take(book)).Refusal);
    }

    [Fact]
    public async Task A_sheet_whose_header_is_misspelt_is_not_passed_over_for_another() =>
        Assert.Equal("HDR_KEY_MISSING", (await _at.Take(SheetJs("xlsx",
            Sheet("Jan", Names, Cells(Some.Ppn(1))), Sheet("Feb", ["PPN Refrence", .. Names[1..]], Cells(Some.Ppn(2)))))).Refusal);

    [Theory]
    [InlineData("xlsx")]
    [InlineData("biff8")]
    public async Task An_error_is_no_value_and_is_told(string type)
    {
        var row = Row(1, Date(From), Date(To), "14/02/2012");
        row[3] = new { e = "#N/A" };
        row[12] = new { f = "A1&\"x\"", v = "1 Sample Street" }; // what a formula came to
        row[14] = true;
        var keyless = Row(2, Date(From), Date(To), "14/02/2012");
        keyless[0] = new { e = "#REF!" };
        var result = await _at.Take(SheetJs(type, Sheet("Jan", Names, row, keyless)));

        Assert.Equal((1, 1), (result.Accepted, result.Rejected));
        Assert.Equal(["2|Risk Level|DQ_CELL_ERROR", "3|PPN Reference|DQ_CELL_ERROR", "3|PPN Reference|ROW_KEY_MISSING"],
            _at.Ask("select line, \"column\", code from rejects where code in ('DQ_CELL_ERROR', 'ROW_KEY_MISSING') order by all"));
        Assert.Equal(["TRUE|1 Sample Street"], _at.AskRestricted("identities", "select sent_narrative, sent_address from {0}"));
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("biff8")]
    public async Task A_date_merged_over_the_rows_of_several_children_starts_the_clock_of_each(string type)
    {
        var second = Row(2, null!, null!, "03/03/2013");
        second[6] = "14/01/2019 20:00"; // the report, from which it would be in time
        var third = Row(3, null!, null!, "04/04/2014");
        third[6] = "14/01/2019 20:00"; // beside the merged cells: it has no date of its own
        object book = new
        {
            library = "xlsx",
            type,
            sheets = (object[])[new
            {
                name = "Jan",
                rows = (object[])[Names, Row(1, Date(From), Date(To), "14/02/2012"), second, third],
                merges = (string[])["A1:B1", "E2:E3", "F2:F3"]
            }]
        };
        await _at.Take(Write(book), hours: 24 * 10);

        Assert.Equal(["2|late|incident end", "3|late|incident end", "4|on_time|reported"],
            _at.Ask("select line, status, replace(started_basis, '_', ' ') from timeliness where clock = 'sharing' order by line"));
    }

    [Fact]
    public async Task Empty_rows_count_between_others_and_never_below_them()
    {
        var below = string.Concat(Enumerable.Range(6, 5000)
            .Select(place => $"<row r=\"{place}\"><c r=\"A{place}\" s=\"1\"/><c r=\"B{place}\" t=\"inlineStr\"><is><t> "
            + "</t></is></c></row>"));
        var result = await _at.Take(Xlsx(Line(1, Ppn.Header.Split(',')) + Line(2, Some.Ppn(1).Cells) + Line(5, Some.Ppn(2).Cells) + below));

        Assert.Equal((4, 2, 2), (result.RowsIn, result.Accepted, result.Blank));
        Assert.Equal(["2", "5"], _at.Ask("select line from notifications order by all"));
    }

    [Fact]
    public async Task A_cell_is_read_as_it_is_kept_whatever_its_kind()
    {
        // Text under a date format is text, day first; a date may be kept as ISO text; a formula's text is its result; how a text is
        // pronounced is not part of it.
        var row = $"""
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="D2" t="str"><f>x</f><v>High</v></c>
            <c r="E2" t="inlineStr" s="1"><is><t>04/01/2019 20:30</t></is></c><c r="F2" t="d" s="1"><v>2019-01-04T21:00:00.000</v></c>
            <c r="I2"><v>12345678901</v></c><c r="O2" t="inlineStr"><is><r><t>one</t></r><r><t xml:space="preserve"> two_x000A_three</t></r></is></c></row>
            """;
        await _at.Take(Xlsx(Line(1, Ppn.Header.Split(',')) + row,
            shared: "<si><t>PPN/19/000001</t><rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></si>"));

        Assert.Equal(["2019-01-04|20|high|on_time"],
            _at.Ask("select occurred_on, occurred_hour, risk_grade, t.status from notifications join timeliness t using "
                + "(notification_key)"));
        Assert.Equal(["PPN/19/000001|12345678901|one two\nthree"],
            _at.AskRestricted("identities", "select sent_ppn_reference, sent_child_reference, sent_narrative from {0}"));
    }

    [Fact]
    public async Task A_reference_that_lost_digits_to_its_cell_tells_no_record_apart()
    {
        var row = Row(1, Date(From), Date(To), "14/02/2012");
        row[0] = 1234567890123456700d;
        Assert.Equal(1, (await _at.Take(SheetJs("xlsx", Sheet("Jan", Names, row)))).Rejected);
        Assert.Equal(["PPN Reference|DQ_PRECISION_LOST|row"], _at.Ask("select \"column\", code, tier from rejects where tier = 'row'"));
    }

    [Theory]
    [InlineData("FILE_DAMAGED", "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>9</v></c></row>")] // text that is not there
    [InlineData("FILE_DAMAGED", "<row r=\"5\"/><row r=\"4\"/>")]
    [InlineData("FILE_DAMAGED", "<row r=\"1\"><c></row>")]
    [InlineData("FILE_EMPTY", "")]
    public async Task A_workbook_that_cannot_be_read_is_refused_in_words_of_ours(string code, string rows)
    {
        Assert.Equal(code, (await _at.Take(Xlsx(rows))).Refusal);
        Assert.DoesNotContain("Exception", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_cut_off_or_overwritten_anywhere_is_refused_or_read_and_never_a_fault_of_ours()
    {
        var random = new Random(StageSeeds.New());
        foreach (var type in (string[])["biff8", "xlsx"])
        {
            var whole = SheetJs(type, Sheet("Jan", Names, [.. Cells(Some.Ppn(1))]));
            for (var turn = 0; turn < 12; turn++)
            {
                var broken = turn % 2 == 0 ? whole[..random.Next(512, whole.Length)] : [.. whole];
                for (var at = 0; turn % 2 == 1 && at < 40; at++) broken[random.Next(64, broken.Length)] = (byte)random.Next(256);
                using var at2 = new Premises();
                Assert.Contains((await at2.Take(broken)).Status, (string[])["refused", "committed"]);
            }
        }
    }

    public void Dispose() => _at.Dispose();

    static object?[] Row(int number, object from, object to, object born)
    {
        var cells = Cells(Some.Ppn(number));
        (cells[4], cells[5], cells[11]) = (from, to, born);
        return cells;
    }
}

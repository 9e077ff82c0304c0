using System.Globalization;
using System.Text;
using System.Text.Json;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>What a partner is told is enough to act on, and safe to open.</summary>
public sealed class ReceiptTests : IDisposable
{
    readonly Premises _at = new();

    [Fact]
    public async Task The_text_says_what_was_taken_what_was_late_and_what_to_put_right()
    {
        await _at.Take(Some.Lines("Title", Ppn.Header + ",Shift",
            Some.Ppn(1) + ",A",
            (Some.Ppn(2) with { From = "28/12/2018 10:00", To = "" }) + ",A",
            (Some.Ppn(3) with { Reference = "", Risk = "Purple" }) + ",A",
            Some.Ppn(4) with { Council = "998" } + ",A",
            "too,few",
            "",
            (Some.Ppn(5) with { Postcode = "nowhere" }) + ",A",
            "Total,6"), name: "daily extract.csv");

        Assert.Equal("""
            RECEIPT  daily extract.csv
            police/domestic-abuse from northshire-police, received Sat 5 Jan 2019 07:00 UTC, contract edition 2018, file id 00000000

                  7 rows in
                  3 accepted
                  3 rejected, listed in daily extract.csv.00000000.rejects.csv
                  0 unchanged since they were last sent
                  1 blank

            Timeliness: 2 on time, 1 late, 0 possibly late, 0 could not be decided.
            Late: 0 late, 1 serious, 0 critical; the longest took 189 h.
              line 4: 189 h against 24 h (serious)

            Rejected, to be put right and sent again:
              ROW_KEY_MISSING, PPN Reference, line 5
                The record cannot be identified: part of its key is empty. Fill in the column named and send the row again.
              ROW_OTHER_COUNCIL, LA Code, line 6
                The child belongs to a council this service does not act for. Send the row to that council, or correct the LA code.
              ROW_UNSPLIT, line 7
                The record could not be split into its columns. Look for a quote that is not closed, or a separator in text that is not quoted, on this line.

            To put right at the source; these alone reject no row:
              CODE_UNMAPPED, Risk Level, line 5
                The value is not one of the agreed codes. Use one of the agreed codes, or ask for this one to be added. For instance: High
              ID_POSTCODE_INVALID, Postcode, line 9
                The postcode has no valid form. Check the postcode; it was not used for matching.

            Agreed columns that are not in the file: Occurrence Reference, PPN Reviewed, Date Shared, Child Gender, Ethnicity, Child Present, School Name, School URN, Encompass Sent Date, Last Updated.

            Read and not counted as rows (titles, totals): line 1, 10.
            Columns this feed does not know, not used: Shift.

            """, WithoutId(_at.Receipt(".receipt.txt")), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task The_json_says_the_same_to_a_machine()
    {
        var result = await _at.Take(
            Some.PoliceFile(Some.Ppn(1), Some.Ppn(2) with { From = "28/12/2018 10:00", To = "" }, Some.Ppn(3) with { Reference = "" }));
        using var receipt = JsonDocument.Parse(_at.Receipt(".receipt.json"));
        var json = receipt.RootElement;

        Assert.Equal(
            ["schema", "file_id", "file", "agency", "sender", "feed", "received_at", "edition", "status", "refusal", "headlines", "format",
                "encoding", "bytes", "rows_in", "accepted", "new", "amended",
                "rejected", "unchanged", "blank", "cancelled", "resends", "parts", "timeliness", "defects", "reject_file"],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal((result.FileId, "committed", 3, 2, 1), (json.GetProperty("file_id").GetString(),
            json.GetProperty("status").GetString(),
            json.GetProperty("rows_in").GetInt32(), json.GetProperty("accepted").GetInt32(), json.GetProperty("rejected").GetInt32()));
        Assert.Equal(1, json.GetProperty("timeliness").GetProperty("late").GetInt32());
        Assert.Equal(3, json.GetProperty("timeliness").GetProperty("late_lines")[0].GetProperty("line").GetInt32());
        var row = json.GetProperty("defects").EnumerateArray().First();
        Assert.Equal(("ROW_KEY_MISSING", "row", "PPN Reference", 4), (row.GetProperty("code").GetString(),
            row.GetProperty("tier").GetString(),
            row.GetProperty("column").GetString(), row.GetProperty("lines")[0].GetInt32()));
        Assert.True(File.Exists(
            Path.Combine(Path.GetDirectoryName(_at.Receipts(".receipt.json")[0])!, json.GetProperty("reject_file").GetString()!)));
    }

    [Fact]
    public async Task Rejected_rows_come_back_quoted_and_no_cell_is_a_formula()
    {
        var result = await _at.Take(Some.Lines(Ppn.Header,
            (Some.Ppn(1) with
            {
                Reference = "",
                Surname = "=HYPERLINK(\"http://x\",\"click\")",
                Forename = "+1",
                Address = "-2",
                Narrative = "@SUM(A1)\r\nand \"more\""
            }).ToString(),
            "=cmd|' /C calc'!A0"));
        Assert.Equal(2, result.Rejected);

        var file = Assert.Single(_at.Receipts(".rejects.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], (await File.ReadAllBytesAsync(file))[..3]); // or a spreadsheet reads it as another encoding
        using var scratch = Scratch.Open(Path.GetDirectoryName(file)!);
        using var engine = new Engine(new EngineOptions(scratch.Folder, 256));
        using var connection = engine.Open();
        using var read = connection.Run(
            $"select * from read_csv('{file}', header = true, all_varchar = true, quote = '\"', escape = '\"', delim = ',')");
        var cells = read.Rows.ToList();
        var columns = read.Columns.Select(column => column.Name).ToList();

        Assert.Equal(["line", "code", "column", "what to do", "PPN Reference"], columns[..5]);
        Assert.Equal(["2", "4"], cells.Select(row => (string)row[0]!));
        Assert.Equal("'=HYPERLINK(\"http://x\",\"click\")", cells[0][columns.IndexOf("Child Surname")]);
        Assert.Equal("'@SUM(A1)\r\nand \"more\"", cells[0][columns.IndexOf("Narrative")]);
        Assert.Equal("'=cmd|' /C calc'!A0", cells[1][columns.IndexOf("PPN Reference")]);
        Assert.DoesNotContain(cells.SelectMany(row => row.OfType<string>()),
            cell => cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_lines_than_can_be_listed_are_counted()
    {
        var result = await _at.Take(
            Some.PoliceFile(Enumerable.Range(1, 1234)
                .Select(i => Some.Ppn(i) with
                {
                    Postcode = "x",
                    Risk = "Purple",
                    Council = i % 2 == 0 ? "998" : "999",
                    From = "28/12/2018 10:00",
                    To = ""
                })));

        var lines = string.Join(", ", Enumerable.Range(2, 20));
        Assert.Equal(1234 + 1234 + 10, result.Warnings); // and ten columns that are not in the file
        Assert.Contains($"  ROW_OTHER_COUNCIL, LA Code, showing 20 of 617: line 3, 5, ", _at.Receipt(".receipt.txt"),
            StringComparison.Ordinal);
        Assert.Contains($"  CODE_UNMAPPED, Risk Level, showing 20 of 1,234: line {lines}\n", _at.Receipt(".receipt.txt"),
            StringComparison.Ordinal);
        Assert.Contains($"  ID_POSTCODE_INVALID, Postcode, showing 20 of 1,234: line {lines}\n", _at.Receipt(".receipt.txt"),
            StringComparison.Ordinal);
        Assert.Contains("  showing 20 of 617\n", _at.Receipt(".receipt.txt"), StringComparison.Ordinal); // late
        using var json = JsonDocument.Parse(_at.Receipt(".receipt.json"));
        var counts = json.RootElement.GetProperty("defects").EnumerateArray()
            .Where(defect => defect.GetProperty("code").GetString() == "CODE_UNMAPPED")
            .Select(defect => (defect.GetProperty("count").GetInt32(), defect.GetProperty("lines").GetArrayLength()));
        Assert.Equal([(1234, 20)], counts);
        Assert.Equal(617 + 1, (await File.ReadAllLinesAsync(_at.Receipts(".rejects.csv")[0])).Length); // every rejected row comes back
        Assert.Equal(["1234"], _at.Ask("select count(*) from rejects where code = 'CODE_UNMAPPED'")); // and every defect is in the lake
    }

    [Fact]
    public async Task What_could_not_be_timed_for_certain_is_told_by_line_with_what_to_do()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn(1) with { From = "", To = "01/04/2019 21:00" },
            Some.Ppn(2) with { From = "", To = "04/01/2019" }, Some.Ppn(3) with { From = "", To = "06/04/2019 21:00" }));

        Assert.Contains("""
            Timeliness: 0 on time, 0 late, 1 possibly late, 2 could not be decided.

            Why not all could be timed for certain:
              TIME_DAY_ONLY, line 3
                A date without a time, so the result is a range. Send the time of day as well.
              TIME_FUTURE, line 2, 4
                The start lies after the notification was received. Correct the date; day and month may stand the wrong way round.

            """.ReplaceLineEndings("\n"), _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(_at.Receipt(".receipt.json"));
        var doubt = json.RootElement.GetProperty("timeliness").GetProperty("doubts")[1];
        Assert.Equal(("TIME_FUTURE", 2, 4), (doubt.GetProperty("code").GetString(), doubt.GetProperty("count").GetInt32(),
            doubt.GetProperty("lines")[1].GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Dates_that_are_probably_wrong_are_told_though_the_row_could_be_timed()
    {
        await _at.Take(Some.PoliceFile(
            Some.Ppn(1),
            Some.Ppn(2) with { From = "05/01/2019 21:00", To = "04/01/2019 21:00" }, // ends before it begins, and on time
            Some.Ppn(3) with { From = "29/12/2018 21:00", To = "28/12/2018 21:00" }, // and late
            Some.Ppn(4) with { From = "04/01/2029 21:00", To = "04/01/2019 21:00", Narrative = "a line\r\nand another" },
            Some.Ppn(5) with { From = "", To = "06/04/2019 21:00" })); // in doubt, and told there

        var text = _at.Receipt(".receipt.txt");
        Assert.Contains("""
            Dates to check, of rows that could be timed all the same:
              TIME_END_BEFORE_START, line 3, 4, 5
                The incident ends before it begins. Correct the incident's dates.

            """.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
        Assert.Contains("  TIME_FUTURE, line 7\n", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(_at.Receipt(".receipt.json"));
        var fault = Assert.Single(json.RootElement.GetProperty("timeliness").GetProperty("faults").EnumerateArray());
        Assert.Equal(("TIME_END_BEFORE_START", 3, 4), (fault.GetProperty("code").GetString(), fault.GetProperty("count").GetInt32(),
            fault.GetProperty("lines")[1].GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task A_report_after_receipt_and_steps_the_wrong_way_round_are_told_of_rows_on_time()
    {
        await _at.Take(Some.Lines("PPN Reference,Child Reference,Incident Date To,Reported Date,PPN Created,PPN Reviewed",
            "PPN/19/1,N1,04/01/2019 21:00,06/01/2019 21:00,,",
            "PPN/19/2,N2,04/01/2019 21:00,,04/01/2019 23:00,04/01/2019 22:00"));

        var text = _at.Receipt(".receipt.txt");
        Assert.Contains("Timeliness: 2 on time", text, StringComparison.Ordinal);
        Assert.Contains("  TIME_REPORTED_FUTURE, line 2\n", text, StringComparison.Ordinal);
        Assert.Contains("  TIME_STEPS_BACKWARDS, line 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_left_in_doubt_without_a_reason()
    {
        await _at.Take(Some.Lines("PPN Reference,Child Reference,PPN Created", "PPN/19/1,N1,04/01/2019 21:00"));

        Assert.Contains("  TIME_AT_LEAST, line 2\n    No certain start: the hours are at least these. Send the time that starts the clock.\n", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_minute_beyond_the_limit_is_not_shown_as_the_limit()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn(1) with { From = "", To = "04/01/2019 06:59" })); // received at 07:00 the next day

        Assert.Contains("  line 2: 24.1 h against 24 h (late)\n", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_or_header_with_a_line_end_stays_on_its_line()
    {
        await _at.Take(Some.Lines("\"Odd\r\nREFUSED\"," + Ppn.Header, "," + Some.Ppn()), name: "a\nREFUSED.csv");

        Assert.DoesNotContain(_at.Receipt(".receipt.txt").Split('\n'), line => line.StartsWith("REFUSED", StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_that_leave_a_row_out_are_an_error()
    {
        var tally = new IngestCounts();
        tally.CountBlank();
        tally.CountRejected();

        tally.CheckConservation(2);
        Assert.Throws<InvalidOperationException>(() => tally.CheckConservation(3));
    }

    public void Dispose() => _at.Dispose();

    string WithoutId(string receipt) => receipt.Replace(_at.Ask("select file_id from files")[0][..8], "00000000", StringComparison.Ordinal);
}

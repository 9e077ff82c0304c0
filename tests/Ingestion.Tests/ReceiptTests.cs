using System.Globalization;
using System.Text;
using System.Text.Json;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
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
            ACCEPTED, WITH 3 ROWS TO CORRECT: daily extract.csv
            What to do: correct the 3 rows listed in daily extract.csv.00000000.rejects.csv and send them again by Mon 7 Jan 2019, with or without the rest of the file.

            police/domestic-abuse from northshire-police, received Sat 5 Jan 2019 07:00 GMT, contract edition 2018, file id 00000000

                  7 rows in
                  3 accepted
                  3 rejected, listed in daily extract.csv.00000000.rejects.csv
                  0 unchanged since they were last sent
                  1 blank

            Timeliness: 2 on time, 1 late, 0 possibly late, 0 could not be decided.
            Late: 1, of these 1 serious; the longest took 189 h, all listed in daily extract.csv.00000000.late.csv.
              line 4: 189 h against 24 h (serious)

            Rejected, to be put right and sent again:
              ROW_KEY_MISSING, PPN Reference, line 5
                The record cannot be identified: part of its key is empty. Fill in the column named and send the row again.
              ROW_OTHER_COUNCIL, LA Code, line 6
                The child belongs to a council that this service does not serve. Send the row to that council, or correct the LA code.
              ROW_UNSPLIT, line 7
                The record could not be split into its columns. Found: 2 values where 18 are expected. Look for a quote that is not closed, or a separator in text that is not quoted, on this line.

            To put right at the source; none of these rejects a row:
              CODE_UNMAPPED, Risk Level, line 5
                The value is not one of the agreed codes. Use one of the agreed codes, or ask for this one to be added. For instance: High
              ID_POSTCODE_INVALID, Postcode, line 9
                The postcode does not have a valid form. Check the postcode; it was not used for matching.

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
            ["schema", "file_id", "file", "agency", "sender", "feed", "received_at", "edition", "status", "verdict", "to_do", "to_do_by",
                "contact", "refusal", "headlines", "format",
                "encoding", "bytes", "rows_in", "accepted", "new", "amended",
                "rejected", "unchanged", "blank", "cancelled", "resends", "parts", "timeliness", "defects", "reject_file", "late_file"],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal((result.FileId, "committed", 3, 2, 1), (json.GetProperty("file_id").GetString(),
            json.GetProperty("status").GetString(),
            json.GetProperty("rows_in").GetInt32(), json.GetProperty("accepted").GetInt32(), json.GetProperty("rejected").GetInt32()));
        Assert.Equal(("accepted, with 1 row to correct", "2019-01-07", JsonValueKind.Null),
            (json.GetProperty("verdict").GetString(), json.GetProperty("to_do_by").GetString(), json.GetProperty("contact").ValueKind));
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
    public async Task Every_late_row_is_listed_beside_the_receipt_by_the_senders_own_reference()
    {
        await _at.Take(Some.PoliceFile(Enumerable.Range(1, 50)
            .Select(i => Some.Ppn(i) with { Reference = i == 1 ? "=1+1" : $"PPN/19/{i}", From = "28/12/2018 10:00", To = "" })
            .Append(Some.Ppn(51))));

        var file = Assert.Single(_at.Receipts(ReceiptName.Late));
        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal([0xEF, 0xBB, 0xBF], (await File.ReadAllBytesAsync(file))[..3]);
        Assert.Equal("part,line,\"PPN Reference\",clock,hours,limit,severity,still running", lines[0]);
        Assert.Equal("\"1\",2,\"'=1+1\",\"sharing\",189,\"24 h\",serious,no", lines[1]);
        Assert.Equal(1 + 50, lines.Length); // the receipt lists twenty, and the row in time is not here
        Assert.Contains($", all listed in {Path.GetFileName(file)}.", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        Assert.Contains($"\"late_file\": \"{Path.GetFileName(file)}\"", _at.Receipt(".receipt.json"), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_at.Root, "*" + ReceiptName.Late, SearchOption.AllDirectories)); // and nowhere else
    }

    [Fact]
    public async Task A_file_without_a_late_row_has_no_list_of_them()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()));

        Assert.Empty(_at.Receipts(ReceiptName.Late));
        Assert.DoesNotContain(".late.csv", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Verdicts => new()
    {
        { "ACCEPTED: a.csv", "nothing", Ppn.Header + "\n" + Some.Ppn() },
        { "NIL RETURN ACCEPTED, WITH THANKS: a.csv", "nothing", Ppn.Header + "\n" },
        { "ACCEPTED, WITH 1 ROW TO CORRECT: a.csv", "correct the row listed in a.csv.",
            $"{Ppn.Header}\n{Some.Ppn(1)}\n{Some.Ppn(2) with { Reference = "" }}\n" },
        { "NO ROW ACCEPTED, 1 ROW TO CORRECT: a.csv", "correct the row listed in a.csv.",
            $"{Ppn.Header}\n{Some.Ppn(2) with { Reference = "" }}\n" },
        { "ACCEPTED, BUT NOT ALL OF THE FILE IS HERE: a.csv", "export the file again and send the whole of it by Mon 7 Jan 2019.",
            $"{Ppn.Header}\n{Some.Ppn(1)}\n{Some.Ppn(2)}\nPPN/19/000123,1,Domes" },
        { "NOT ACCEPTED: a.csv", "put right what is listed under \"Why it was not accepted\", and send the whole "
            + "file again by Mon 7 Jan 2019.",
            "<html>log in</html>" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task The_first_line_is_the_verdict_and_the_second_what_to_do(string verdict, string toDo, string content)
    {
        await _at.Take(content);

        var lines = _at.Receipt(".receipt.txt").Split('\n');
        Assert.Equal(verdict, lines[0]);
        Assert.StartsWith($"What to do: {toDo}", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2019-04-18T12:00:00Z", "by Tue 23 Apr 2019", "Easter is between")]
    [InlineData("2019-06-30T23:30:00Z", "by Tue 2 Jul 2019", "it is 1 July already in London")]
    [InlineData("2090-07-11T08:00:00Z", "by the next working day", "no calendar knows that year")]
    public void What_is_to_be_sent_again_is_wanted_by_the_next_working_day(string received, string by, string why)
    {
        var receipt = new Receipt
        {
            FileId = "0123456789",
            File = "a.csv",
            Agency = "police",
            Sender = "s",
            Feed = "f",
            Status = "refused",
            ReceivedAt = DateTimeOffset.Parse(received, System.Globalization.CultureInfo.InvariantCulture),
        };

        Assert.True(receipt.ToDo.Contains(by + ". ", StringComparison.Ordinal), $"{why}: {receipt.ToDo}");
    }

    [Fact]
    public void Whom_to_ask_is_said_as_the_settings_name_them()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Contact__Name"] = "Front door data team",
            ["Contact__Telephone"] = " 01234 567890 ",
        };
        var receipt = new Receipt
        {
            FileId = "0123456789",
            File = "a.csv",
            Agency = "police",
            Sender = "s",
            Feed = "f",
            Status = "refused",
            ReceivedAt = Some.Morning(),
            Contact = Contact.Read(settings.GetValueOrDefault),
        };

        Assert.Equal("Whom to ask: Front door data team, 01234 567890.", receipt.ToText().Split('\n')[2]);
        Assert.Contains("\"telephone\": \"01234 567890\"", System.Text.Encoding.UTF8.GetString(receipt.ToJson()), StringComparison.Ordinal);
        Assert.Null(Contact.Read(_ => " "));
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
                The start lies after the notification was received. Correct the date; day and month may be swapped.

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
            Dates to check, in rows that could be timed:
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
        await _at.Take(Some.Lines(
            "PPN Reference,Child Reference,Incident Date From,Incident Date To,Reported Date,PPN Created,PPN Reviewed",
            "PPN/19/1,N1,04/01/2019 20:00,04/01/2019 21:00,06/01/2019 21:00,,",
            "PPN/19/2,N2,,04/01/2019 21:00,,04/01/2019 23:00,04/01/2019 22:00"));

        var text = _at.Receipt(".receipt.txt");
        Assert.Contains("Timeliness: 2 on time", text, StringComparison.Ordinal);
        Assert.Contains("  TIME_REPORTED_FUTURE, line 2\n", text, StringComparison.Ordinal);
        Assert.Contains("  TIME_STEPS_BACKWARDS, line 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_left_in_doubt_without_a_reason()
    {
        await _at.Take(Some.Lines("PPN Reference,Child Reference,PPN Created", "PPN/19/1,N1,04/01/2019 21:00"));

        Assert.Contains("  TIME_AT_LEAST, line 2\n    No certain start: the hours are at least these. "
            + "Send the time that starts the clock.\n",
            _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_a_time_is_told_as_a_range_on_the_receipt_and_in_the_alert()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn(1) with { From = "", To = "29/12/2018" })); // received at 07:00 on the 5th

        Assert.Contains("  line 2: 151 to 175 h against 24 h (", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        Assert.Contains(_at.Ask("select text from notices"),
            text => text.Contains("received 151 to 175 h after its clock started", StringComparison.Ordinal));
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

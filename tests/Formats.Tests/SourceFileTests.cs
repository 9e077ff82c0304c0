using System.Text;
using FrontDoor.Tests;

namespace FrontDoor.Formats.Tests;

/// <summary>Every record of a file is dealt with, is what it looks like, and is told of by the line it stands on.</summary>
public sealed class SourceFileTests : IDisposable
{
    static readonly string Header = Ppn.Header;
    static readonly string One = Some.Ppn(1).ToString();
    static readonly string Two = Some.Ppn(2).ToString();

    readonly Premises _at = new();

    [Theory]
    [InlineData("1", 2, 0, 0)]
    [InlineData("title", 2, 0, 0)] // lines above the header are not rows
    [InlineData("totals", 2, 0, 0)] // nor are totals below them
    [InlineData("blank", 2, 0, 1)]
    [InlineData("separators", 2, 0, 1)] // blank too
    [InlineData("few", 2, 1, 0)]
    [InlineData("many", 2, 1, 0)]
    [InlineData("trailing", 2, 0, 0)] // empty fields too many are harmless
    [InlineData("no last line end", 2, 0, 0)]
    public async Task Every_record_is_counted_once_as_what_it_is(string kind, int accepted, int rejected, int blank)
    {
        var result = await _at.Take(kind switch
        {
            "title" => Some.Lines("NORTHSHIRE POLICE", "Extract of notifications, 5 January", "", Header, One, Two),
            "totals" => Some.Lines(Header, One, Two, "Total records: 2"),
            "blank" => Some.Lines(Header, One, "", Two),
            "separators" => Some.Lines(Header, One, new string(',', 16), Two),
            "few" => Some.Lines(Header, One, "PPN/19/000003,1,Domestic Abuse,High", Two),
            "many" => Some.Lines(Header, One, Some.Ppn(3) + ",surplus", Two),
            "trailing" => Some.Lines(Header + ",,", One + ",,", Two + ",,,"),
            "no last line end" => Some.Lines(Header, One) + Two,
            _ => Some.Lines(Header, One, Two),
        });

        Assert.Equal(("committed", accepted, rejected, 0, blank), (result.Status, result.Accepted, result.Rejected, result.Unchanged,
            result.Blank));
        Assert.Equal(result.RowsIn, accepted + rejected + blank);
        Assert.Equal([$"{result.RowsIn}|{accepted}|{rejected}|0|{blank}"],
            _at.Ask("select rows_in, accepted, rejected, unchanged, blank from files"));
        Assert.Equal([$"{accepted}|{accepted}"], _at.Ask("select count(*), count(distinct notification_key) from notifications"));
    }

    [Fact]
    public async Task Lines_are_physical_and_a_title_or_total_is_listed_by_its_line()
    {
        await _at.Take(Some.Lines("Title", "", Header, (Some.Ppn(1) with { Narrative = "one\r\ntwo\nthree" }).ToString(), "", Two,
            "too,few",
            "Grand total,,2", (Some.Ppn(3) with { Reference = "" }).ToString()));

        Assert.Equal(["4", "8"], _at.Ask("select line from notifications order by line"));
        Assert.Equal(["9|ROW_UNSPLIT", "11|ROW_KEY_MISSING"], _at.Ask("select line, code from rejects where tier = 'row' order by line"));
        Assert.Contains("line 1, 10.", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        Assert.Equal(["one\r\ntwo\nthree"], _at.AskRestricted("identities", "select sent_narrative from {0} where line = 4"));
    }

    [Theory]
    [InlineData("\"an open quote")] // never closed: it would swallow the rest of the file
    [InlineData("an \"open quote")]
    [InlineData("\"closed\" too soon\"")]
    public async Task A_stray_quote_costs_its_own_line_and_no_other(string narrative)
    {
        var stray = Some.Ppn(50).ToString().Replace("Invented.", narrative, StringComparison.Ordinal);
        var result = await _at.Take(
            Some.Lines([Header, .. Enumerable.Range(1, 40).Select(i => Some.Ppn(i).ToString()), stray,
                .. Enumerable.Range(100, 40).Select(i => Some.Ppn(i).ToString())]));

        Assert.Equal(81, result.RowsIn);
        Assert.True(result.Accepted >= 80, $"{result.Accepted} of 81 were taken.");
        Assert.Equal([$"{Enumerable.Range(2, 40).Sum() + Enumerable.Range(43, 40).Sum()}"],
            _at.Ask("select sum(line) from notifications where line <> 42"));
        if (result.Rejected == 1) Assert.Equal(["42|ROW_UNSPLIT"], _at.Ask("select line, code from rejects where tier = 'row'"));
    }

    [Fact]
    public async Task A_quote_left_open_across_rows_that_have_quotes_themselves_loses_no_row_after_it()
    {
        string[] quoted = [.. Enumerable.Range(1, 30)
            .Select(i => (Some.Ppn(i) with { Narrative = $"said \"no\", then left, {i}" }).ToString())];
        var stray = Some.Ppn(50).ToString().Replace("Invented.", "\"open", StringComparison.Ordinal);
        var result = await _at.Take(Some.Lines([Header, .. quoted[..10], stray, .. quoted[10..]]));

        Assert.Equal((31, 30, 1), (result.RowsIn, result.Accepted, result.Rejected));
        Assert.Equal(["12"], _at.Ask("select line from rejects where tier = 'row'"));
    }

    [Theory]
    [InlineData(0)] // the quotes stand in rows that follow each other
    [InlineData(3)]
    public async Task A_quote_left_open_and_closed_by_chance_rows_later_swallows_no_row(int between)
    {
        var open = Some.Ppn(50).ToString().Replace("Invented.", "\"open", StringComparison.Ordinal);
        // in the same column: a record of the right shape; in another: of a wrong one
        foreach (var closing in (string[])["Invented.", "1 Sample Street"])
        {
            using var at = new Premises();
            var closed = Some.Ppn(60).ToString().Replace(closing, "a screen of 5\"", StringComparison.Ordinal);
            var result = await at.Take(
                Some.Lines([Header, One, open, .. Enumerable.Range(1, between).Select(i => Some.Ppn(100 + i).ToString()), closed, Two]));

            Assert.Equal((4 + between, 3 + between, 1), (result.RowsIn, result.Accepted, result.Rejected));
            Assert.Equal(["3"], at.Ask("select line from rejects where tier = 'row'"));
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public async Task Any_line_end_will_do(string end)
    {
        var result = await _at.Take(string.Join(end, Header, One, Two) + end);

        Assert.Equal((2, 2), (result.RowsIn, result.Accepted));
        Assert.Equal(["2", "3"], _at.Ask("select line from notifications order by line"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("windows-1252")]
    public async Task An_encoding_is_told_from_the_bytes(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding encoding = name switch
        {
            "utf-16le" => new UnicodeEncoding(false, true),
            "utf-16be" => new UnicodeEncoding(true, true),
            "windows-1252" => Encoding.GetEncoding(1252),
            _ => new UTF8Encoding(name == "utf-8-bom"),
        };
        var text = Some.PoliceFile(
            Some.Ppn(1) with
            {
                Surname = "Zoë-Łatka".Replace("Ł", name == "windows-1252" ? "–" : "Ł", StringComparison.Ordinal),
                Narrative = "it’s £5"
            });

        var result = await _at.Take([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

        Assert.Equal(1, result.Accepted);
        Assert.Equal([name], _at.Ask("select encoding from files"));
        Assert.Equal(["it’s £5"], _at.AskRestricted("identities", "select sent_narrative from {0}"));
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task A_separator_is_told_from_the_header(char separator)
    {
        string Line(Ppn row) => string.Join(separator, row.Cells);
        var result = await _at.Take(
            Some.Lines(Header.Replace(',', separator), Line(Some.Ppn(1) with { Narrative = "a, b, and c" }), Line(Some.Ppn(2))));

        Assert.Equal((2, 2), (result.RowsIn, result.Accepted));
        Assert.Equal(["a, b, and c"], _at.AskRestricted("identities", "select sent_narrative from {0} where line = 2"));
    }

    [Fact]
    public async Task Order_and_spelling_of_columns_are_free_and_what_is_extra_or_absent_is_told()
    {
        var result = await _at.Take(Some.Lines(
            "incident-to, CHILD REF ,ppn_no,Colour of Car,Risk",
            "04/01/2019 21:00,N1,PPN/19/1,vermilion,High"));

        Assert.Equal(1, result.Accepted);
        Assert.Equal(["high|on_time"],
            _at.Ask("select n.risk_grade, t.status from notifications n join timeliness t using (notification_key)"));
        var receipt = _at.Receipt(".receipt.txt");
        Assert.Contains("not used: Colour of Car.", receipt, StringComparison.Ordinal);
        Assert.Contains("Incident Date From", receipt, StringComparison.Ordinal);
        Assert.DoesNotContain("vermilion", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_alone_is_a_nil_return()
    {
        var result = await _at.Take(Some.Lines(Header));

        Assert.Equal(("committed", 0), (result.Status, result.RowsIn));
        Assert.Equal(["committed|0|0"], _at.Ask("select status, rows_in, accepted from files"));
        Assert.Equal(["0"], _at.Ask("select count(*) from notifications"));
    }

    public void Dispose() => _at.Dispose();
}

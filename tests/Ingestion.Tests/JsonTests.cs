using System.Text;
using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Records written as JSON are the records a CSV would hold; what is not JSON is refused whole, or costs its own line.</summary>
public sealed class JsonTests : IDisposable
{
    static readonly string One = Json(Some.Ppn(1));
    static readonly string Two = Json(Some.Ppn(2));
    static readonly string Three = Json(Some.Ppn(3));

    readonly Premises _at = new();

    public void Dispose() => _at.Dispose();

    /// <summary>A row as an object, a line without line ends.</summary>
    internal static string Json(Ppn row) =>
        JsonSerializer.Serialize(Ppn.Header.Split(',').Zip(row.Cells).ToDictionary(pair => pair.First, pair => pair.Second));

    public static TheoryData<string, string, int, int, int> Shapes => new()
    {
        { "an array", $"[{One},{Two},{Three}]", 3, 0, 0 },
        { "an array in lines", $"[\r\n  {One},\r\n  {Two}\r\n]\r\n", 2, 0, 0 },
        { "the one list of an object",
        $$"""{"generated":"2019-01-05","system":{"name":"Athena"},"tags":["a","b"],"notifications":[{{One}},{{Two}}],"count":2}""", 2, 0,
        0 },
        { "a list deeper down", $$$"""{"data":{"empty":[],"items":[{{{One}}}]}}""", 1, 0, 0 },
        { "one object", One, 1, 0, 0 },
        { "one object in lines", One.Replace(",\"", ",\n  \"", StringComparison.Ordinal), 1, 0, 0 },
        { "a line each", $"{One}\n{Two}\r\n{Three}", 3, 0, 0 },
        { "a line each, blank lines", $"{One}\n\n{Two}\n   \n", 2, 0, 2 },
        { "a line each, with separators", $"{One}\n\u001E{Two}\n\u001E{Three}\n", 3, 0, 0 },
        { "a broken line", $"{One}\n{Two[..40]}\n{Three}\n", 2, 1, 0 },
        { "a first line that is broken", $"{One[..40]}\n{Two}\n{Three}\n", 2, 1, 0 },
        { "a last line that is broken", $"{One}\n{Two}\n{Three[..^1]}", 2, 1, 0 },
        { "lines that are no object", $"{One}\n[1]\n\"x\"\nnull\n{Two}", 2, 3, 0 },
        { "elements that are no object", $"[{One},17,null,[{Two}]]", 1, 3, 0 },
        { "an empty object", $"[{One},{{}}]", 1, 0, 1 },
        { "nested too deep", $"{One}\n{{\"x\":{new string('[', 70)}{new string(']', 70)}}}\n{Two}", 2, 1, 0 },
        { "nothing to report", "[]", 0, 0, 0 },
        { "nothing to report, in an object", """{"generated":"2019-01-05","notifications":[]}""", 0, 0, 0 },
        { "a list in a record", One[..^1] + ",\"Officers\":[]}", 1, 0, 0 }, // not a nil return: the object has the feed's fields
    };

    [Theory, MemberData(nameof(Shapes))]
    public async Task Every_record_is_counted_once_whatever_the_shape(string shape, string json, int accepted, int rejected, int blank)
    {
        var result = await _at.Take(json, name: "a.json");

        Assert.True(result.Status == "committed", $"{shape}: {result.ReceiptText}");
        Assert.Equal((accepted, rejected, blank), (result.Accepted, result.Rejected, result.Blank));
        Assert.Equal(accepted + rejected + blank, result.RowsIn);
        Assert.Equal(["json"], _at.Ask("select format from files"));
    }

    [Theory]
    [InlineData("[{0},{1}", 1)] // an upload that did not finish
    [InlineData("[\n{0},\n{1},\n{{\"a\":}}\n]", 4)]
    [InlineData("[{0},{1},]", 1)] // a comma after the last
    [InlineData("[{0} /* two to come */]", 1)] // a comment
    [InlineData("[{0}]\n[{1}]", 2)] // a second list
    [InlineData("{{\"a\":[{0}],\n\"b\":[{1}]}}", 2)] // which of the two?
    [InlineData("[{0},{{\"a\":NaN}}]", 1)]
    [InlineData("[{0},{{'a':1}}]", 1)]
    [InlineData("[{0},{{\"a\":\"line\nend\"}}]", 1)]
    public async Task A_fault_in_a_document_refuses_it_with_its_line_and_takes_nothing(string text, int line)
    {
        var result = await _at.Take(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, One, Two));

        Assert.Equal(("refused", "FILE_JSON"), (result.Status, result.Refusal));
        Assert.Contains($"FILE_JSON, line {line}", result.ReceiptText, StringComparison.Ordinal);
        Assert.Matches(@"\(line \d+, column \d+\)", result.ReceiptText);
        Assert.Empty(_at.Ask("select * from notifications"));
        Assert.DoesNotContain("Testcase", result.ReceiptText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Places_are_lines_of_lines_and_numbers_of_records()
    {
        await _at.Take($"{One}\n\n{{broken\n{Two}\n");
        await _at.Take($"[\n\n{Three},\n5,\n{Json(Some.Ppn(4))}]", hours: 1);

        Assert.Equal(["1", "4"], _at.Ask("select line from notifications where month(received_at) = 1 and notification_key in (select "
            + "notification_key from notifications) and received_at < '2019-01-05 08:00:00Z' order by line"));
        Assert.Equal(["1", "3"], _at.Ask("select line from notifications where received_at >= '2019-01-05 08:00:00Z' order by line"));
        Assert.Equal(["3|ROW_UNREADABLE", "2|ROW_UNREADABLE"],
            _at.Ask("select line, code from rejects where tier = 'row' order by file_id in (select file_id from files where "
            + "received_at >= '2019-01-05 08:00:00Z'), line"));
        var receipts = _at.Receipts(".receipt.txt").Select(File.ReadAllText).ToList();
        Assert.Contains(receipts, text => text.Contains("ROW_UNREADABLE, line 3", StringComparison.Ordinal));
        Assert.Contains(receipts, text => text.Contains("ROW_UNREADABLE, record 2", StringComparison.Ordinal));
        Assert.Contains("{broken", string.Concat(_at.Receipts(".rejects.csv").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Theory]
    // joined names are aliases
    [InlineData("""{"PPN Reference":"P1","child":{"surname":"Testcase","forename":"Ada","dob":"14/02/2012"}}""", "Testcase|Ada|2012-02-14")]
    // escapes
    [InlineData("""{"PPN Reference":"P1","Child":{"Surname":"Testcase","Forename":"A\u0064a","DOB":"14\/02\/2012"}}""",
        "Testcase|Ada|2012-02-14")]
    // a pair, half a pair, null
    [InlineData("""{"PPN Reference":"P1","ChildSurname":"Zo\u00eb \ud83d\ude00","ChildForename":"x\ud800y","childDob":null}""",
        "Zoë 😀|x\uFFFDy|")]
    // a number is as written
    [InlineData("""{"PPN Reference":"P1","Child Surname":true,"Child Forename":12345678901234567890.10,"Child DOB":"14/02/2012"}""",
        "true|12345678901234567890.10|2012-02-14")]
    [InlineData("""{"PPN Reference":"P1","Child Surname":["Testcase",null,"Sample"],"Child Forename":["Ada"],"Child DOB":[]}""",
        "Testcase; Sample|Ada|")]
    public async Task Values_are_what_a_CSV_would_have_said(string record, string said)
    {
        var rest = ",\"Child Reference\":\"N1\",\"Incident Date From\":\"04/01/2019 20:30\"}";
        var result = await _at.Take($"[{record[..^1]}{rest}]");

        Assert.Equal(1, result.Accepted);
        Assert.Equal([said], _at.AskRestricted(
            "identities", "select sent_child_surname, sent_child_forename, coalesce(strftime(try_strptime(sent_child_dob, '%d/%m/%Y'), "
            + "'%Y-%m-%d'), '') from {0}"));
    }

    [Fact]
    public async Task A_value_given_twice_and_a_list_of_objects_are_kept_and_told_of()
    {
        var twice = One[..^1] + ",\"Risk Level\":\"High\",\"Status\":\"New\"}";
        var list = Two.Replace("\"Invented.\"", "[{\"said\":\"one\"},{\"said\":\"two\"}]", StringComparison.Ordinal);
        var result = await _at.Take($"[{twice},{list}]");

        Assert.Equal(2, result.Accepted);
        Assert.Equal(["1|Risk Level|DQ_VALUE_TWICE", "2|Narrative|DQ_VALUE_LIST"],
            _at.Ask("select line, \"column\", code from rejects where code like 'DQ_VALUE%' order by line"));
        Assert.Equal(["Medium; High", "Medium"], _at.AskRestricted("identities", "select sent_risk_level from {0} order by line"));
        Assert.Equal(["""[{"said":"one"},{"said":"two"}]"""],
            _at.AskRestricted("identities", "select sent_narrative from {0} where line = 2"));
    }

    [Theory]
    [InlineData("utf-8-bom")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("windows-1252")] // not UTF-8: read as a CSV would be
    public async Task An_encoding_is_told_from_the_bytes(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding encoding = name switch
        {
            "utf-16le" => new UnicodeEncoding(false, true),
            "utf-16be" => new UnicodeEncoding(true, true),
            "windows-1252" => Encoding.GetEncoding(1252),
            _ => new UTF8Encoding(true),
        };
        var record = One.Replace("Invented.", "it’s £5", StringComparison.Ordinal);
        foreach (var (text, hours) in new[] { ($"[{record}]", 0), ($"{record}\n{Two}\n", 1) })
        {
            var result = await _at.Take([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], hours);

            Assert.Equal("committed", result.Status);
        }
        Assert.Equal([$"{name}|json"], _at.Ask("select distinct encoding, format from files"));
        Assert.Equal(["it’s £5"],
            _at.AskRestricted("identities", "select distinct sent_narrative from {0} where sent_narrative <> 'Invented.'"));
    }

    [Fact]
    public async Task A_record_too_long_to_be_one_is_rejected_alone_and_names_made_of_values_refuse_the_file()
    {
        var huge = One.Replace("Invented.", new string('x', 300_000), StringComparison.Ordinal);
        var photograph = One.Replace("Invented.", new string('x', 17 << 20), StringComparison.Ordinal);
        foreach (var text in new[] { $"[{huge},{Two}]", $"{huge}\n{Two}\n", $"{photograph}\n{Two}\n" })
        {
            using var at = new Premises();
            var result = await at.Take(text);
            Assert.Equal((2, 1, 1), (result.RowsIn, result.Accepted, result.Rejected));
        }

        var names = await _at.Take($"[{{{string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"{i}\":1"))}}}]");
        Assert.Equal("FILE_JSON", names.Refusal);
        var one = await _at.Take($"[{photograph}]", hours: 1);
        Assert.Equal("FILE_JSON", one.Refusal);
    }

    [Fact]
    public async Task What_stands_beside_the_list_is_on_the_receipt_as_not_used()
    {
        var result = await _at.Take($$"""{"Status":"final","notifications":[{{One}}]}""");

        Assert.Equal(1, result.Accepted);
        Assert.Contains("Status (beside the list)", result.ReceiptText, StringComparison.Ordinal);
        Assert.Equal(["New"], _at.AskRestricted("identities", "select sent_status from {0}"));
    }
}

using System.Text;
using FrontDoor.Ingestion;
using FrontDoor.Tests;

namespace FrontDoor.Formats.Tests;

/// <summary>Records in XML are read as the contract maps them; what is not well formed, or reaches outside itself, is refused
/// whole.</summary>
public sealed class XmlTests : IDisposable
{
    const string Education = "education/northshire-schools/concern";
    const string One = "<Concern><ConcernId>C1</ConcernId><ConcernDate>2019-01-04</ConcernDate><ConcernTime>20:00</ConcernTime>"
        + "<Surname>Testcase</Surname></Concern>";

    readonly Premises _at = new();

    public void Dispose() => _at.Dispose();

    Task<IngestResult> Take(string text) => _at.Take(text, name: "a.xml", place: Education);

    [Fact]
    public async Task A_school_s_export_is_read_as_the_golden_folder_says()
    {
        const string folder = "education-concern/xml";
        var result = await _at.Take(GoldenFolder.Sent(folder, "concerns.xml"), 24 * 181, "concerns.xml", Education);

        Assert.Equal((4, 2, 1, 1), (result.RowsIn, result.Accepted, result.Rejected, result.Blank));
        GoldenFolder.Check(folder, "receipt.txt", _at.Receipt(".receipt.txt", "education"));
        GoldenFolder.Check(folder, "rejects.csv", _at.Receipt(".rejects.csv", "education"));
        GoldenFolder.Check(folder, "rows.txt",
            string.Concat(_at.AskRestricted(
                "identities", "select line, sent_concern_id, sent_laestab, sent_upn, sent_surname, sent_forename, sent_dob, sent_sex, "
            + "sent_concern_date, sent_concern_time, sent_category, sent_narrative from {0} order by line").Select(row => row + "\n")));
        Assert.Equal(["xml|windows-1252"], _at.Ask("select format, encoding from files"));
    }

    [Theory]
    [InlineData($"<Concerns>{One}</Concerns>", 1)]
    [InlineData($"<?xml version='1.0'?><!-- one --><Concerns><a/>{One}<b>text</b><?pi?></Concerns>", 1)]
    // namespaces do not matter
    [InlineData("<x:Concerns xmlns:x='urn:x'><x:Concern><x:ConcernId>C1</x:ConcernId><x:ConcernDate>2019-01-04</x:ConcernDate>"
        + "</x:Concern></x:Concerns>", 1)]
    // attributes; a path joined is a name
    [InlineData("<Concerns><Concern ConcernId='C1'><Concern Date='2019-01-04'/></Concern><Concern "
        + "ConcernId='C2'><Concern><Date>2019-01-04</Date></Concern></Concern></Concerns>", 2)]
    [InlineData("<Concerns/>", 0)] // a nil return
    public async Task Records_are_found_by_their_path(string text, int accepted)
    {
        var result = await Take(text);

        Assert.True(result.Status == "committed", result.ReceiptText);
        Assert.Equal((accepted, accepted), (result.RowsIn, result.Accepted));
    }

    [Theory]
    [InlineData($"<Concerns>{One}<Concern></Concerns>", 1)] // not closed
    [InlineData($"<Concerns>\n{One}\n", 3)] // broken off
    [InlineData($"<Concerns>{One}</Concerns><More/>", 1)]
    // an entity that reads a file
    [InlineData($"<!DOCTYPE Concerns [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Concerns>{One}</Concerns>", 0)]
    // one that grows
    [InlineData("<!DOCTYPE Concerns [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b "
        + "'&a;&a;&a;&a;&a;&a;'>]><Concerns><Concern><ConcernId>&b;</ConcernId></Concern></Concerns>", 0)]
    [InlineData("<Concerns><Concern><ConcernId>&unknown;</ConcernId></Concern></Concerns>", 1)]
    [InlineData("<?xml version='1.0' encoding='utf-9'?><Concerns/>", 1)]
    [InlineData($"<Others>{One}</Others>", 0)] // another document
    public async Task What_is_not_the_agreed_XML_refuses_the_file_with_its_line(string text, int line)
    {
        var result = await Take(text);

        Assert.Equal(("refused", "FILE_XML"), (result.Status, result.Refusal));
        if (line > 0) Assert.Contains($"FILE_XML, line {line}", result.ReceiptText, StringComparison.Ordinal);
        Assert.Empty(_at.Ask("select * from notifications"));
        Assert.DoesNotContain("root:", result.ReceiptText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encoding_is_the_one_declared_or_marked()
    {
        foreach (var (encoding, declared) in new (Encoding,
            string)[] { (new UTF8Encoding(true), ""), (new UnicodeEncoding(false, true), ""), (Encoding.Latin1, " encoding='ISO-8859-1'") })
        {
            using var at = new Premises();
            byte[] text = [.. encoding.GetPreamble(),
                .. encoding.GetBytes($"<?xml version='1.0'{declared}?><Concerns>"
                    + $"{One.Replace("Testcase", "Zoë", StringComparison.Ordinal)}</Concerns>")];
            Assert.Equal(1, (await at.Take(text, name: "a.xml", place: Education)).Accepted);
            Assert.Equal(["Zoë"], at.AskRestricted("identities", "select sent_surname from {0}"));
        }
    }

    [Fact]
    public async Task A_record_too_long_to_be_one_is_rejected_alone_and_deep_nesting_refuses()
    {
        var huge = One.Replace("Testcase", new string('x', 3_000_000), StringComparison.Ordinal);
        var result = await Take($"<Concerns>{huge}{One}</Concerns>");
        Assert.Equal((2, 1, 1), (result.RowsIn, result.Accepted, result.Rejected));

        static string Repeated(string tag) => string.Concat(Enumerable.Repeat(tag, 80));
        var deep = await Take($"<Concerns><Concern>{Repeated("<x>")}{Repeated("</x>")}</Concern></Concerns>");
        Assert.Equal("FILE_XML", deep.Refusal);
    }

    /// <summary>A common transfer file holds what a register knows of pupils who leave, and no safeguarding.</summary>
    [Theory]
    [InlineData("leaver", "leaving_date, sent_reason, sent_destination", 2, 1)] // who has no leaving date has no key
    [InlineData("joiner", "entry_date, sent_previous_school", 2, 0)]
    public async Task A_common_transfer_file_is_read_by_its_mapping(string feed, string sent, int accepted, int rejected)
    {
        var folder = $"education-{feed}/ctf";
        var result = await _at.Take(GoldenFolder.Sent(folder, "9999001_9999002_001.xml"), 24 * 200, "9999001_9999002_001.xml",
            $"education/northshire-schools/{feed}");

        GoldenFolder.Check(folder, "receipt.txt", _at.Receipt(".receipt.txt", "education"));
        GoldenFolder.Check(folder, "rows.txt",
            string.Concat(_at.AskRestricted("identities", $"select line, sent_laestab, sent_school_name, sent_upn, sent_surname, "
                + $"sent_forename, sent_dob, sent_sex, sent_{sent} from {{0}} order by line").Select(row => row + "\n")));
        GoldenFolder.Check(folder, "timeliness.txt",
            string.Concat(_at.Ask("select line, started_on, status, explanation from timeliness order by line").Select(row => row + "\n")));
        Assert.Equal((accepted, rejected), (result.Accepted, result.Rejected));
    }
}

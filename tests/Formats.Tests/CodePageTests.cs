using System.Text;
using FrontDoor.Tests;

namespace FrontDoor.Formats.Tests;

/// <summary>Bytes that make names of nobody in Windows-1252 are read in the encoding in which they are names, and told; Windows-1252 stays
/// Windows-1252.</summary>
public sealed class CodePageTests : IDisposable
{
    readonly Premises _at = new();

    [Theory]
    [InlineData("Ibáñez;Zoë", 850, "ibm850", "DQ_ENCODING_DOS")]
    [InlineData("Ibáñez;Zoë", 10000, "macintosh", "DQ_ENCODING_MAC")]
    [InlineData("Ibáñez;Zoë", 1252, "windows-1252", "")]
    [InlineData("IBÁÑEZ;ZOË", 850, "ibm850", "DQ_ENCODING_DOS")]
    [InlineData("IBÁÑEZ;ZOË", 10000, "macintosh", "DQ_ENCODING_MAC")]
    [InlineData("IBÁÑEZ;ZOË", 1252, "windows-1252", "")]
    [InlineData("René;José", 850, "ibm850", "DQ_ENCODING_DOS")]
    [InlineData("René;José", 10000, "macintosh", "DQ_ENCODING_MAC")]
    [InlineData("Müller;Jörg", 850, "ibm850", "DQ_ENCODING_DOS")]
    [InlineData("Müller;Jörg", 10000, "macintosh", "DQ_ENCODING_MAC")]
    [InlineData("Müller;Jörg", 1252, "windows-1252", "")]
    [InlineData("O’Neill;Siân", 1252, "windows-1252", "")]
    [InlineData("Smith–Jones;Zoë", 1252, "windows-1252", "")] // a dash that a word processor made
    [InlineData("O´Neill;Anaïs", 1252, "windows-1252", "")]
    [InlineData("Šimić;Žofia", 1252, "windows-1252", "")] // ć is lost, and Š and Ž are letters
    public async Task A_name_is_read_as_what_it_is(string names, int codePage, string encoding, string defect)
    {
        var (surname, forename) = (names.Split(';')[0], names.Split(';')[1]);
        var sent = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        await _at.Take(sent.GetBytes(Some.PoliceFile(Some.Ppn(1) with { Surname = surname, Forename = forename })));

        Assert.Equal([$"{sent.GetString(sent.GetBytes(surname))}|{forename}"],
            _at.AskRestricted("identities", "select sent_child_surname, sent_child_forename from {0}"));
        Assert.Equal([encoding], _at.Ask("select encoding from files"));
        Assert.Equal(defect, string.Join(' ', _at.Ask("select code from rejects where code like 'DQ_ENCODING%'")));
    }

    [Fact]
    public async Task Names_that_are_sense_nowhere_are_read_as_Windows_1252_and_told_with_their_lines()
    {
        byte[] bytes = [.. Encoding.Latin1.GetBytes(
            Some.PoliceFile(Some.Ppn(1) with { Surname = "Ib\u00E1\u00F1ez" }, Some.Ppn(2) with { Forename = "Zo\u0089" }))];
        await _at.Take(bytes);

        Assert.Equal(["Ibáñez|Ada", "Testcase|Zo‰"],
            _at.AskRestricted("identities", "select sent_child_surname, sent_child_forename from {0} order by all"));
        Assert.Equal(["3|DQ_ENCODING_DOUBTFUL"], _at.Ask("select line, code from rejects where code like 'DQ_ENCODING%'"));
    }

    [Fact]
    public async Task What_a_narrative_holds_says_nothing_of_names()
    {
        var narrative = "She said “no”—twice; Mother™s brother… £20 • fifty‰ of it, and then more words than any name has";
        await _at.Take(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(
            Some.PoliceFile(Some.Ppn(1) with { Narrative = narrative })));

        Assert.Equal([narrative], _at.AskRestricted("identities", "select sent_narrative from {0}"));
        Assert.Equal([], _at.Ask("select code from rejects where code like 'DQ_ENCODING%'"));
    }

    [Fact]
    public async Task A_line_from_elsewhere_in_a_file_of_UTF_8_is_read_as_what_it_is_too()
    {
        byte[] bytes = [.. Some.Utf8(Some.PoliceFile(Some.Ppn(1) with { Forename = "Zoë" }, Some.Ppn(2) with { Forename = "Zoë" })),
            .. CodePagesEncodingProvider.Instance.GetEncoding(850)!.GetBytes((Some.Ppn(3) with { Forename = "Zoë" }).ToString())];
        await _at.Take(bytes);

        Assert.Equal(["Zoë|3"], _at.AskRestricted("identities", "select sent_child_forename, count(*) from {0} group by all"));
        Assert.Equal(["4|DQ_ENCODING_DOS"], _at.Ask("select line, code from rejects where code like 'DQ_ENCODING%'"));
        Assert.Equal(["utf-8+ibm850"], _at.Ask("select encoding from files"));
    }

    public void Dispose() => _at.Dispose();
}

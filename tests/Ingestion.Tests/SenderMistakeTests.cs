using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A mistake of the sender's is read where what is meant is certain, and else refused in words that name it; what only looks like
/// one is read as ever.</summary>
public sealed class SenderMistakeTests
{
    static readonly List<SenderMistake> all = [.. SenderMistakes.All];

    public static TheoryData<string> Mistakes => [.. all.Select(mistake => mistake.ToString())];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_read_right_or_named(string name)
    {
        var mistake = all.Single(one => one.ToString() == name);
        using var at = new Premises();

        var result = await at.Take(mistake.File, place: mistake.Place);

        var receipt = result.ReceiptText!;
        Assert.True(mistake.Outcome == (result.Refusal ?? $"{result.Accepted}/{result.Rejected}"), receipt);
        if (result.Refusal is null)
        {
            Assert.Equal(mistake.Codes,
                string.Join(' ', at.Ask(
                    "select distinct code from rejects where code like 'FILE_%' or code = 'DQ_COUNT_MISMATCH' order by code")));
            Assert.Empty(at.Ask("select * from notifications where notification_key is null"));
        }
        foreach (var word in mistake.Said)
            Assert.True(receipt.Contains(word.TrimStart('!'), StringComparison.OrdinalIgnoreCase) != word.StartsWith('!'),
                $"'{word}' and:\n{receipt}");
        FastReading.CheckWords(string.Join('\n', receipt.Split('\n').Skip(2)));
        Assert.DoesNotContain("Testcase", receipt, StringComparison.Ordinal); // no value of a row
    }

    /// <summary>A reading that is right gives the same tables as the file without the mistake.</summary>
    [Theory]
    [InlineData("single quotes: an apostrophe in a name is no quote", "O'Connor")]
    [InlineData("single quotes: nor one that is doubled", "O'Connor")]
    [InlineData("single quotes: nor one behind a backslash", "O'Connor")]
    [InlineData("single quotes: double ones within them are text", "said \"no\"")]
    [InlineData("single quotes: a text of two lines", "He said\r\nno; Testcase")]
    [InlineData("single quotes: quotes that a word processor made", "Test, case")]
    [InlineData("single quotes: CONTROL: one cell in quotes is a text in quotes", "'Testcase'; Testcase")]
    [InlineData("single quotes: CONTROL: names that begin with one", "'t Hooft; 't Hooft")]
    [InlineData("JSON shape: CONTROL: a list in one field of one record", "Testcase; Sample")]
    [InlineData("XML encoding: declared utf-16, and in UTF-8", "Zoë")]
    [InlineData("XML encoding: declared UTF-8, and in Windows-1252", "Zoë")]
    [InlineData("XML encoding: declared Latin-1, and in UTF-8", "Zoë")]
    [InlineData("XML encoding: declared UTF-8, and in UTF-16", "Zoë")]
    [InlineData("XML encoding: CONTROL: as declared", "Zoë")]
    public async Task What_is_read_is_what_was_meant(string name, string surnames)
    {
        var mistake = all.Single(one => one.ToString() == name);
        using var at = new Premises();
        await at.Take(mistake.File, place: mistake.Place);

        Assert.Equal(surnames, string.Join("; ",
            at.AskRestricted("identities", $"select {(mistake.Place == SenderMistakes.School ? "sent_surname" : "sent_child_surname")} "
                + $"from {{0}} order by line")));
    }

    [Fact]
    public async Task Two_children_in_columns_are_two_records()
    {
        using var at = new Premises();
        await at.Take(all.Single(one => one.Reason.StartsWith("a list for each column: two", StringComparison.Ordinal)).File);

        Assert.Equal(["PPN/19/000001|High", "PPN/19/000002|High"],
            at.AskRestricted("identities", "select sent_ppn_reference, sent_risk_level from {0} order by line"));
    }
}

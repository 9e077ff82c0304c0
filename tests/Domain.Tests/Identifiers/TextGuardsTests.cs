using System.Text;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Domain.Tests;

/// <summary>What guards a value from a spreadsheet is no part of it.</summary>
public sealed class TextGuardsTests
{
    [Theory]
    [InlineData("=\"SG-1\"", "SG-1", "SG-1", "a formula that is a text, as exports write it for Excel")]
    [InlineData("'SG-1", "SG-1", "'SG-1", "Excel's own mark for text")]
    [InlineData("‘SG-1", "SG-1", "‘SG-1", "the same, curled by Word")]
    [InlineData("'SG-1'", "SG-1", "'SG-1'", "quotes of SQL")]
    [InlineData("\"SG-1\"", "SG-1", "\"SG-1\"", "quotes quoted once more")]
    [InlineData("“SG-1”", "SG-1", "“SG-1”", "the same, curled by Word")]
    [InlineData("'=\"SG-1\"", "SG-1", "'=\"SG-1\"", "one within another")]
    [InlineData("=\" SG-1 \"", "SG-1", "SG-1", "blanks within")]
    [InlineData("SG-1", "SG-1", "SG-1", "none")]
    [InlineData("SG'1", "SG'1", "SG'1", "an apostrophe within")]
    [InlineData("SG-1'", "SG-1'", "SG-1'", "one behind is no guard")]
    [InlineData("=SG-1", "=SG-1", "=SG-1", "a formula of something else")]
    [InlineData("=\"A\"&\"B\"", "=\"A\"&\"B\"", "=\"A\"&\"B\"", "a formula of two texts")]
    [InlineData("\"A\" or \"B\"", "\"A\" or \"B\"", "\"A\" or \"B\"", "two quotations")]
    [InlineData("'t Hooft", "t Hooft", "'t Hooft", "a name begins so, and is read as a name")]
    [InlineData("'", "'", "'", "alone")]
    [InlineData("=\"\"", "", "", "an empty text")]
    [InlineData("", "", "", "nothing")]
    public void A_guard_is_taken_off_and_nothing_else_is(string written, string value, string name, string why)
    {
        Assert.True(value == Off(written, apostrophes: true), why);
        Assert.True(name == Off(written, apostrophes: false), why);
    }

    [Fact]
    public void What_was_taken_off_once_has_none_left()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        string[] pieces = ["'", "\"", "=", "‘", "’", "“", "”", "A", "1", " "];
        for (var round = 0; round < 5000; round++)
        {
            var written = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => pieces[random.Next(pieces.Length)])).Trim();
            foreach (var apostrophes in (bool[])[true, false])
            {
                var bare = Off(written, apostrophes);
                Assert.True(bare == Off(bare, apostrophes), $"seed {seed}: [{written}] [{bare}]");
                Assert.True(written.Contains(bare, StringComparison.Ordinal), $"seed {seed}: [{written}] [{bare}]");
            }
        }
    }

    static string Off(string text, bool apostrophes) => Encoding.UTF8.GetString(TextGuards.Off(Encoding.UTF8.GetBytes(text), apostrophes));
}

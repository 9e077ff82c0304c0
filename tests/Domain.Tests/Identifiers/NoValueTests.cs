using System.Text;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Domain.Tests;

/// <summary>What stands for no value, and what only looks like it.</summary>
public sealed class NoValueTests
{
    [Theory]
    [InlineData("NULL", "SQL Server Management Studio, psql")]
    [InlineData("(null)", "Oracle SQL Developer")]
    [InlineData("[NULL]", "DBeaver")]
    [InlineData("<null>", "DataGrip")]
    [InlineData("\\N", "MySQL, PostgreSQL COPY, Hive")]
    [InlineData("None", "Python")]
    [InlineData("NaN", "pandas, JavaScript")]
    [InlineData("-nan", "C's printf")]
    [InlineData("NaT", "pandas, of a date")]
    [InlineData("<NA>", "pandas, of a whole number")]
    [InlineData("NA", "R")]
    [InlineData("1.#QNAN", "Visual C++")]
    [InlineData("#N/A N/A", "Bloomberg in Excel, by pandas' list")]
    [InlineData("undefined", "JavaScript")]
    [InlineData("nil", "Ruby")]
    [InlineData("<nil>", "Go")]
    [InlineData("$null", "PowerShell")]
    [InlineData("DBNull", ".NET")]
    [InlineData("missing", "Julia")]
    [InlineData(".", "SAS")]
    [InlineData("..", "Office for National Statistics")]
    [InlineData("(blank)", "a pivot table")]
    [InlineData("n/a", "people")]
    [InlineData("N.A.", "people")]
    [InlineData("N / A", "people")]
    [InlineData("Not applicable", "people")]
    [InlineData("-", "people")]
    [InlineData("--", "people")]
    [InlineData("–", "people, in Word")]
    [InlineData("—", "people, in Word")]
    [InlineData("?", "people")]
    [InlineData("NOT_APPLICABLE", "programs")]
    [InlineData("no-value", "programs")]
    [InlineData("\\\\N", "MySQL's mark with its backslash doubled")]
    public void A_mark_for_no_value_is_one_wherever_it_comes_from(string cell, string from)
    {
        Assert.True(NoValue.IsMark(Utf8(cell)), from);
        Assert.True(NoValue.Is(Utf8(cell)), from);
    }

    [Theory]
    [InlineData("Unknown")]
    [InlineData("not known")]
    [InlineData("N/K")]
    [InlineData("TBC")]
    [InlineData("Not recorded")]
    [InlineData("TBD")]
    [InlineData("To follow")]
    [InlineData("No ref")]
    [InlineData("NOT_KNOWN")] // as programs name it
    [InlineData("not-known")]
    [InlineData("NOT-YET-KNOWN")]
    public void A_word_for_what_is_not_known_is_no_mark(string cell)
    {
        Assert.False(NoValue.IsMark(Utf8(cell)));
        Assert.True(NoValue.Is(Utf8(cell)));
    }

    [Theory]
    [InlineData("", "nothing stands there")]
    [InlineData("N/A-1", "a reference")]
    [InlineData("REF-KNOWN", "a reference")]
    [InlineData("UNKNOWN-1", "a reference")]
    [InlineData("NULL-NULL", "two words")]
    [InlineData("T-B-C", "too short to be put together")]
    [InlineData("NULL-1", "a reference")]
    [InlineData("NA1", "a reference")]
    [InlineData("Nullah", "a name")]
    [InlineData("None the less", "prose")]
    [InlineData("0", "a number")]
    [InlineData("-1", "a number")]
    [InlineData("1.0", "a number")]
    [InlineData("(1)", "a number in brackets")]
    [InlineData("(-)", "brackets are for words")]
    [InlineData("N", "no")]
    [InlineData("X", "a cross in a box")]
    [InlineData("01/01/1900", "a date, if a placeholder")]
    [InlineData("null null", "two words")]
    public void What_only_looks_like_one_is_a_value(string cell, string why) => Assert.False(NoValue.Is(Utf8(cell)), why);

    [Fact]
    public void Case_blanks_and_characters_nobody_sees_make_no_difference_and_a_letter_more_does()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        string[] unseen = ["", " ", "\u00A0", "\u200B", "\uFEFF"];
        for (var round = 0; round < 2000; round++)
        {
            var word = NoValue.Marks.Concat(NoValue.Words).ElementAt(random.Next(NoValue.Marks.Count + NoValue.Words.Count));
            var written = string.Concat(
                word.Select((letter, at) =>
                    $"{unseen[at > 0 && random.Next(20) < 1 ? random.Next(unseen.Length) : 0]}"
                    + $"{(random.Next(2) == 0 ? char.ToUpperInvariant(letter) : letter)}"));
            if (Utf8(written).Length <= 24) Assert.True(NoValue.Is(Utf8(written)), $"seed {seed}: '{written}'");
            var more = written.Insert(random.Next(written.Length + 1), "7");
            Assert.False(NoValue.Is(Utf8(more)), $"seed {seed}: '{more}'");
        }
    }

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

using System.Text;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Validation;

namespace FrontDoor.Ingestion.Tests;

/// <summary>What a key is made of: one reference however it was pasted, and for those held already the bytes they always were.</summary>
public sealed class PseudonymInputTests
{
    [Theory]
    [InlineData("PPN/19/000123", "PPN/19/000123")]
    [InlineData("ppn/19/000123", "PPN/19/000123")]
    [InlineData("PPN  19\t000123", "PPN 19 000123")]
    [InlineData("Réf-1", "RÉF-1")]
    [InlineData("Rö–7", "RÖ–7")] // a dash is seen
    public void The_key_of_an_ordinary_reference_is_what_it_always_was(string reference, string key) =>
        Assert.Equal(key + '\u001F', Message(reference));

    [Theory]
    [InlineData("PPN\u200B/19/000123")] // zero-width space, as a web page leaves for a line to break
    [InlineData("PPN/19\u00AD/000123")] // soft hyphen
    [InlineData("PPN/19/\uFEFF000123")] // byte-order mark
    [InlineData("\u202APPN/19/000123\u202C")] // marks of direction, as Windows' properties dialog copies
    [InlineData("PPN/19/00\u20600123")] // word joiner
    public void What_nobody_sees_is_no_part_of_a_key(string reference) => Assert.Equal(Message("PPN/19/000123"), Message(reference));

    [Theory]
    [InlineData("PPN\u00A019 1")]
    [InlineData("PPN\u2009 19\u30001")]
    [InlineData("\u2003PPN 19 1\u00A0")]
    public void A_blank_of_any_width_is_a_blank(string reference) => Assert.Equal(Message("PPN 19 1"), Message(reference));

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u00A0\uFEFF\u2060 \u00AD")]
    public void A_cell_of_nothing_else_is_empty(string cell) => Assert.True(Row.Trim(Encoding.UTF8.GetBytes(cell)).IsEmpty);

    static string Message(string reference) =>
        Encoding.UTF8.GetString(new PseudonymInput().Begin().AddReference(Row.Trim(Encoding.UTF8.GetBytes(reference))).Message);
}

using System.Buffers.Text;
using System.Text;

namespace FrontDoor.Domain.Identifiers;

/// <summary>A whole number, also as data frames write one in a column with gaps, 2.0 (pandas, integer columns with missing values), and as
/// people write a version: v2, Version 2.</summary>
public static class WholeNumber
{
    /// <summary>False for anything else, and for a number of more digits than a version could have.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long number)
    {
        text = WithoutFraction(WithoutWord(text));
        return Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && IdText.AllDigits(text);
    }

    static ReadOnlySpan<byte> WithoutWord(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || (text[0] | 0x20) != 'v') return text; // nearly every one
        var length = text.IndexOfAnyInRange((byte)'0', (byte)'9');
        var word = length < 0 ? text : text[..length].TrimEnd(" ."u8);
        return length > 0 && (Ascii.EqualsIgnoreCase(word, "v"u8) || Ascii.EqualsIgnoreCase(word, "ver"u8)
            || Ascii.EqualsIgnoreCase(word, "version"u8)) ? text[length..] : text;
    }

    /// <summary>The digits before a point with noughts alone behind it; any other text as it is.</summary>
    public static ReadOnlySpan<byte> WithoutFraction(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[^1] != '0' || text.IndexOf((byte)'.') is not (> 0 and var point) || point == text.Length - 1) return text;
        return IdText.AllDigits(text[..point]) && text[(point + 1)..].IndexOfAnyExcept((byte)'0') < 0 ? text[..point] : text;
    }

    /// <summary>1234.0, as a data frame writes a column of numbers with gaps, or 1234.00, as a spreadsheet shows one. 1.0 may be a number
    /// that somebody gave.</summary>
    public static bool IsFloat(ReadOnlySpan<byte> text) => text.Length > 4 && WithoutFraction(text).Length < text.Length;
}

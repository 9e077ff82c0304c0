using System.Buffers.Text;

namespace FrontDoor.Domain;

/// <summary>A whole number, also as data frames write one in a column with gaps: 2.0 is 2 (pandas, integer columns with missing values).</summary>
public static class WholeNumber
{
    /// <summary>False for anything else, and for a number of more digits than a version could have.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long number)
    {
        text = WithoutFraction(text);
        return Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && IdText.AllDigits(text);
    }

    /// <summary>The digits before a point with noughts alone behind it; any other text as it is.</summary>
    public static ReadOnlySpan<byte> WithoutFraction(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[^1] != '0' || text.IndexOf((byte)'.') is not (> 0 and var point) || point == text.Length - 1) return text;
        return IdText.AllDigits(text[..point]) && text[(point + 1)..].IndexOfAnyExcept((byte)'0') < 0 ? text[..point] : text;
    }

    /// <summary>1234.0, as a data frame writes a column of numbers with gaps. 1.0 may be a number that somebody gave.</summary>
    public static bool IsFloat(ReadOnlySpan<byte> text) => text.Length > 4 && WithoutFraction(text).Length == text.Length - 2;
}

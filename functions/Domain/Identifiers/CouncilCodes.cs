using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Identifiers;

/// <summary>Reads what a cell says of the council: three digits, a nine-character code of the Office for National Statistics, or a name on
/// the list. Not for two threads.</summary>
public sealed partial class CouncilCodes
{
    const int Length = 3;

    static readonly Spellings s_authorities = CodeLists.Shipped.Find("local-authority")!.Spellings();

    readonly SpellingMemo _met = new(s_authorities);

    /// <summary>Three digits; empty where the cell says none that can be read.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> cell)
    {
        if (Digits(cell) is { IsEmpty: false } digits) return digits;
        var place = _met.Find(cell);
        if (place < 0 && NameOnly().Replace(Encoding.UTF8.GetString(cell), " ") is var name)
            place = s_authorities.Find(Encoding.UTF8.GetBytes(name));
        return place < 0 ? default : s_authorities.Words[place];
    }

    /// <summary>Of 999, 0999, 999.0, 999 - Northshire, Northshire (999): the only number there is, and it has three digits.</summary>
    static ReadOnlySpan<byte> Digits(ReadOnlySpan<byte> cell)
    {
        cell = WholeNumber.WithoutFraction(cell);
        var start = cell.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0 || (start > 0 && (char.IsAsciiLetterOrDigit((char)cell[start - 1]) || cell[start - 1] == '.'))) return default;
        var rest = cell[start..];
        var end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var other ? other : rest.Length;
        if (end < rest.Length && (char.IsAsciiLetter((char)rest[end]) || rest[(end + 1)..].ContainsAnyInRange((byte)'0', (byte)'9')))
            return default;
        var code = rest[..end];
        while (code.Length > Length && code[0] == '0') code = code[1..];
        return code.Length == Length ? code : default;
    }

    // "London Borough of Camden Council", "Kent County Council".
    [GeneratedRegex(@"\b(?:(?:the )?(?:city of|london|royal|metropolitan)(?: borough)?(?: of)?|(?:county|city|borough|unitary|"
        + @"metropolitan)? ?(?:borough )?council(?: of)?|local authority|mbc|lbc?|cc)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameOnly();
}

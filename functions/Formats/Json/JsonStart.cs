using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace FrontDoor.Formats.Json;

/// <summary>Whether a text is JSON, from its beginning.</summary>
static partial class JsonStart
{
    const int LongestCall = 512;

    static readonly SearchValues<byte> s_ends = SearchValues.Create(" \t\r\n,]"u8);

    public static bool Is(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'<', ..] => false,
        [(byte)'[', ..] when IsList(text[1..]) => true,
        [(byte)'{', ..] when IsJson(text[1..], "\"}'"u8) => true,
        [(byte)'"', ..] when JsonInText.Is(text) => true,
        _ => Program().IsMatch(Encoding.Latin1.GetString(text[..Math.Min(text.Length, LongestCall)])),
    };

    /// <summary>JSON behind a comment, a call, an assignment, or what keeps a browser from running it: its reader says what is
    /// wrong.</summary>
    [GeneratedRegex("""^(?://[^\n]*\n|/\*|\)\]\}'?,?\s*\n|(?:for ?\(;;\)|while ?\(1\));"""
        + """|[\w.$]{1,60}\(|(?:var |let |const )?[\w.$]{1,60}\s*=)\s*[\[{]+\s*["'\]}]""")]
    private static partial Regex Program();

    /// <summary>A CSV may begin with a bracket too: [PPN Reference],[Version]; or {6F96...}, an id.</summary>
    static bool IsJson(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mayFollow)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        return rest.IsEmpty || mayFollow.Contains(rest[0]) || rest.StartsWith("//"u8) || rest.StartsWith("/*"u8);
    }

    /// <summary>And [NOT PROTECTIVELY MARKED], or [2019 extract]: a list has a value of JSON behind its bracket.</summary>
    static bool IsList(ReadOnlySpan<byte> rest)
    {
        if (IsJson(rest, "[{]\""u8)) return true;
        rest = rest.TrimStart(" \t\r\n"u8);
        var end = rest.IndexOfAny(s_ends);
        var value = end < 0 ? rest : rest[..end];
        if (end >= 0 && rest[end..].TrimStart(" \t\r\n"u8) is [not ((byte)',' or (byte)']'), ..]) return false;
        return value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8) || value.SequenceEqual("null"u8)
            || (Utf8Parser.TryParse(value, out double _, out var used) && used == value.Length);
    }
}

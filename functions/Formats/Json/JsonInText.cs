using System.Text;
using System.Text.RegularExpressions;

namespace FrontDoor.Formats.Json;

/// <summary>
/// Tells JSON that was written as one JSON string, once or several times over, as systems do that turn their text into JSON twice, from a
/// CSV that begins
/// with a quoted name.
/// </summary>
static partial class JsonInText
{
    /// <summary>What its sender is told.</summary>
    public const string Fault =
        "JSON within a text: the list of objects was turned into a JSON string, and stands in quotes with backslashes";

    const int Beginning = 512;

    /// <summary>Behind the quote an object or a list begins, and a quote in it has a backslash or is written as its number, which no CSV
    /// does.</summary>
    public static bool Is(ReadOnlySpan<byte> text) =>
        text is [(byte)'"', ..] && Begins().IsMatch(Encoding.Latin1.GetString(text[..Math.Min(text.Length, Beginning)]));

    [GeneratedRegex(@"^""(?:\\+(?:[nrt""]|u0022|u005[Cc])|\s)*(?:[\[{](?:\\+[nrt]|\s)*)+(?:(?:\\|\\u005[Cc])*(?:\\""|\\u0022)|"
        + @"[\]}](?:\\|"" *$))")]
    private static partial Regex Begins();
}

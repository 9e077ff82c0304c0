using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Xml;

/// <summary>What a text that begins with an angle bracket is: XML, a web page, a spreadsheet of Excel 2003, or a delimited text under a
/// title in angle brackets.</summary>
static class Markup
{
    const int TitleLinesAtMost = 5;

    static readonly string[] HtmlTags =
        ["html", "head", "body", "table", "div", "script", "style", "meta", "title", "form", "link", "center", "span", "font", "p", "br",
        "b", "h1", "h2", "h3", "pre", "base", "iframe", "noscript", "input"];

    /// <param name="text">The beginning of it in UTF-8, blanks before it left out.</param>
    /// <param name="xml">What it is where it is XML.</param>
    /// <returns>Null: it is no markup.</returns>
    public static Sniffed? Of(ReadOnlySpan<byte> text, IFileFormat xml)
    {
        var all = text;
        var isDeclared = text.StartsWith("<?xml"u8);
        while (text.StartsWith("<?"u8) || text.StartsWith("<!--"u8))
        {
            var end = text.StartsWith("<?"u8) ? text.IndexOf("?>"u8) + 2 : text.IndexOf("-->"u8) + 3;
            if (end < 4) break;
            text = text[end..].TrimStart(" \t\r\n"u8);
        }
        if (!isDeclared && (text is [not (byte)'<', ..] || IsTitle(text))) return null;
        var name = Name(text.IsEmpty ? text : text.StartsWith("<!"u8) ? text[2..] : text[1..]);
        if (text.StartsWith("<!"u8) && name.Equals("doctype", StringComparison.OrdinalIgnoreCase))
            name = Name(text["<!doctype"u8.Length..].TrimStart(" \t\r\n"u8));
        if (HtmlTags.Contains(name, StringComparer.OrdinalIgnoreCase)) return Sniffed.Not(Defects.FileHtml, WebPage.Kind(all));
        var isWorkbook = all[..Math.Min(all.Length, 4096)].IndexOf("urn:schemas-microsoft-com:office:spreadsheet"u8) >= 0;
        if (isWorkbook && name.EndsWith("Workbook", StringComparison.Ordinal))
            return Sniffed.Not(Defects.FileSpreadsheet, "an Excel 2003 XML spreadsheet");
        return isDeclared || name.Length > 0 ? new Sniffed(xml) : null;
    }

    /// <summary>
    /// Whether the first lines are titles in angle brackets (a protective marking, a sender's name) above something that is no markup. A
    /// tag has an end tag somewhere,
    /// or others directly behind it; a title stands by itself on its line, has no attributes, and nothing closes it.
    /// </summary>
    static bool IsTitle(ReadOnlySpan<byte> text)
    {
        var rest = text;
        for (var lines = 0; lines < TitleLinesAtMost && !rest.IsEmpty; lines++)
        {
            var end = rest.IndexOfAny("\r\n"u8);
            var line = (end < 0 ? rest : rest[..end]).Trim(" \t,;|\"'"u8);
            rest = end < 0 ? default : rest[end..].TrimStart(" \t\r\n,;|\"'"u8);
            if (line is not [(byte)'<', ..]) return lines > 0;
            var close = line.IndexOf((byte)'>');
            var inside = close < 0 ? default : line[1..close].Trim("<"u8);
            if (inside.IsEmpty || inside.ContainsAny("=/"u8) || IsClosed(text, Name(inside))
                || line[(close + 1)..].TrimStart(" >"u8) is [(byte)'<', ..]) return false;
            if (!line[(close + 1)..].TrimStart((byte)'>').IsEmpty) return lines == 0 && !rest.IsEmpty;
        }
        return false;
    }

    static bool IsClosed(ReadOnlySpan<byte> text, string name) => name.Length == 0 ? text.IndexOf("</"u8) >= 0
        : text.IndexOf(Encoding.ASCII.GetBytes($"</{name}")) >= 0;

    static string Name(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && length < 64
            && (char.IsAsciiLetterOrDigit((char)text[length]) || text[length] is (byte)':' or (byte)'_' or (byte)'-')) length++;
        return length > 0 && char.IsAsciiLetter((char)text[0]) ? Encoding.ASCII.GetString(text[..length]) : "";
    }
}

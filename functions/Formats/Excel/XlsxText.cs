using System.Globalization;
using System.Text;
using System.Xml;

namespace FrontDoor.Formats.Excel;

/// <summary>The text of a cell: plain, or in runs of different looks.</summary>
static class XlsxText
{
    /// <summary>From an element that holds text elements; stands behind its end afterwards. How it is pronounced (rPh) is not part of
    /// it.</summary>
    public static string Read(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return "";
        }
        var (end, text) = (xml.Depth, new StringBuilder());
        xml.Read();
        while (!(xml.NodeType == XmlNodeType.EndElement && xml.Depth == end) && !xml.EOF)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" }) xml.Skip();
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "t" }) text.Append(xml.ReadElementContentAsString());
            else xml.Read();
        }
        xml.Read();
        return Unescape(text.ToString());
    }

    /// <summary>_x000D_ is a character that XML cannot hold.</summary>
    public static string Unescape(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0) return text;
        var plain = new StringBuilder();
        var done = 0;
        for (; at >= 0; at = text.IndexOf("_x", at + 1, StringComparison.Ordinal))
        {
            if (at < done || at + 6 >= text.Length || text[at + 6] != '_'
                || !ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter))
                continue;
            plain.Append(text, done, at - done).Append((char)letter);
            done = at + 7;
        }
        return plain.Append(text, done, text.Length - done).ToString();
    }
}

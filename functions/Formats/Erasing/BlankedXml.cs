using System.Text;
using System.Xml;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Erasing;

/// <summary>Blanks records of an XML file: a record becomes an empty element.</summary>
static class BlankedXml
{
    static readonly XmlReaderSettings s_strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static byte[]? Of(XmlContract mapping, byte[] content, ErasedPlaces places, CancellationToken cancel)
    {
        var text = Encoding.UTF8.GetString(content);
        var skipped = text.IndexOf('<', StringComparison.Ordinal);
        if (skipped < 0) return null;
        var body = text[skipped..];
        var (lines, records, spans) = (LineStarts(body), 0, new List<(int Start, int End, string Name)>());
        using var xml = XmlReader.Create(new StringReader(body), s_strict);
        var (at, path) = ((IXmlLineInfo)xml, new List<string>());
        while (xml.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (xml.NodeType != XmlNodeType.Element) continue;
            path.RemoveRange(xml.Depth, path.Count - xml.Depth);
            path.Add(xml.LocalName);
            if (string.Join('/', path) != mapping.Record || !places.Lines.Contains(++records)) continue;
            var (start, name) = (Position(), xml.Name);
            if (!xml.IsEmptyElement)
                for (var depth = xml.Depth; xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth);) { }
            var end = xml.NodeType == XmlNodeType.EndElement ? body.IndexOf('>', Position()) : EndOfTag(body, start);
            spans.Add((start - 1, end + 1, name));
        }
        var written = new StringBuilder(text, 0, skipped, text.Length);
        var from = 0;
        foreach (var (start, end, name) in spans)
        {
            var whole = body[start..end];
            var blank = Encoding.UTF8.GetByteCount(whole) - Encoding.UTF8.GetByteCount($"<{name}/>");
            if (blank < 0) return null;
            written.Append(body, from, start - from).Append('<').Append(name).Append(Blanks(whole, blank)).Append("/>");
            from = end;
        }
        written.Append(body, from, body.Length - from);
        return Encoding.UTF8.GetBytes(written.ToString());

        int Position() => lines[at.LineNumber - 1] + at.LinePosition - 1; // of the name behind the bracket
    }

    /// <summary>So many blanks, among them the line ends that were there, so that no line moves.</summary>
    static string Blanks(string whole, int count)
    {
        var ends = string.Concat(whole.Where(letter => letter is '\r' or '\n'));
        return ends.Length > count ? new string(' ', count) : new string(' ', count - ends.Length) + ends;
    }

    /// <summary>The bracket that closes a tag; one within an attribute's quotes does not.</summary>
    static int EndOfTag(string body, int from)
    {
        for (var (at, quote) = (from, '\0'); at < body.Length; at++)
            if (quote != '\0') quote = body[at] == quote ? '\0' : quote;
            else if (body[at] is '"' or '\'') quote = body[at];
            else if (body[at] == '>') return at;
        return body.Length - 1;
    }

    static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; at < text.Length; at++)
            if (text[at] == '\n' || text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')) starts.Add(at + 1);
        return starts;
    }
}

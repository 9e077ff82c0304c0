using System.Globalization;
using System.Text;
using System.Xml;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Xml;

/// <summary>Transcribes the records of an XML file by the mapping in the contract, one in memory at a time. A DOCTYPE is refused: no entity
/// is looked up or expanded.</summary>
static class XmlFile
{
    const int DeepestNesting = 64;

    const string AdviceOnNames =
        "Name the elements or attributes of each record of the XML as the columns of this feed are named; if there was nothing to "
        + "report, send the root element alone.";

    static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1 << 20,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    /// <summary>The records as delimited text.</summary>
    /// <exception cref="UnreadableException">Nothing of the file is taken.</exception>
    public static SourceText Transcribe(Feed feed, string landed, string scratch, List<FileDefect> defects, CancellationToken cancel)
    {
        var mapping = feed.Contract.Xml!;
        var text = XmlText.Open(landed, scratch, defects, cancel);
        var (records, root, rootTag) = (0, "", "");
        try
        {
            using var transcript = new TranscriptWriter(scratch, Defects.FileXml);
            var header = Header([.. mapping.Columns.Values.SelectMany(paths => paths).Where(path => path.StartsWith('/'))], text.Path,
                cancel);
            var fields = new XmlFields(mapping, header, HeaderSearch.Names(feed));
            foreach (var (xml, path) in Elements(text.Path, cancel))
            {
                if (xml.Depth == 0 && root.Length == 0) (root, rootTag) = (path, xml.Name);
                if (xml.NodeType != XmlNodeType.Element || path != $"/{mapping.Record}") continue;
                fields.Read(xml);
                if (fields.IsTooLong) transcript.Unreadable(++records, fields.Original);
                else transcript.Record(++records, fields.All, fields.Notes);
            }
            if (records == 0 && root != $"/{mapping.Record.Split('/')[0]}")
                throw new UnreadableException(Defects.FileXml, $"a root element that does not lead to {mapping.Record}");
            if (records == 0) transcript.NilReturn(feed);
            return transcript.Records("record", AdviceOnNames) with { Encoding = text.Encoding };
        }
        catch (XmlException fault)
        {
            var what = XmlFault.HasDoctype(text.Path) ? "a DOCTYPE, which has to be left out"
                : XmlFault.OfItsEnd(text.Path, rootTag) ?? "not well-formed, or nested too deep";
            throw new UnreadableException(
                Defects.FileXml, fault.LineNumber == 0 ? what
                    : string.Create(CultureInfo.InvariantCulture, $"{what} (line {fault.LineNumber}, column {fault.LinePosition})"),
                    fault.LineNumber);
        }
    }

    /// <summary>Every element's start, and its texts, with its path from the root; whoever is given a start may read to its end.</summary>
    static IEnumerable<(XmlReader Xml, string Path)> Elements(string text, CancellationToken cancel)
    {
        using var xml = XmlReader.Create(Text(text), Strict);
        var path = new List<string>();
        while (xml.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (xml.NodeType is not (XmlNodeType.Element or XmlNodeType.Text or XmlNodeType.CDATA)) continue;
            CheckDepth(xml);
            path.RemoveRange(xml.Depth, path.Count - xml.Depth);
            if (xml.NodeType == XmlNodeType.Element) path.Add(xml.LocalName);
            yield return (xml, $"/{string.Join('/', path)}");
        }
    }

    internal static void CheckDepth(XmlReader xml)
    {
        if (xml.Depth <= DeepestNesting) return;
        var at = (IXmlLineInfo)xml;
        throw new XmlException("Nested too deep.", null, at.LineNumber, at.LinePosition);
    }

    /// <summary>What the file says once for all its records, by path.</summary>
    static Dictionary<string, string> Header(HashSet<string> wanted, string text, CancellationToken cancel)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (wanted.Count == 0) return found;
        foreach (var (xml, path) in Elements(text, cancel))
        {
            while (xml.MoveToNextAttribute())
                if (wanted.Contains($"{path}/@{xml.LocalName}")) found.TryAdd($"{path}/@{xml.LocalName}", xml.Value);
            xml.MoveToElement();
            if (wanted.Contains(path) && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) found.TryAdd(path, xml.Value.Trim());
            if (found.Count == wanted.Count) break;
        }
        return found;
    }

    /// <summary>From its first angle bracket: blanks may not stand before an XML declaration, and do where a program writes a blank line
    /// first.</summary>
    static StreamReader Text(string path)
    {
        var text = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        while (text.Peek() is >= 0 and not '<') text.Read();
        return text;
    }
}

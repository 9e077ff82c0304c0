using System.Globalization;
using System.Text;
using System.Xml;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Transcribes the records of an XML file by the mapping in the contract, one in memory at a time. A DOCTYPE is refused: no entity is looked up or expanded.</summary>
static class XmlFile
{
    const int DeepestNesting = 64;

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

    // An XML declaration may name an encoding that the platform knows only then.
    static XmlFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The records as delimited text.</summary>
    /// <exception cref="UnreadableException">Nothing of the file is taken.</exception>
    public static SourceText Transcribe(Feed feed, string landed, string scratch, CancellationToken cancel)
    {
        var mapping = feed.Contract.Xml!;
        try
        {
            using var transcript = new Transcript(scratch, Defects.FileXml);
            var header = Header([.. mapping.Columns.Values.SelectMany(paths => paths).Where(path => path.StartsWith('/'))], landed, cancel);
            var fields = new XmlFields(mapping, header, HeaderSearch.Names(feed));
            var (records, root, encoding) = (0, "", "utf-8");
            foreach (var (xml, path) in Elements(landed, cancel))
            {
                if (xml.Depth == 0 && root.Length == 0) (root, encoding) = (path, EncodingOf(landed));
                if (xml.NodeType != XmlNodeType.Element || path != $"/{mapping.Record}") continue;
                fields.Read(xml);
                if (fields.IsTooLong) transcript.Unreadable(++records, fields.Original);
                else transcript.Record(++records, fields.All, fields.Notes);
            }
            if (records == 0 && root != $"/{mapping.Record.Split('/')[0]}") throw new UnreadableException(Defects.FileXml, $"a root element that does not lead to {mapping.Record}");
            if (records == 0) transcript.NilReturn(feed);
            return transcript.Records("xml", "record") with { Encoding = encoding };
        }
        catch (XmlException fault)
        {
            // The reader says of a DOCTYPE, and of nothing else, not where it is.
            if (fault.LineNumber == 0) throw new UnreadableException(Defects.FileXml, "a DOCTYPE");
            throw new UnreadableException(Defects.FileXml, string.Create(CultureInfo.InvariantCulture, $"not well-formed, or nested too deep (line {fault.LineNumber}, column {fault.LinePosition})"), fault.LineNumber);
        }
    }

    /// <summary>Every element's start, and its texts, with its path from the root; whoever is given a start may read to its end.</summary>
    static IEnumerable<(XmlReader Xml, string Path)> Elements(string landed, CancellationToken cancel)
    {
        using var xml = XmlReader.Create(File.OpenRead(landed), Strict);
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
    static Dictionary<string, string> Header(HashSet<string> wanted, string landed, CancellationToken cancel)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (wanted.Count == 0) return found;
        foreach (var (xml, path) in Elements(landed, cancel))
        {
            while (xml.MoveToNextAttribute())
                if (wanted.Contains($"{path}/@{xml.LocalName}")) found.TryAdd($"{path}/@{xml.LocalName}", xml.Value);
            xml.MoveToElement();
            if (wanted.Contains(path) && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) found.TryAdd(path, xml.Value.Trim());
            if (found.Count == wanted.Count) break;
        }
        return found;
    }

    static string EncodingOf(string landed)
    {
        using var xml = XmlReader.Create(File.OpenRead(landed), Strict);
        return xml.Read() && xml.NodeType == XmlNodeType.XmlDeclaration && xml.GetAttribute("encoding") is { } declared ? declared.ToLowerInvariant() : "utf-8";
    }
}

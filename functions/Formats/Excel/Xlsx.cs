using System.IO.Compression;
using System.Xml;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Archives;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>A workbook of Excel 2007 and later: a zip file of XML, read as a stream whatever the size of its sheets.</summary>
sealed class Xlsx : IDisposable
{
    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    readonly ZipArchive _zip;
    readonly Unpacked _unpacked;
    readonly long _packed;
    readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public Xlsx(string path, Unpacked unpacked)
    {
        (_zip, _unpacked, _packed) = (ZipFile.OpenRead(path), unpacked, new FileInfo(path).Length);
        foreach (var entry in _zip.Entries) _entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    /// <exception cref="XmlException">A part of it is not well formed.</exception>
    public SheetBook Open()
    {
        var home = Related("", "officeDocument").Values.FirstOrDefault() ?? "xl/workbook.xml";
        var sheets = Related(home, "worksheet");
        var styles = Related(home, "styles").Values.FirstOrDefault();
        var texts = Related(home, "sharedStrings").Values.FirstOrDefault();
        var formats = new XlsxFormats();
        if (styles is not null) Read(styles, formats.Read);
        var shared = new SharedTexts();
        if (texts is not null) Read(texts, shared.Read);

        var dates = DateSystem.From1900;
        List<(string Name, string Id, bool IsHidden)> listed = [];
        Read(home, xml =>
        {
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr" && xml.GetAttribute("date1904") is "1" or "true" or "on") dates = DateSystem.From1904;
                if (xml.LocalName != "sheet") continue;
                listed.Add((xml.GetAttribute("name") ?? "", Id(xml), xml.GetAttribute("state") is "hidden" or "veryHidden"));
            }
        });
        return new SheetBook(dates, listed.Where(sheet => sheets.ContainsKey(sheet.Id)).Select(sheet =>
            new Sheet(sheet.Name, sheet.IsHidden, Rows(sheets[sheet.Id], part => XlsxRows.Of(part, formats, shared, dates)))));
    }

    IEnumerable<SheetRow> Rows(string part, Func<XmlReader, IEnumerable<SheetRow>> read)
    {
        var rows = read(Part(part));
        foreach (var row in Merged(part) is { Count: > 0 } blocks ? MergedDates.Fill(rows, blocks) : rows) yield return row;
    }

    /// <summary>Each of its passes is held to the size that a sheet may have, and none counts for the rows.</summary>
    List<MergedDates.Block> Merged(string part)
    {
        if (!_entries.TryGetValue(part, out var entry)) return [];
        using (var bytes = ArchiveEntry.Open(entry, new Unpacked(_packed)))
            if (!MergedDates.MayBeIn(bytes)) return [];
        using var xml = XmlReader.Create(new BufferedStream(ArchiveEntry.Open(entry, new Unpacked(_packed)), 1 << 16), Settings);
        return MergedDates.Read(xml);
    }

    public void Dispose() => _zip.Dispose();

    void Read(string part, Action<XmlReader> read)
    {
        using var xml = Part(part);
        read(xml);
    }

    XmlReader Part(string name) => _entries.TryGetValue(name, out var entry)
        ? XmlReader.Create(new BufferedStream(ArchiveEntry.Open(entry, _unpacked), 1 << 16), Settings)
        : throw new UnreadableException(Defects.FileDamaged, "a workbook of which a part is missing");

    static string Id(XmlReader xml)
    {
        var id = "";
        while (xml.MoveToNextAttribute())
            if (xml.LocalName == "id") id = xml.Value;
        return id;
    }

    /// <summary>The parts of one kind that a part refers to, by their id.</summary>
    Dictionary<string, string> Related(string part, string kind)
    {
        var folder = part.Contains('/', StringComparison.Ordinal) ? part[..(part.LastIndexOf('/') + 1)] : "";
        var related = new Dictionary<string, string>();
        var list = $"{folder}_rels/{part[folder.Length..]}.rels";
        if (!_entries.ContainsKey(list)) return related;
        Read(list, xml =>
        {
            while (xml.Read())
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                    && xml.GetAttribute("Type")?.EndsWith($"/{kind}", StringComparison.Ordinal) == true
                    && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                    related[id] = Resolve(folder, target.Replace('\\', '/'));
        });
        return related;
    }

    /// <summary>"../worksheets/sheet1.xml" from "xl/x/" is "xl/worksheets/sheet1.xml".</summary>
    static string Resolve(string folder, string target)
    {
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
            if (step != "..") steps.Add(step);
            else if (steps.Count > 0) steps.RemoveAt(steps.Count - 1);
        return string.Join('/', steps.Where(step => step != "."));
    }
}

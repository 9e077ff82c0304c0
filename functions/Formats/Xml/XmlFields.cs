using System.Text;
using System.Xml;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Xml;

/// <summary>The fields of one record element: its attributes and the texts in it, named by their paths or as the contract maps them; filled
/// again for each record.</summary>
sealed class XmlFields(XmlContract mapping, IReadOnlyDictionary<string, string> header, IReadOnlyDictionary<string, int> names)
{
    readonly HashSet<string> _mapped = [.. mapping.Columns.Values.SelectMany(paths => paths)];
    readonly List<(string Path, string Text)> _texts = [];
    readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _elements = new(StringComparer.Ordinal);
    readonly List<string> _path = [];
    readonly List<StringBuilder> _open = [];
    readonly char[] _chunk = new char[4096];
    long _length;

    public List<(string Name, string? Value)> All { get; } = [];
    public List<RowDefect> Notes { get; } = [];
    public bool IsTooLong => _length > TranscriptWriter.LongestRecord;

    /// <summary>The texts of the record, as far as they were kept.</summary>
    public string Original => string.Join(' ', _texts.Select(text => text.Text));

    /// <summary>Reads the record whose start the reader stands on, to its end.</summary>
    public void Read(XmlReader xml)
    {
        Clear();
        var depth = xml.Depth;
        var isEmpty = xml.IsEmptyElement;
        Attributes(xml, "");
        while (!isEmpty && xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType == XmlNodeType.Element) Start(xml);
            else if (xml.NodeType == XmlNodeType.EndElement) End();
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && _open.Count > 0)
                Text(xml);
        }
        Name();
    }

    void Clear()
    {
        _texts.Clear();
        _placeOf.Clear();
        _elements.Clear();
        _path.Clear();
        _open.Clear();
        All.Clear();
        Notes.Clear();
        _length = 0;
    }

    void Start(XmlReader xml)
    {
        XmlFile.CheckDepth(xml);
        var isEmpty = xml.IsEmptyElement;
        _path.Add(xml.LocalName);
        _open.Add(new StringBuilder());
        var path = string.Join('/', _path);
        _elements[path] = _elements.GetValueOrDefault(path) + 1;
        Attributes(xml, path + "/");
        if (isEmpty) End();
    }

    void End()
    {
        Add(string.Join('/', _path), _open[^1].ToString().Trim());
        _path.RemoveAt(_path.Count - 1);
        _open.RemoveAt(_open.Count - 1);
    }

    void Attributes(XmlReader xml, string prefix)
    {
        while (xml.MoveToNextAttribute())
            if (xml.NamespaceURI is not ("http://www.w3.org/2000/xmlns/" or "http://www.w3.org/2001/XMLSchema-instance"))
                Add($"{prefix}@{xml.LocalName}", xml.Value.Trim());
        xml.MoveToElement();
    }

    void Text(XmlReader xml)
    {
        for (int read; (read = xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0;)
        {
            _length += read;
            if (!IsTooLong) _open[^1].Append(_chunk, 0, read);
        }
    }

    /// <summary>A path met again adds to its text; where the element around it came again too, that is a list of objects.</summary>
    void Add(string path, string text)
    {
        if (text.Length == 0) return;
        if (_placeOf.TryAdd(path, _texts.Count))
        {
            _texts.Add((path, text));
            return;
        }
        _texts[_placeOf[path]] = (path, $"{_texts[_placeOf[path]].Text}; {text}");
        var around = path.LastIndexOf('/') is > 0 and var end ? path[..end] : "";
        if (_elements.GetValueOrDefault(around) > 1) Note(path);
    }

    void Note(string path)
    {
        var column = mapping.Columns.FirstOrDefault(mapped => mapped.Value.Contains(path)).Key ?? NameOf(path);
        var note = new RowDefect(Defects.ValueList, names.GetValueOrDefault(Spellings.Plain(column), Feed.None), Defects.ValueList.Tier);
        if (!Notes.Contains(note)) Notes.Add(note);
    }

    void Name()
    {
        foreach (var (column, paths) in mapping.Columns)
            All.Add((column, string.Concat(
                paths.Select(path => path.StartsWith('/') ? header.GetValueOrDefault(path)
                    : _placeOf.TryGetValue(path, out var place) ? _texts[place].Text : null))));
        foreach (var (path, text) in _texts)
            if (!_mapped.Contains(path)) All.Add((NameOf(path), text));
    }

    static string NameOf(string path) => path.Replace("@", "", StringComparison.Ordinal).Replace('/', '.');
}

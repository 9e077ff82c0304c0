using System.Text;
using System.Xml;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>The texts a workbook keeps once, for the cells to refer to: in memory, in UTF-8, up to a limit.</summary>
sealed class SharedTexts
{
    /// <summary>96 MB: some 300,000 rows with a paragraph each.</summary>
    public const int BytesAtMost = 96 << 20;

    const int BlockSize = 1 << 20;

    readonly List<byte[]> _blocks = [];
    readonly List<(int Block, int Start, int Length)> _texts = [];
    int _used = BlockSize;
    long _bytes;

    public int Count => _texts.Count;

    public string this[int place] =>
        _texts[place] is var (block, start, length) ? Encoding.UTF8.GetString(_blocks[block], start, length) : "";

    /// <exception cref="UnreadableException">They are more than is taken.</exception>
    public void Read(XmlReader xml)
    {
        var more = xml.Read();
        while (more)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                more = xml.Read();
                continue;
            }
            Add(XlsxText.Read(xml));
            more = xml.ReadState == ReadState.Interactive;
        }
    }

    void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if ((_bytes += length + 12) > BytesAtMost)
            throw new UnreadableException(Defects.FileTooLarge, $"a workbook with more than {BytesAtMost >> 20} MB of text in its cells");
        if (_used + length > BlockSize)
        {
            _blocks.Add(new byte[Math.Max(BlockSize, length)]);
            _used = 0;
        }
        _texts.Add((_blocks.Count - 1, _used, Encoding.UTF8.GetBytes(text, _blocks[^1].AsSpan(_used))));
        _used += length;
    }
}

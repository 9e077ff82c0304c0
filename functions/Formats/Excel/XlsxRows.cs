using System.Globalization;
using System.Xml;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>The rows of one sheet, cell by cell as its XML is read.</summary>
sealed class XlsxRows
{
    const int RowsAtMost = 1_048_576;
    const int ColumnsAtMost = 16_384;

    readonly XmlReader _xml;
    readonly XlsxFormats _formats;
    readonly SharedTexts _shared;
    readonly DateSystem _dates;
    string?[] _cells = new string?[64];
    int _count;

    XlsxRows(XmlReader xml, XlsxFormats formats, SharedTexts shared, DateSystem dates) =>
        (_xml, _formats, _shared, _dates) = (xml, formats, shared, dates);

    public static IEnumerable<SheetRow> Of(XmlReader xml, XlsxFormats formats, SharedTexts shared, DateSystem dates)
    {
        using (xml)
            foreach (var row in new XlsxRows(xml, formats, shared, dates).Read())
                yield return row;
    }

    IEnumerable<SheetRow> Read()
    {
        var place = 0;
        while (_xml.Read())
        {
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "row" }) continue;
            var next = int.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated
                : place + 1;
            if (next <= place || next > RowsAtMost)
                throw new UnreadableException(Defects.FileDamaged, "a sheet whose rows are not in order");
            place = next;
            ReadCells();
            yield return new SheetRow(place, new ArraySegment<string?>(_cells, 0, _count));
        }
    }

    void ReadCells()
    {
        Array.Clear(_cells, 0, _count);
        _count = 0;
        if (_xml.IsEmptyElement) return;
        var (depth, column) = (_xml.Depth, -1);
        _xml.Read();
        while (!(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth) && !_xml.EOF)
        {
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                _xml.Read();
                continue;
            }
            column = _xml.GetAttribute("r") is { } reference ? Column(reference) : column + 1;
            if ((uint)column >= ColumnsAtMost) throw new UnreadableException(Defects.FileDamaged, "a sheet with a cell in no column");
            if (Cell() is { Length: > 0 } text) Put(column, text);
        }
    }

    void Put(int column, string text)
    {
        if (column >= _cells.Length) Array.Resize(ref _cells, Math.Max(column + 1, _cells.Length * 2));
        _cells[column] = text;
        _count = Math.Max(_count, column + 1);
    }

    /// <summary>The text of the cell the reader stands on; behind it afterwards.</summary>
    string? Cell()
    {
        var type = _xml.GetAttribute("t");
        var style = int.TryParse(_xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (_xml.IsEmptyElement)
        {
            _xml.Read();
            return null;
        }
        var depth = _xml.Depth;
        string? value = null;
        _xml.Read();
        while (!(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth) && !_xml.EOF)
        {
            if (_xml is { NodeType: XmlNodeType.Element, LocalName: "v" }) value = _xml.ReadElementContentAsString();
            else if (_xml is { NodeType: XmlNodeType.Element, LocalName: "is" }) value = Text(XlsxText.Read(_xml));
            else if (_xml.NodeType == XmlNodeType.Element) _xml.Skip(); // the formula: its last result counts
            else _xml.Read();
        }
        _xml.Read();
        return string.IsNullOrEmpty(value) ? null : Value(type, value, style);
    }

    string? Value(string? type, string value, int style) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
            out var place) && place >= 0 && place < _shared.Count
            ? Text(_shared[place])
            : throw new UnreadableException(Defects.FileDamaged, "a workbook whose cells refer to text that is not there"),
        "inlineStr" => value,
        "str" => Text(XlsxText.Unescape(value)),
        "b" => value is "1" or "true" ? "TRUE" : "FALSE",
        "e" => value,
        "d" => Iso(value),
        _ => Number(value.Trim(), _formats[style]),
    };

    static string Text(string text) => SheetNumber.WithoutMark(text);

    string Number(string written, CellFormat format) =>
        format != CellFormat.Number && double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && SheetNumber.Marked(number, _dates, format) is { } moment ? moment : SheetNumber.Digits(written);

    /// <summary>2019-03-01T22:30:00.000 without its fraction.</summary>
    static string Iso(string value)
    {
        value = Text(value);
        var dot = value.IndexOf('.', StringComparison.Ordinal);
        var moment = dot < 0 ? value : value[..dot] + value[dot..].TrimStart('.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return moment.Length < SheetNumber.DateLength ? moment
            : $"{(moment.EndsWith("T00:00:00", StringComparison.Ordinal) ? SheetNumber.DayMark : SheetNumber.DateMark)}{moment}";
    }

    /// <summary>The column of a reference such as AB12, from 0.</summary>
    internal static int Column(string reference)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetter(letter) || column > ColumnsAtMost) break;
            column = column * 26 + (letter & 0x1F);
        }
        return column - 1;
    }
}

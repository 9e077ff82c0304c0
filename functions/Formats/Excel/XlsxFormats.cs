using System.Globalization;
using System.Xml;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>The number formats of a workbook's cell styles.</summary>
sealed class XlsxFormats
{
    readonly List<CellFormat> _styles = [];

    /// <summary>The format of a cell's style number; a number, where the workbook does not say.</summary>
    public CellFormat this[int style] => style >= 0 && style < _styles.Count ? _styles[style] : CellFormat.Number;

    public void Read(XmlReader xml)
    {
        var codes = new Dictionary<int, CellFormat>();
        var inCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && !inCells) codes[Number(xml)] = CellFormats.Of(xml.GetAttribute("formatCode") ?? "");
            if (xml.LocalName == "xf" && inCells)
                _styles.Add(codes.TryGetValue(Number(xml), out var format) ? format : CellFormats.BuiltIn(Number(xml)));
        }
    }

    static int Number(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}

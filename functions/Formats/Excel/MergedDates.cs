using System.Globalization;
using System.Text;
using System.Xml;
using FrontDoor.Domain.Clocks;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>Dates in cells that are merged over several rows. The date is that of each row, and no other column may start a clock in its
/// place.</summary>
static class MergedDates
{
    /// <summary>The rows that a merged block covers, as the sheet numbers them, and its first column, from 0.</summary>
    public readonly record struct Block(int First, int Last, int Column);

    /// <summary>Whether a sheet may have merged cells, by its bytes: nearly none has, and its XML is not read twice.</summary>
    public static bool MayBeIn(Stream sheet)
    {
        var (bytes, kept) = (new byte[1 << 16], 0);
        for (int read; (read = sheet.Read(bytes, kept, bytes.Length - kept)) > 0;)
        {
            var held = bytes.AsSpan(0, kept + read);
            if (held.IndexOf("mergeCell "u8) >= 0) return true;
            kept = Math.Min(held.Length, "mergeCell".Length);
            held[^kept..].CopyTo(bytes);
        }
        return false;
    }

    /// <summary>The blocks over several rows that a sheet lists behind its rows.</summary>
    public static List<Block> Read(XmlReader sheet)
    {
        var blocks = new List<Block>();
        while (sheet.Read())
            if (sheet is { NodeType: XmlNodeType.Element, LocalName: "mergeCell" } && sheet.GetAttribute("ref")?.Split(':') is [var from,
                var to]
                && RowOf(from) is > 0 and var first && RowOf(to) is var last && last > first)
                blocks.Add(new Block(first, last, XlsxRows.Column(from)));
        return blocks;
    }

    /// <summary>The rows, with each merged date in every row it stands for that holds anything else.</summary>
    public static IEnumerable<SheetRow> Fill(IEnumerable<SheetRow> rows, IReadOnlyCollection<Block> blocks)
    {
        var begin = blocks.ToLookup(block => block.First);
        var filling = new Dictionary<int, (int Last, string Date)>();
        string?[] cells = [];
        foreach (var row in rows)
        {
            foreach (var column in filling.Where(one => one.Value.Last < row.Place).Select(one => one.Key).ToList()) filling.Remove(column);
            foreach (var block in begin[row.Place])
                if (block.Column < row.Cells.Count && row.Cells[block.Column] is { } text && IsDate(text))
                    filling[block.Column] = (block.Last, text);
            var missing = row.Cells.Any(cell => !string.IsNullOrEmpty(cell)) ? filling.Where(one => IsEmpty(row, one.Key)).ToList() : [];
            if (missing.Count == 0)
            {
                yield return row;
                continue;
            }
            var count = Math.Max(row.Cells.Count, missing.Max(one => one.Key) + 1);
            if (cells.Length < count) cells = new string?[count];
            Array.Clear(cells);
            row.Cells.CopyTo(cells);
            foreach (var (column, (_, date)) in missing) cells[column] = date;
            yield return new SheetRow(row.Place, new ArraySegment<string?>(cells, 0, count));
        }
    }

    static bool IsEmpty(SheetRow row, int column) => column >= row.Cells.Count || string.IsNullOrEmpty(row.Cells[column]);

    static bool IsDate(string text)
    {
        if (text is [SheetNumber.DateMark or SheetNumber.DayMark, ..]) return true;
        var bytes = Encoding.UTF8.GetBytes(text);
        return TimeText.Parse(bytes).IsUsable || DateOrders.OrderOf(bytes) != DateOrder.None;
    }

    static int RowOf(string reference) =>
        int.TryParse(reference.TrimStart('$').TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]).TrimStart('$'), NumberStyles.None,
            CultureInfo.InvariantCulture, out var row) ? row : 0;
}

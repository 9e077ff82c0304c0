using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Csv;

namespace FrontDoor.Formats.Rows;

/// <summary>Whether the record at hand is no row: a total, a signature, an end mark, a line of forms.</summary>
readonly struct NotARow(Feed feed, CsvRecords records, int[] source, bool isTranscript)
{
    /// <summary>A reference nearly always has a digit in it; the name of its column has none.</summary>
    public static bool MayBeHeader(Row row, Feed feed) =>
        !row[feed.Key[0]].IsEmpty && !row[feed.Key[0]].ContainsAnyInRange((byte)'0', (byte)'9');

    /// <summary>A second header line, of the forms of its columns: dd/mm/yyyy under a date. A row whose sender left one form as it was has
    /// dates beside it.</summary>
    public static bool IsForms(Row row, Feed feed)
    {
        foreach (var place in feed.Dates)
            if (TimeText.Parse(row[place]).IsUsable || DateOrders.OrderOf(row[place]) != DateOrder.None) return false;
        foreach (var (column, _) in feed.Times)
            if (row[column] is [(byte)'(' or (byte)'[' or >= (byte)'A', ..] && FooterLine.IsForm(Encoding.UTF8.GetString(row[column])))
                return true;
        return false;
    }

    /// <summary>The rule that SQL tools draw under a header: dashes in every cell.</summary>
    public bool IsRule(Row row)
    {
        if (!row[feed.Key[0]].IsEmpty && row[feed.Key[0]][0] is not ((byte)'-' or (byte)'=')) return false;
        if (source[feed.Key[0]] is not (>= 0 and var key) || key >= records.FieldCount
            || Row.Trim(records.Field(key)) is not [(byte)'-' or (byte)'=', (byte)'-' or (byte)'=', ..]) return false;
        for (var field = isTranscript ? 1 : 0; field < records.FieldCount; field++)
            if (records.Field(field).ContainsAnyExcept("-= \t"u8)) return false;
        return true;
    }

    /// <summary>A record with few cells filled: blank, a footer, or a row after all.</summary>
    /// <param name="stated">Hears a count that a footer states.</param>
    public RecordKind Sparse(Row row, StatedCounts stated)
    {
        var filled = 0;
        var first = -1;
        for (var field = isTranscript ? 1 : 0; field < records.FieldCount && filled <= FooterLine.CellsAtMost; field++)
        {
            if (Row.Trim(records.Field(field)).IsEmpty) continue;
            filled++;
            if (first < 0) first = field;
        }
        if (filled == 0) return RecordKind.Blank;
        if (filled > FooterLine.CellsAtMost || !FooterLine.Is(Encoding.UTF8.GetString(Row.Trim(records.Field(first))))
            || NamesAChild(first)) return RecordKind.Row;
        if (FooterLine.StatedCount(HeaderSearch.Cells(records, isTranscript)) is { } count) stated.Say(row.Line, count);
        return RecordKind.Footer;
    }

    /// <summary>A child called Total: beside a footer's word two more cells say who it is, or one and a reference.</summary>
    bool NamesAChild(int first)
    {
        var (all, at, child) = (records, source, feed.Child);
        bool Has(int place) => place >= 0 && at[place] is >= 0 and var field && field < all.FieldCount
            && !Row.Trim(all.Field(field)).IsEmpty;
        var who = (Has(child.Surname) ? 1 : 0) + (Has(child.Forename) ? 1 : 0) + (Has(child.DateOfBirth) ? 1 : 0)
            + (Has(child.NhsNumber) ? 1 : 0) + (Has(child.Upn) ? 1 : 0);
        return who > 1 || feed.Key.All(place => Has(place) && at[place] != first) && (who > 0 || Has(feed.KeyChild));
    }
}

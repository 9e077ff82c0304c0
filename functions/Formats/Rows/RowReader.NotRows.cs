using System.Text;

namespace FrontDoor.Formats.Rows;

/// <summary>Records that are no rows: totals, signatures, end marks, a header again, a line of forms.</summary>
public sealed partial class RowReader
{
    /// <summary>A reference nearly always has a digit in it; the name of its column has none.</summary>
    bool MayBeHeader(Row row) => !row[_feed.Key[0]].IsEmpty && !row[_feed.Key[0]].ContainsAnyInRange((byte)'0', (byte)'9');

    /// <summary>Files put one behind the other bring their headers along: the rows below are read by the last one, and by none where it
    /// lacks what a header must have.</summary>
    bool HeaderAgain()
    {
        if (HeaderSearch.Again(_feed, _names ??= new HeaderNames(_feed), _header, _records.Line,
            HeaderSearch.Cells(_records, _part.Text.IsTranscript)) is not { } again) return false;
        _isLost = again.Header is null;
        if (again.Header is { } header) Follow(_part with { Header = header });
        return true;
    }

    /// <summary>A second header line, of the forms of its columns: dd/mm/yyyy under a date.</summary>
    bool IsForms(Row row)
    {
        foreach (var (column, _) in _feed.Times)
            if (row[column] is [(byte)'(' or (byte)'[' or >= (byte)'A', ..] && FooterLine.IsForm(Encoding.UTF8.GetString(row[column])))
                return true;
        return false;
    }

    /// <summary>The rule that SQL tools draw under a header: dashes in every cell.</summary>
    bool IsRule(Row row)
    {
        if (!row[_feed.Key[0]].IsEmpty && row[_feed.Key[0]][0] is not ((byte)'-' or (byte)'=')) return false;
        if (_source[_feed.Key[0]] is not (>= 0 and var key) || key >= _records.FieldCount
            || Row.Trim(_records.Field(key)) is not [(byte)'-' or (byte)'=', (byte)'-' or (byte)'=', ..]) return false;
        for (var field = _part.Text.IsTranscript ? 1 : 0; field < _records.FieldCount; field++)
            if (_records.Field(field).ContainsAnyExcept("-= \t"u8)) return false;
        return true;
    }

    /// <summary>A record with few cells filled: blank, a footer, or a row after all.</summary>
    RecordKind Sparse(Row row)
    {
        var filled = 0;
        var first = -1;
        for (var field = _part.Text.IsTranscript ? 1 : 0; field < _records.FieldCount && filled <= FooterLine.CellsAtMost; field++)
        {
            if (Row.Trim(_records.Field(field)).IsEmpty) continue;
            filled++;
            if (first < 0) first = field;
        }
        if (filled == 0) return RecordKind.Blank;
        if (filled > FooterLine.CellsAtMost || !FooterLine.Is(Encoding.UTF8.GetString(Row.Trim(_records.Field(first))))
            || NamesAChild(first)) return RecordKind.Row;
        if (FooterLine.StatedCount(HeaderSearch.Cells(_records, _part.Text.IsTranscript)) is { } count) _stated.Say(row.Line, count);
        return RecordKind.Footer;
    }

    /// <summary>A child called Total: beside a footer's word two more cells say who it is, or one and a reference.</summary>
    bool NamesAChild(int first)
    {
        bool Has(int place) => place >= 0 && _source[place] is >= 0 and var field && field < _records.FieldCount
            && !Row.Trim(_records.Field(field)).IsEmpty;
        var child = _feed.Child;
        var who = (Has(child.Surname) ? 1 : 0) + (Has(child.Forename) ? 1 : 0) + (Has(child.DateOfBirth) ? 1 : 0)
            + (Has(child.NhsNumber) ? 1 : 0) + (Has(child.Upn) ? 1 : 0);
        return who > 1 || _feed.Key.All(place => Has(place) && _source[place] != first) && (who > 0 || Has(_feed.KeyChild));
    }
}

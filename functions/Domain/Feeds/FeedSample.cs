using System.Globalization;
using System.Text;
using FrontDoor.Domain.Documents;

namespace FrontDoor.Domain.Feeds;

/// <summary>An empty file and an invented one of a feed, for partners to start from: columns of one edition, made of the contract's
/// examples.</summary>
public static class FeedSample
{
    const int Rows = 3;

    static readonly string[] Forenames = ["Ada", "Ben", "Cleo"];

    /// <summary>The header line alone, as Excel opens it well: UTF-8 with its mark, CRLF.</summary>
    public static byte[] Template(Feed feed) => Csv([Header(feed)]);

    /// <summary>A few rows about invented children, with nothing wrong in them.</summary>
    public static byte[] File(Feed feed) =>
        Csv([Header(feed), .. Enumerable.Range(0, Rows).Select(row => Row(feed, row).Select(cell => cell.Value))]);

    /// <summary>One invented record: the columns of this edition by name, and what each holds.</summary>
    public static IEnumerable<(string Name, string Value)> Row(Feed feed, int row) =>
        from place in Enumerable.Range(0, feed.Columns.Count)
        where feed.Has(place)
        select (feed.Columns[place].Name, Cell(feed, place, row));

    static IEnumerable<string> Header(Feed feed) => feed.OwnColumns.Select(column => column.Name);

    static string Cell(Feed feed, int place, int row)
    {
        var (column, child) = (feed.Columns[place], feed.Child);
        var isNeeded = column.Required || feed.Key.Contains(place) || feed.KeyOrElse.Contains(place) || feed.ClockStarts.Contains(place);
        if (column.Example is not { } example) return isNeeded ? Made(feed, place, row) : "";
        if ((feed.Key.Contains(place) || place == feed.KeyChild) && column.Type is not (ColumnType.Code or ColumnType.Upn)
            && !column.Type.IsDate()) return Counted(example, row);
        if (place == child.ExpectedDateOfBirth && child.DateOfBirth >= 0) return ""; // a child is born or not
        // no number here is any child's
        if (row > 0 && column.Type == ColumnType.Upn || !isNeeded && column.Type == ColumnType.NhsNumber) return "";
        if (row == 0 || place == feed.Lake.Status) return example;
        if (place == child.Forename) return Forenames[row];
        if (place == child.DateOfBirth) return Earlier(example, row);
        return column.Type == ColumnType.Code ? Code(feed, place, row) : example;
    }

    /// <summary>Where the contract has no example and the row cannot do without.</summary>
    static string Made(Feed feed, int place, int row) => feed.Columns[place].Type switch
    {
        ColumnType.Code => Code(feed, place, row),
        ColumnType.Date => place == feed.Child.DateOfBirth ? "14/02/2012" : "02/01/2019",
        ColumnType.LocalDateTime or ColumnType.Instant => "14/02/2019 10:15",
        ColumnType.Time => "10:15",
        ColumnType.Integer => "1",
        ColumnType.Boolean => "Yes",
        ColumnType.Postcode => "ZZ99 3VZ",
        ColumnType.Urn => "999001",
        ColumnType.Laestab => "999/9001",
        ColumnType.Ods => "ZZ901",
        ColumnType.Upn => "F001999919001",
        ColumnType.NhsNumber => "",
        ColumnType.Text or ColumnType.PoliceReference => $"Sample-{row + 1}",
        _ => throw new InvalidOperationException($"No sample for the column type {feed.Columns[place].Type}."),
    };

    static string Code(Feed feed, int place, int row)
    {
        var codes = feed.Codes[place]!.Words;
        return Encoding.UTF8.GetString(codes[row % codes.Count]);
    }

    /// <summary>The example with its last number counted up: C-0001, C-0002.</summary>
    static string Counted(string example, int row)
    {
        var end = example.Length;
        while (end > 0 && !char.IsAsciiDigit(example[end - 1])) end--;
        var start = end;
        while (start > 0 && end - start < 9 && char.IsAsciiDigit(example[start - 1])) start--;
        if (start == end) return row == 0 ? example : $"{example}-{row + 1}";
        var number = int.Parse(example.AsSpan(start..end), CultureInfo.InvariantCulture) + row;
        return example[..start] + number.ToString(CultureInfo.InvariantCulture).PadLeft(end - start, '0') + example[end..];
    }

    static string Earlier(string example, int row)
    {
        foreach (var form in (string[])["dd/MM/yyyy", "yyyy-MM-dd"])
            if (DateOnly.TryParseExact(example, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day.AddMonths(-14 * row).ToString(form, CultureInfo.InvariantCulture);
        return example;
    }

    static byte[] Csv(IEnumerable<IEnumerable<string>> rows) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => CsvText.Line(row) + "\r\n")))];
}

using System.Globalization;
using System.Text;

namespace FrontDoor.Reporting.Figures;

/// <summary>A table that is shown and can be had as CSV.</summary>
/// <param name="Name">In the address of its CSV: letters and hyphens.</param>
/// <param name="Caption">What it shows, for those who see no heading.</param>
public sealed record DataTable(string Name, string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows)
{
    /// <summary>A table longer than this is shown so far; its CSV has all.</summary>
    public const int ShownAtMost = 100;

    /// <summary>A table of rows, each column with what it shows of one.</summary>
    public static DataTable Of<T>(string name, string caption, IEnumerable<T> rows,
        params IReadOnlyList<(string Title, Func<T, Cell> Cell)> columns) =>
        new(name, caption, [.. columns.Select(column => column.Title)],
            [.. rows.Select(row => (IReadOnlyList<Cell>)[.. columns.Select(column => column.Cell(row))])]);

    public IEnumerable<IReadOnlyList<Cell>> Shown => Rows.Take(ShownAtMost);

    public int Left => Math.Max(0, Rows.Count - ShownAtMost);

    public bool IsNumeric(int column) =>
        Rows.Count > 0 && Rows.All(row => row[column].IsNumber || row[column].Value is null or Cell.Suppressed);

    /// <summary>As RFC 4180 has it, in UTF-8; days as yyyy-MM-dd, moments in UTC.</summary>
    public string Csv()
    {
        var text = new StringBuilder();
        Line(Columns);
        foreach (var row in Rows) Line(row.Select(Written));
        return text.ToString();

        void Line(IEnumerable<string> values) => text.AppendJoin(',', values.Select(Quoted)).Append("\r\n");
    }

    /// <summary>A value as a file has it.</summary>
    internal static string Written(Cell cell) => cell.Value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => $"{text}",
    };

    /// <summary>A spreadsheet takes what begins with = for a formula, and so it is quoted with an apostrophe before.</summary>
    static string Quoted(string value)
    {
        if (value is ['=' or '@' or '\t', ..] or ['+' or '-', not (>= '0' and <= '9' or '.'), ..]) value = $"'{value}";
        return value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

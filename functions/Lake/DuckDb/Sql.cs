using System.Globalization;

namespace FrontDoor.Lake.DuckDb;

/// <summary>Quotes texts and files for SQL.</summary>
public static class Sql
{
    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A moment, to the second.</summary>
    public static string Moment(DateTimeOffset moment) =>
        Text(moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'+00'", CultureInfo.InvariantCulture)) + "::timestamptz";

    /// <summary>The rows of these files, of any version of a table.</summary>
    /// <param name="files">At least one.</param>
    public static string Parquet(IEnumerable<string> files) =>
        $"read_parquet([{string.Join(", ", files.Select(Text))}], hive_partitioning = false, union_by_name = true)";

    /// <summary>A column's or table's name, quoted.</summary>
    public static string Name(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

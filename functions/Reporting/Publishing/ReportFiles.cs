using System.Globalization;
using System.Text;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Reporting.Access;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Rendering;

namespace FrontDoor.Reporting.Publishing;

/// <summary>Makes the files of a page that is published: HTML to print or send, each table as CSV, and all tables as one Parquet file. The
/// same page gives the same bytes.</summary>
public sealed class ReportFiles(PageRenderer renderer)
{
    public const string Html = "report.html", Parquet = "report.parquet";

    /// <param name="scratchRoot">Where a file may lie while it is made.</param>
    public async Task<IReadOnlyList<ReportFile>> Of(PageModel page, string scratchRoot, CancellationToken cancel) =>
    [
        new(Html, Encoding.UTF8.GetBytes(await renderer.Page(page, new NoLinks(), Viewer.OnThisMachine))),
        .. page.Tables.Select(table => new ReportFile($"{table.Name}.csv", Encoding.UTF8.GetBytes(table.Csv()))),
        new(Parquet, await ToParquet(page, scratchRoot, cancel)),
    ];

    /// <summary>A row for each cell, so that every report has the same columns, whatever its tables are.</summary>
    static async Task<byte[]> ToParquet(PageModel page, string scratchRoot, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(scratchRoot);
        var file = scratch.NewFile(".parquet");
        using (var engine = new Engine(new EngineOptions(scratch.Folder)))
        using (var connection = engine.Open())
        {
            connection.Execute("""
                CREATE TABLE cell ("table" VARCHAR, "row" INTEGER, "column" VARCHAR, number DOUBLE, text VARCHAR, suppressed BOOLEAN)
                """, cancel);
            foreach (var table in page.Tables.Where(table => table.Rows.Count > 0))
                connection.Execute($"INSERT INTO cell VALUES {string.Join(",\n", Cells(table))}", cancel);
            connection.Execute($"COPY cell TO {Sql.Text(file)} (FORMAT parquet, COMPRESSION zstd)", cancel);
        }
        return await File.ReadAllBytesAsync(file, cancel);
    }

    static IEnumerable<string> Cells(DataTable table) =>
        from row in Enumerable.Range(0, table.Rows.Count)
        from column in Enumerable.Range(0, table.Columns.Count)
        let cell = table.Rows[row][column]
        let number = cell.IsNumber ? ((IFormattable)cell.Value!).ToString("R", CultureInfo.InvariantCulture) : "NULL"
        let text = cell.IsNumber || cell.Value is null || cell == Cell.Hidden ? "NULL" : Sql.Text(DataTable.Written(cell))
        select $"({Sql.Text(table.Name)}, {row + 1}, {Sql.Text(table.Columns[column])}, {number}, {text}, {cell == Cell.Hidden})";
}

namespace FrontDoor.Lake;

/// <summary>The SQL of a table's view: its columns alone, or with the rows of its files.</summary>
static class LakeView
{
    internal static string Empty(LakeTable table) => $"CREATE VIEW {Sql.Name(table.Name)} AS {Typed(table)}";

    // Every table always has all its columns: files of an earlier edition give null for those they lack, of a later one add theirs.
    internal static string OverFiles(LakeTable table, string lakeFolder) =>
        $"CREATE OR REPLACE VIEW {Sql.Name(table.Name)} AS {Typed(table)} UNION ALL BY NAME "
        + $"SELECT * FROM read_parquet({Sql.Text(Literal(Path.Combine(lakeFolder, table.Name)) + "/agency=*/feed=*/month=*/*.parquet")}, "
        + "hive_partitioning = false, union_by_name = true)";

    internal static bool HasFile(LakeTable table, string lakeFolder) =>
        Directory.Exists(Path.Combine(lakeFolder, table.Name)) && (
            from agency in Directory.EnumerateDirectories(Path.Combine(lakeFolder, table.Name), "agency=*")
            from feed in Directory.EnumerateDirectories(agency, "feed=*")
            from month in Directory.EnumerateDirectories(feed, "month=*")
            from file in Directory.EnumerateFiles(month, "*.parquet")
            select file).Any();

    /// <summary>A folder's own name may hold what a pattern gives a meaning to.</summary>
    internal static string Literal(string folder) => string.Concat(folder.Select(c => c is '[' or '*' or '?' ? $"[{c}]" : $"{c}"));

    static string Typed(LakeTable table) => $"SELECT {string.Join(", ", table.Columns.Select(Typed))} WHERE false";

    static string Typed(LakeColumn column) => $"CAST(NULL AS {column.Type.Sql()}) AS {Sql.Name(column.Name)}";
}

namespace FrontDoor.Lake;

/// <summary>The SQL of a table's view: its columns alone, or with the rows of its files.</summary>
public static class LakeView
{
    /// <summary>The rows of these files as a query, with every column of the table, whichever edition wrote them.</summary>
    public static string Of(LakeTable table, IReadOnlyCollection<string> files) => files.Count == 0 ? Typed(table)
        : $"{Typed(table)} UNION ALL BY NAME SELECT * FROM {Sql.Parquet(files)}";

    internal static string Empty(LakeTable table) => $"CREATE VIEW {Sql.Name(table.Name)} AS {Typed(table)}";

    internal static string OverFiles(LakeTable table, string lakeFolder, AsOf? asOf) =>
        $"CREATE OR REPLACE VIEW {Sql.Name(table.Name)} AS {(asOf is null ? Rows(table, lakeFolder) : Known(table, lakeFolder, asOf))}";

    // Every table always has all its columns: files of an earlier edition give null for those they lack, of a later one add theirs.
    static string Rows(LakeTable table, string lakeFolder) =>
        $"{Typed(table)} UNION ALL BY NAME "
        + $"SELECT * FROM read_parquet({Sql.Text(Literal(Path.Combine(lakeFolder, table.Name)) + "/agency=*/feed=*/month=*/*.parquet")}, "
        + "hive_partitioning = false, union_by_name = true)";

    // An hour's own receipts are cut to its beginning: what is known at an hour is what bears an earlier one.
    static string Known(LakeTable table, string lakeFolder, AsOf asOf) => $"SELECT * FROM ({Rows(table, lakeFolder)}) WHERE " + table.Name switch
    {
        "files" => $"received_at < {asOf.Moment}",
        "rejects" => $"file_id IN (SELECT file_id FROM ({Rows(LakeTables.Files, lakeFolder)}) WHERE received_at < {asOf.Moment})",
        "notices" => $"raised_at < {asOf.Moment}",
        "acknowledgements" => $"acknowledged_at < {asOf.Moment}",
        "timeliness" when asOf.Worsened is not null => $"as_of < {asOf.Moment} UNION ALL BY NAME SELECT * FROM {AsOf.WorsenedTable}",
        _ => $"as_of < {asOf.Moment}",
    };

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

    static string Typed(LakeColumn column) => $"CAST(NULL AS {column.SqlType}) AS {Sql.Name(column.Name)}";
}

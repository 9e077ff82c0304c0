namespace FrontDoor.Lake;

/// <summary>The SQL of a table's view over its files.</summary>
static class LakeView
{
    const string Files = "agency=*/feed=*/month=*/*.parquet";

    internal static string Create(LakeTable table, string lakeFolder)
    {
        var typed = $"SELECT {string.Join(", ", table.Columns.Select(Typed))} WHERE false";
        var folder = Path.Combine(lakeFolder, table.Name);
        // Every table always has all its columns: files of an earlier edition give null for those they lack, of a later one add theirs.
        return $"CREATE VIEW {Sql.Name(table.Name)} AS {typed}" + (HasFile(folder)
            ? $" UNION ALL BY NAME SELECT * FROM read_parquet({Sql.Text(folder + "/" + Files)}, hive_partitioning = false, union_by_name = true)"
            : "");
    }

    static string Typed(LakeColumn column) => $"CAST(NULL AS {column.Type.Sql()}) AS {Sql.Name(column.Name)}";

    static bool HasFile(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Any();
}

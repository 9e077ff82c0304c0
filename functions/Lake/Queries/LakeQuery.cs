using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Lake.Queries;

/// <summary>The lake for an analyst's queries: a view for each table and the derived views, read-only, without access to other files or
/// the network. For one thread at a time.</summary>
public sealed class LakeQuery : IDisposable
{
    readonly string folder;
    readonly Engine engine;
    readonly Connection connection;
    readonly AsOf? asOf;
    readonly Action<LakeTable>? bring;
    readonly HashSet<LakeTable> filled = [];

    LakeQuery(string folder, Engine engine, AsOf? asOf, Action<LakeTable>? bring) =>
        (this.folder, this.engine, this.asOf, this.bring, connection) = (folder, engine, asOf, bring, engine.Open());

    /// <summary>Opens a folder with one folder for each table; a table without files has its columns and no row.</summary>
    /// <param name="asOf">A past hour to query; null for everything known.</param>
    /// <param name="bring">Fetches a table's files into the folder before they are first read; null if they are there.</param>
    public static LakeQuery Open(string lakeFolder, EngineOptions options, AsOf? asOf = null, Action<LakeTable>? bring = null)
    {
        var lake = new LakeQuery(Path.GetFullPath(lakeFolder), new Engine(options), asOf, bring);
        try
        {
            foreach (var table in LakeTables.All)
                lake.connection.Execute(LakeView.Empty(table));
            if (asOf?.Worsened is { } worsened)
                lake.connection.Execute($"CREATE TABLE {AsOf.WorsenedTable} AS SELECT * FROM read_parquet({Sql.Text(worsened)})");
            foreach (var view in DerivedView.All)
                lake.connection.Execute(view.Create);
            lake.Shut();
            return lake;
        }
        catch
        {
            lake.Dispose();
            throw;
        }
    }

    /// <summary>Whether a statement may read this table, directly or through a view.</summary>
    public static bool MayRead(string sql, LakeTable table) => DerivedView.MayRead(sql, table.Name);

    /// <summary>Runs one statement that reads: SELECT, WITH, VALUES, FROM, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN.</summary>
    public QueryResult Run(string sql, CancellationToken cancel)
    {
        Fill(sql);
        Reading.Check(connection, sql);
        return connection.Run(sql, cancel);
    }

    /// <summary>Stores the result of a derived view, with these columns, for several statements that read it.</summary>
    public void Keep(string view, string columns, CancellationToken cancel)
    {
        Fill(view);
        connection.Execute($"CREATE TABLE kept_{view} AS SELECT {columns} FROM {view}", cancel);
        connection.Execute($"CREATE OR REPLACE VIEW {view} AS FROM kept_{view}", cancel);
    }

    /// <summary>Works a question out once, under a name of its own, for several statements that read it.</summary>
    public void KeepAnswer(string name, string sql, CancellationToken cancel)
    {
        Fill(sql);
        Reading.Check(connection, sql);
        connection.Execute($"CREATE OR REPLACE TABLE {Sql.Name(name)} AS {sql}", cancel);
    }

    public void Dispose()
    {
        connection.Dispose();
        engine.Dispose();
    }

    // The order matters: a folder can be allowed only while access is open, and nothing can be set after the lock. DuckDB compares a
    // pattern literally, so the folder is also allowed in that spelling.
    void Shut()
    {
        connection.Execute($"SET GLOBAL allowed_directories = [{Sql.Text(folder)}, {Sql.Text(LakeView.Literal(folder))}]");
        // otherwise a view and each query over it would read every footer again
        connection.Execute("SET GLOBAL parquet_metadata_cache = true");
        connection.Execute("SET GLOBAL enable_external_access = false");
        connection.Execute("SET GLOBAL lock_configuration = true");
    }

    bool HasFile(LakeTable table)
    {
        foreach (var read in asOf is null ? [table] : AsOf.ReadFor(table)) bring?.Invoke(read);
        return LakeView.HasFile(table, folder);
    }

    // A view over files reads the footer of each file when it is created, so only the tables that the statement can mean are filled.
    void Fill(string sql)
    {
        var any = sql.Contains("query", StringComparison.OrdinalIgnoreCase); // query() and query_table() can build a name
        foreach (var table in LakeTables.All)
            if ((any || DerivedView.MayRead(sql, table.Name)) && !filled.Contains(table) && HasFile(table))
            {
                if (asOf is not null && LakeTables.IsCurrent(table) && !filled.Any(LakeTables.IsCurrent))
                    connection.Execute(LakeView.CreateChanged(folder, asOf));
                connection.Execute(LakeView.OverFiles(table, folder, asOf));
                filled.Add(table);
            }
    }
}

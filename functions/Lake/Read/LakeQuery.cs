namespace FrontDoor.Lake;

/// <summary>The lake as an analyst asks it: one view a table, reading alone, shut off from every other file and from the network.</summary>
public sealed class LakeQuery : IDisposable
{
    readonly Engine engine;
    readonly Connection connection;

    LakeQuery(Engine engine, Connection connection) => (this.engine, this.connection) = (engine, connection);

    /// <summary>The folder holds one folder a table; a table that has no file yet is there with its columns and no row.</summary>
    public static LakeQuery Open(string lakeFolder, EngineOptions options)
    {
        var engine = new Engine(options);
        var connection = engine.Open();
        foreach (var table in LakeTables.All)
            connection.Execute(LakeView.Create(table, Path.GetFullPath(lakeFolder)));
        Shut(connection, Path.GetFullPath(lakeFolder));
        return new(engine, connection);
    }

    /// <summary>Runs one statement that reads: SELECT, WITH, VALUES, FROM, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN.</summary>
    public QueryResult Run(string sql, CancellationToken cancel)
    {
        using var statement = connection.Prepare(sql);
        ReadOnly.Check(connection, statement, sql);
        return connection.Run(statement, sql, cancel);
    }

    public void Dispose()
    {
        connection.Dispose();
        engine.Dispose();
    }

    // The order matters: the folder can be allowed only while access is open, and nothing can be set once it is locked.
    static void Shut(Connection connection, string lakeFolder)
    {
        connection.Execute($"SET GLOBAL allowed_directories = [{Sql.Text(lakeFolder)}]");
        connection.Execute("SET GLOBAL enable_external_access = false");
        connection.Execute("SET GLOBAL lock_configuration = true");
    }
}

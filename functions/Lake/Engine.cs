using System.Globalization;

namespace FrontDoor.Lake;

/// <summary>How much of the machine DuckDB may use: a folder to spill to, a limit of memory and its own threads.</summary>
public sealed record EngineOptions(string ScratchFolder, int MemoryLimitMb = 256, int Threads = 1);

/// <summary>DuckDB in memory: no extension is ever looked for, nothing is kept, times are UTC.</summary>
public sealed class Engine : IDisposable
{
    readonly DatabaseHandle database;

    public Engine(EngineOptions options)
    {
        database = OpenDatabase(options);
        using var connection = Open();
        connection.Execute("SET GLOBAL TimeZone = 'UTC'");
        BatchSource.Register(connection);
    }

    public Connection Open()
    {
        if (Native.duckdb_connect(database, out var connection) == 0)
            return new(connection);
        connection.Dispose();
        throw new DuckDbException(DuckDbError.Internal, "DuckDB opened no connection; the engine is closed or out of memory.");
    }

    public void Dispose() => database.Dispose();

    static DatabaseHandle OpenDatabase(EngineOptions options)
    {
        using var config = Configure(options);
        if (Native.duckdb_open_ext(":memory:", out var database, config, out var error) == 0)
            return database;
        database.Dispose();
        var failure = DuckDbException.From(DuckDbError.Internal, error);
        Native.duckdb_free(error);
        throw failure;
    }

    static ConfigHandle Configure(EngineOptions options)
    {
        (string Name, string Value)[] settings =
        [
            ("autoinstall_known_extensions", "false"), // an unknown function would otherwise go to the network
            ("autoload_known_extensions", "false"),
            ("allow_community_extensions", "false"),
            ("memory_limit", $"{options.MemoryLimitMb.ToString(CultureInfo.InvariantCulture)}MB"),
            ("threads", options.Threads.ToString(CultureInfo.InvariantCulture)),
            ("temp_directory", Path.GetFullPath(options.ScratchFolder)),
            ("preserve_insertion_order", "true"), // the same input must give the same bytes
        ];
        _ = Native.duckdb_create_config(out var config);
        foreach (var (name, value) in settings)
            if (Native.duckdb_set_config(config, name, value) != 0)
            {
                config.Dispose();
                throw new DuckDbException(DuckDbError.InvalidInput, $"DuckDB does not take {value} for {name}.");
            }
        return config;
    }
}

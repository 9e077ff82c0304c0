using System.Globalization;
using DuckDB.NET.Data;

namespace FrontDoor.Lake.DuckDb;

/// <summary>How much of the machine DuckDB may use: a folder to spill to, a limit of memory and its own threads.</summary>
public sealed record EngineOptions(string ScratchFolder, int MemoryLimitMb = 256, int Threads = 1);

/// <summary>DuckDB in memory: no extension is ever looked for, nothing is kept, times are UTC.</summary>
public sealed class Engine : IDisposable
{
    readonly DuckDBConnection database;

    public Engine(EngineOptions options)
    {
        database = new(new DuckDBConnectionStringBuilder
        {
            DataSource = DuckDBConnectionStringBuilder.InMemoryDataSource,
            AutoinstallKnownExtensions = false, // an unknown function would otherwise go to the network
            AutoloadKnownExtensions = false,
            AllowCommunityExtensions = false,
            MemoryLimit = $"{options.MemoryLimitMb.ToString(CultureInfo.InvariantCulture)}MB",
            Threads = options.Threads,
            TempDirectory = Path.GetFullPath(options.ScratchFolder),
            PreserveInsertionOrder = true, // the same input must give the same bytes
        }.ConnectionString);
        database.Open();
        using var connection = Open();
        connection.Execute("SET GLOBAL TimeZone = 'UTC'");
    }

    public Connection Open()
    {
        var connection = database.Duplicate();
        connection.Open();
        return new(connection);
    }

    public void Dispose() => database.Dispose();
}

using System.Globalization;
using DuckDB.NET.Data;

namespace FrontDoor.Lake.DuckDb;

/// <summary>The limits of DuckDB: a folder to spill to, a limit of memory, and a number of threads.</summary>
public sealed record EngineOptions(string ScratchFolder, int MemoryLimitMb = 256, int Threads = 1);

/// <summary>DuckDB in memory. It loads no extension, keeps nothing, and uses UTC.</summary>
public sealed class Engine : IDisposable
{
    readonly DuckDBConnection database;
    readonly string spills;

    public Engine(EngineOptions options)
    {
        // of its own: every DuckDB gives the files it spills to the same names
        spills = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(options.ScratchFolder), "spilled-" + Guid.NewGuid().ToString("n")))
            .FullName;
        database = new(new DuckDBConnectionStringBuilder
        {
            DataSource = DuckDBConnectionStringBuilder.InMemoryDataSource,
            AutoinstallKnownExtensions = false, // an unknown function would otherwise go to the network
            AutoloadKnownExtensions = false,
            AllowCommunityExtensions = false,
            MemoryLimit = $"{options.MemoryLimitMb.ToString(CultureInfo.InvariantCulture)}MB",
            Threads = options.Threads,
            TempDirectory = spills,
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

    public void Dispose()
    {
        database.Dispose();
        if (Directory.Exists(spills)) Directory.Delete(spills, recursive: true); // unless the scratch around it went first
    }
}

using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Answers;

/// <summary>The lake of a folder, open for queries.</summary>
sealed class LakeFolder : IDisposable
{
    /// <summary>Memory of a query, in MB.</summary>
    public const int UsualMemoryMb = 512;

    /// <summary>The names of the tables, in words.</summary>
    public static readonly string Tables = string.Join(", ", LakeTables.All.Select(table => table.Name));

    readonly LakeQuery _query;
    readonly Scratch _scratch;
    readonly string _lake;

    LakeFolder(LakeQuery query, Scratch scratch, string lake) => (_query, _scratch, _lake) = (query, scratch, lake);

    public static LakeFolder Open(string root) => Open(root, null, null, () => Contracts.Shipped, UsualMemoryMb, default);

    /// <param name="account">The storage account whose lake is used instead; null for the folder.</param>
    /// <param name="asOf">A past hour to query; null for everything known.</param>
    /// <param name="contracts">Returns the contracts, for running clocks at the past hour.</param>
    public static LakeFolder Open(string root, StorageAccount? account, DateTimeOffset? asOf, Func<Contracts> contracts, int memoryMb,
        CancellationToken cancel)
    {
        if (account is null) Require(root);
        var scratch = Scratch.Open(Scratch.OwnRoot("front-door-query"));
        var lake = Path.Combine(account is null ? root : scratch.Folder, Containers.Lake);
        var options = new EngineOptions(scratch.Folder, memoryMb, Environment.ProcessorCount);
        var from = account is null ? null : AccountLake.Open(account, Directory.CreateDirectory(lake).FullName);
        Action<LakeTable>? bring = from is null ? null : table => from.Bring(table, cancel);
        if (asOf is not { } hour) return new(LakeQuery.Open(lake, options, null, bring), scratch, lake);
        using var engine = new Engine(options);
        var (known, past) = (contracts(), Path.Combine(scratch.Folder, "as-of.parquet"));
        try
        {
            foreach (var table in AsOf.Read) bring?.Invoke(table);
            return new(LakeQuery.Open(lake, options, new AsOf(hour, AsOfRows.Write(engine, lake, known, hour, past, cancel)), bring),
                scratch, lake);
        }
        catch (DuckDbException refused) when (Damaged(refused, lake) is { } damaged)
        {
            throw damaged;
        }
    }

    /// <summary>Fails if the folder has no data of the pipeline, because "nothing was late" would then be wrong. An empty folder is
    /// accepted.</summary>
    public static void Require(string root)
    {
        const string Expected = "the folder an ingest, demo or up wrote to, with lake/ in it";
        if (!Directory.Exists(root))
            throw CliException.Usage($"there is no folder {root}", Expected, "give it with --lake DIR, or run ./pipeline demo first");
        if (IsRoot(root) || !Directory.EnumerateFileSystemEntries(root).Any()) return;
        var above = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(root));
        throw CliException.Usage($"{root} has no data of the pipeline",
            Expected, above is not null && IsRoot(above) ? $"--lake {above}" : "give it with --lake DIR");
    }

    /// <summary>Fails if the folder is only a copy for reading: without the pipeline's state, nothing would be overdue and no alert
    /// known.</summary>
    public static void RequireMemory(string root, string next)
    {
        if (Directory.Exists(Path.Combine(root, Containers.Lake, LakeTables.Files.Name)) && !RemembersFiles(root))
            throw CliException.Usage($"{root} is a copy for reading, made by ./pipeline up or demo",
                "a folder that ./pipeline ingest wrote to", next);
    }

    /// <summary>Whether <c>ingest</c> has processed files in this folder.</summary>
    public static bool RemembersFiles(string root) => Directory.Exists(Path.Combine(root, Containers.State, "ledger"));

    /// <summary>Whether the pipeline keeps anything there.</summary>
    public static bool IsRoot(string folder) => Containers.All.Except([Containers.Reports]).Any(container
        => Directory.Exists(Path.Combine(folder, container)));

    /// <summary>For pages, which run their own measures.</summary>
    public LakeQuery Query => _query;

    /// <summary>Computes once which records are about one child, for several queries.</summary>
    public void KeepChildren(CancellationToken cancel) => Checked(() =>
    {
        _query.Keep("children", "notification_key, record_version, person_key::uuid AS person_key, probable", cancel);
        return true;
    });

    /// <summary>Runs a query; fails with the engine's own message.</summary>
    public QueryResult Ask(string sql, CancellationToken cancel) => Checked(() => _query.Run(sql, cancel));

    T Checked<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (DuckDbException refused)
        {
            throw Damaged(refused, _lake) ?? new CliException(
                refused.Message.Trim(), $"one statement that reads the tables {Tables}",
                "./pipeline query \"describe files\" shows a table's columns");
        }
    }

    /// <summary>The fault of a damaged file of the lake, if the engine's message begins with its name; null for any other
    /// fault.</summary>
    static CliException? Damaged(DuckDbException refused, string lake)
    {
        var said = refused.Message.AsSpan().TrimStart();
        said = said[..(said.IndexOf('\n') is >= 0 and var end ? end : said.Length)];
        var from = said.IndexOf(Path.GetFullPath(lake), StringComparison.Ordinal);
        var to = said.IndexOf(".parquet", StringComparison.Ordinal);
        if (from < 0 || to < from) return null; // for a wrong query, the message starts with the error and shows it on its own lines
        return new CliException($"{said[from..(to + ".parquet".Length)]} cannot be read: it is damaged, or not a Parquet file",
            "the files of lake/ as the pipeline wrote them",
            "copy that file again from the source of the lake, or process the landed files again into a new folder: ./pipeline ingest "
                + "LANDED --lake NEW");
    }

    public void Dispose()
    {
        _query.Dispose();
        _scratch.Dispose();
    }
}

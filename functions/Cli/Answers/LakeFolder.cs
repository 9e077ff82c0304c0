using FrontDoor.Domain;
using FrontDoor.Lake;
using FrontDoor.Stages;

namespace FrontDoor.Cli;

/// <summary>A store root's lake, open for questions.</summary>
sealed class LakeFolder : IDisposable
{
    const int MemoryMb = 1024;

    readonly LakeQuery _query;
    readonly Scratch _scratch;

    LakeFolder(LakeQuery query, Scratch scratch) => (_query, _scratch) = (query, scratch);

    public static LakeFolder Open(string root) => Open(root, null, Contracts.Shipped, default);

    /// <param name="asOf">A past hour to ask about; null: what the lake holds.</param>
    /// <param name="contracts">Whose clocks ran then; asked for only with an hour.</param>
    public static LakeFolder Open(string root, DateTimeOffset? asOf, Func<Contracts> contracts, CancellationToken cancel)
    {
        Require(root);
        var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-query"));
        var (lake, options) = (Path.Combine(root, Containers.Lake), new EngineOptions(scratch.Folder, MemoryMb, Environment.ProcessorCount));
        if (asOf is not { } hour) return new(LakeQuery.Open(lake, options), scratch);
        using var engine = new Engine(options);
        var worsened = AsOfRows.Write(engine, lake, contracts(), hour, Path.Combine(scratch.Folder, "as-of.parquet"), cancel);
        return new(LakeQuery.Open(lake, options, new AsOf(hour, worsened)), scratch);
    }

    /// <summary>A complaint where there is no such store root.</summary>
    public static void Require(string root)
    {
        if (!Directory.Exists(root))
            throw Complaint.Usage($"there is no folder {root}", "the folder an ingest, demo or up wrote to", "give it with --lake DIR, or run ./pipeline demo first");
    }

    /// <summary>The answer, or a complaint in the engine's own words.</summary>
    public QueryResult Ask(string sql, CancellationToken cancel)
    {
        try
        {
            return _query.Run(sql, cancel);
        }
        catch (DuckDbException refused)
        {
            throw new Complaint(
                refused.Message.Trim(), "one statement that reads the tables files, notifications, timeliness, rejects, notices, acknowledgements, feed_health",
                "./pipeline query \"describe files\" shows a table's columns");
        }
    }

    public void Dispose()
    {
        _query.Dispose();
        _scratch.Dispose();
    }
}

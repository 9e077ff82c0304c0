using FrontDoor.Lake;

namespace FrontDoor.Cli;

/// <summary>A store root's lake, open for questions.</summary>
sealed class LakeFolder : IDisposable
{
    const int MemoryMb = 1024;

    readonly LakeQuery _query;
    readonly Scratch _scratch;

    LakeFolder(LakeQuery query, Scratch scratch) => (_query, _scratch) = (query, scratch);

    public static LakeFolder Open(string root)
    {
        Require(root);
        var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-query"));
        return new(LakeQuery.Open(Path.Combine(root, "lake"), new EngineOptions(scratch.Folder, MemoryMb, Environment.ProcessorCount)), scratch);
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
                refused.Message.Trim(), "one statement that reads the tables files, notifications, timeliness, rejects, notices",
                "./pipeline query \"describe files\" shows a table's columns");
        }
    }

    public void Dispose()
    {
        _query.Dispose();
        _scratch.Dispose();
    }
}

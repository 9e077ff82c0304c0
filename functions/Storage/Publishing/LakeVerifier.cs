using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Publishing;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.Publishing;

/// <summary>Checks that every committed row is in the lake once, and repairs what can be repaired from the lake itself.</summary>
public sealed class LakeVerifier(IStore store, LakePublisher publisher, PipelineOptions options)
{
    /// <summary>Checks every feed of the lake.</summary>
    /// <param name="repair">Whether to publish what waits, and to rewrite the current tables and file lists that are wrong.</param>
    public async Task<LakeVerification> Run(bool repair, CancellationToken cancel)
    {
        var waiting = 0;
        await foreach (var _ in store.List(Containers.Restricted, StagedTables.Folder, cancel)) waiting++;
        var published = repair ? await publisher.PublishAll(cancel) : 0;
        var faults = new List<LakeFault>();
        if (waiting > published)
            faults.Add(new LakeFault(LakeFaultKind.NotPublished, "",
                $"{PeopleText.Count(waiting - published, "arrival waits", "arrivals wait")} to be put into the lake"));
        var feeds = new SortedSet<string>(StringComparer.Ordinal);
        var found = new List<LakeFile>();
        await foreach (var item in store.List(Containers.Lake, "", cancel))
            if (item.Path.Split('/')
                is [var table, ['a', 'g', 'e', 'n', 'c', 'y', '=', .. var agency], ['f', 'e', 'e', 'd', '=', .. var feed], _])
            {
                feeds.Add($"{agency}/{feed}");
                found.Add(new LakeFile(table, item.Path, -1, item.Bytes));
            }
        foreach (var feed in feeds) faults.AddRange(await Check(FeedId.Parse(feed), repair, cancel));
        faults.AddRange(await CheckLists(found, repair, cancel));
        return new LakeVerification(feeds.Count, published, faults);
    }

    async Task<List<LakeFault>> Check(FeedId feed, bool repair, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(options.Scratch);
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        using var connection = engine.Open();
        var faults = new List<LakeFault>();
        var rows = new Dictionary<string, string>();
        foreach (var table in LakeTables.All)
            rows[table.Name] = LakeView.Of(table, await LakeFiles.Fetch(store, feed, table, scratch.Folder, cancel));

        foreach (var table in LakeTables.All.Except([LakeTables.Rejects, LakeTables.CurrentNotifications, LakeTables.CurrentTimeliness]))
        {
            var key = table == LakeTables.Notifications ? "notification_key, record_version" : MergeSql.KeyOf(table.Name);
            if (One($"SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT {key} FROM ({rows[table.Name]}))) FROM "
                + $"({rows[table.Name]})") is > 0 and var twice)
                faults.Add(new LakeFault(LakeFaultKind.RowTwice, table.Name,
                    $"{feed}: {PeopleText.Count(twice, "row stands", "rows stand")} in {table.Name} more than once"));
        }
        var wrong = One($"""
            SELECT count(*) FROM (SELECT file_id, accepted FROM ({rows["files"]}) WHERE status = 'committed') f
            FULL JOIN (SELECT file_id, count(*) AS here FROM ({rows["notifications"]}) GROUP BY file_id) n USING (file_id)
                WHERE coalesce(accepted, -1) <> coalesce(here, 0)
            """);
        if (wrong > 0) faults.Add(
            new LakeFault(LakeFaultKind.RowMissing, "notifications",
                $"{feed}: of {PeopleText.Count(wrong, "file", "files")} not as many rows are in notifications as were accepted"));
        if (One($"SELECT count(*) FROM (SELECT DISTINCT notification_key, record_version FROM ({rows["timeliness"]})) ANTI JOIN "
            + $"({rows["notifications"]}) USING (notification_key, record_version)") is > 0 and var alone)
            faults.Add(new LakeFault(LakeFaultKind.RowMissing, "notifications",
                $"{feed}: {PeopleText.Count(alone, "version is", "versions are")} timed and not in notifications"));

        var (records, clocks) = (Derived(rows, "current_notifications"), Derived(rows, "current_timeliness"));
        if (Differs(records, rows["current_notifications"], "notification_key, record_version")
            + Differs(clocks, rows["current_timeliness"], "notification_key, record_version, clock, as_of, status, severity") is > 0
            and var stale)
        {
            if (repair) await Write(feed, connection, scratch, records, clocks, cancel);
            faults.Add(new LakeFault(LakeFaultKind.CurrentWrong,
                "current_notifications",
                    $"{feed}: {PeopleText.Count(stale, "row of the current tables is", "rows of the current tables are")} not as the "
                + "history has it")
            { IsRepaired = repair });
        }
        return faults;

        long One(string sql)
        {
            using var result = connection.Run(sql, cancel);
            return (long)result.Rows.Single()[0]!;
        }

        long Differs(string one, string other, string key) =>
            One($"SELECT (SELECT count(*) FROM (SELECT {key} FROM ({one}) EXCEPT ALL SELECT {key} FROM ({other}))) + (SELECT count(*) "
            + $"FROM (SELECT {key} FROM ({other}) EXCEPT ALL SELECT {key} FROM ({one})))");
    }

    static string Derived(Dictionary<string, string> rows, string table) =>
        LakeView.Current(table, rows["notifications"], rows["timeliness"]);

    async Task Write(FeedId feed, Connection connection, Scratch scratch, string records, string clocks, CancellationToken cancel)
    {
        foreach (var (table, sql) in ((LakeTable,
            string)[])[(LakeTables.CurrentNotifications, records), (LakeTables.CurrentTimeliness, clocks)])
            foreach (var period in await Periods(table, sql))
            {
                var (path, local) = (LakePath.Of(table.Name, feed, period), scratch.NewFile(".parquet"));
                var held = await store.FetchVersion(Containers.Lake, path, scratch.Folder, cancel);
                connection.Execute(MergeSql.Write(
                    $"SELECT * FROM ({sql}) WHERE record_month = {period.Replace("-", "", StringComparison.Ordinal)}", local), cancel);
                if (!await store.TryReplace(Containers.Lake, path, local, held?.Tag, cancel))
                    throw new InvalidOperationException($"The lake's {table.Name} of {feed} was written meanwhile. Run it again.");
                await LakeManifestFile.Add(store, table.Name, [LakeFile.Of(table.Name, path, local, held?.LocalFile, connection, cancel)],
                    options.Clock.GetUtcNow(), LakeFile.Looking(store, connection, scratch, cancel), cancel);
            }

        // The files that should exist, and those that do.
        async Task<SortedSet<string>> Periods(LakeTable table, string sql)
        {
            using var months = connection.Run($"SELECT DISTINCT record_month FROM ({sql})", cancel);
            var periods = new SortedSet<string>(months.Rows.Select(row => LakePath.PeriodOf((int)row[0]!)), StringComparer.Ordinal);
            await foreach (var item in store.List(Containers.Lake, LakePath.Folder(table.Name, feed), cancel))
                periods.Add(Path.GetFileNameWithoutExtension(item.Path));
            return periods;
        }
    }

    /// <summary>Checks each table's list of files.</summary>
    async Task<List<LakeFault>> CheckLists(List<LakeFile> found, bool repair, CancellationToken cancel)
    {
        var faults = new List<LakeFault>();
        foreach (var table in found.GroupBy(file => file.Table))
        {
            var (listed, tag) = await LakeManifestFile.Read(store, table.Key, cancel);
            if (listed.Select(file => (file.Path, file.Bytes)).ToHashSet().SetEquals(table.Select(file => (file.Path, file.Bytes))))
                continue;
            if (repair) await WriteList(table.Key, [.. table], tag, cancel);
            faults.Add(new LakeFault(LakeFaultKind.ListWrong, table.Key,
                $"{LakeManifestFile.PathOf(table.Key)} does not list the files that are there")
            { IsRepaired = repair });
        }
        return faults;
    }

    async Task WriteList(string table, IReadOnlyList<LakeFile> files, string? tag, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(options.Scratch);
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        using var connection = engine.Open();
        var counted = new List<LakeFile>();
        foreach (var file in files)
            if (await store.Fetch(Containers.Lake, file.Path, scratch.Folder, cancel) is { } local)
                counted.Add(LakeFile.Of(table, file.Path, local, null, connection, cancel));
        if (!await LakeManifestFile.TryWrite(store, table, counted, options.Clock.GetUtcNow(), tag, cancel))
            throw new InvalidOperationException($"{LakeManifestFile.PathOf(table)} was written meanwhile. Run it again.");
    }
}

/// <summary>The result of a check of the lake.</summary>
/// <param name="Published">Arrivals that waited and were added.</param>
public sealed record LakeVerification(int Feeds, int Published, IReadOnlyList<LakeFault> Faults);

/// <summary>One fault of the lake, in words without any value of a row.</summary>
public sealed record LakeFault(LakeFaultKind Kind, string Table, string Text)
{
    /// <summary>Whether it was repaired.</summary>
    public bool IsRepaired { get; init; }
}

/// <summary>The kinds of fault of the lake.</summary>
public enum LakeFaultKind
{
    /// <summary>Committed arrivals are not in the lake yet.</summary>
    NotPublished,

    /// <summary>A row is there more than once.</summary>
    RowTwice,

    /// <summary>An accepted row is missing.</summary>
    RowMissing,

    /// <summary>A current table does not match the history.</summary>
    CurrentWrong,

    /// <summary>A table's list of files is wrong.</summary>
    ListWrong,
}

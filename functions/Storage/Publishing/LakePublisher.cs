using System.Collections.Concurrent;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Publishing;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.Publishing;

/// <summary>Adds committed tables to the lake: one file for each table, feed and month, replaced whole by one conditional write, so that
/// a reader never sees a row twice or half a change. Can run any number of times, in parallel, and be killed at any moment
/// (docs/decisions/0028-one-file-a-month.md).</summary>
public sealed class LakePublisher(IStore store, Ledger ledger, PipelineOptions options)
{
    /// <summary>How many arrivals are merged together; this bounds what is on local disk.</summary>
    const int AtOnce = 100;

    const int CallsAtOnce = 8;

    static readonly string s_files = LakeTables.Files.Name;

    /// <summary>After a merge, the feed waits for at least this long, and for four times as long as the merge took, so that a burst is
    /// merged together.</summary>
    static readonly TimeSpan s_gather = TimeSpan.FromSeconds(2);

    const int TimesItTook = 4;

    static readonly TimeSpan s_afterFault = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<FeedId, bool> _marked = new();
    readonly ConcurrentDictionary<FeedId, long> _restsUntil = new();
    readonly KeyedLock _turns = new();

    /// <summary>Records that tables were staged, for <see cref="PublishMarked"/>.</summary>
    /// <param name="path">The path of a staged object; for any other nothing is recorded.</param>
    public void Mark(string path)
    {
        if (StagedTables.FeedOf(path) is { } feed) _marked[feed] = true;
    }

    /// <summary>Publishes the marked feeds that have waited long enough; returns how many arrivals that were.</summary>
    /// <param name="all">True for every marked feed, when the process ends.</param>
    public async Task<int> PublishMarked(bool all, CancellationToken cancel)
    {
        var (published, steps) = (0, new IndependentSteps());
        foreach (var feed in _marked.Keys)
            await steps.Do(async () =>
            {
                if (!all && options.Clock.GetTimestamp() < _restsUntil.GetValueOrDefault(feed) || !_marked.TryRemove(feed, out _)) return;
                var began = options.Clock.GetTimestamp();
                try
                {
                    published += await Publish(feed, cancel);
                }
                catch
                {
                    _marked[feed] = true;
                    Rest(feed, s_afterFault);
                    throw;
                }
                var rest = options.Clock.GetElapsedTime(began) * TimesItTook;
                Rest(feed, rest > s_gather ? rest : s_gather);
            });
        steps.End();
        return published;
    }

    void Rest(FeedId feed, TimeSpan rest) =>
        _restsUntil[feed] = options.Clock.GetTimestamp() + (long)(rest.TotalSeconds * options.Clock.TimestampFrequency);

    /// <summary>Publishes what is committed of every feed; returns how many arrivals that were.</summary>
    public async Task<int> PublishAll(CancellationToken cancel)
    {
        var (published, steps, feeds) = (0, new IndependentSteps(), new SortedSet<string>(StringComparer.Ordinal));
        await foreach (var item in store.List(Containers.Restricted, StagedTables.Folder, cancel))
            feeds.Add(StagedTables.FeedOf(item.Path)!.Value.ToString());
        foreach (var feed in feeds) await steps.Do(async () => published += await Publish(FeedId.Parse(feed), cancel));
        steps.End();
        return published;
    }

    /// <summary>Publishes what is committed of one feed; returns how many arrivals that were.</summary>
    public async Task<int> Publish(FeedId feed, CancellationToken cancel)
    {
        using var turn = await _turns.Wait(feed.ToString(), cancel);
        using var span = Telemetry.Start("publish to lake");
        var published = 0;
        foreach (var batch in (await Staged(feed, cancel)).Chunk(AtOnce))
        {
            using var scratch = Scratch.Open(options.Scratch);
            var tables = await StagedTables.Fetch(store, [.. batch.Select(item => item.Path)], scratch.Folder, null, cancel);
            if (tables.Count > 0)
            {
                using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
                using var connection = engine.Open();
                await Merge(feed, tables, connection, scratch, cancel);
            }
            await Parallel.ForEachAsync(batch,
                AtOneTime(cancel), async (item, stop) => await store.Delete(Containers.Restricted, item.Path, stop));
            published += batch.Length;
            var now = options.Clock.GetUtcNow();
            foreach (var item in batch) Telemetry.Published(now - item.Written);
        }
        return published;
    }

    /// <summary>The staged objects of a feed whose arrival is done, by name. The others belong to a run that is under way, or
    /// RecoverFiles finishes them.</summary>
    async Task<List<Listed>> Staged(FeedId feed, CancellationToken cancel)
    {
        var staged = new List<Listed>();
        await foreach (var item in store.List(Containers.Restricted, StagedTables.FolderOf(feed.Agency, feed.Name), cancel))
            staged.Add(item);
        var isDone = new bool[staged.Count];
        await Parallel.ForAsync(0, staged.Count, AtOneTime(cancel), async (at, stop) =>
            isDone[at] = await ledger.IsDone(Path.GetFileNameWithoutExtension(staged[at].Path), stop));
        return [.. staged.Where((_, at) => isDone[at]).OrderBy(item => item.Path, StringComparer.Ordinal)];
    }

    /// <summary>Restricted first, the files table last: a file listed there has all its other rows in the lake.</summary>
    async Task Merge(FeedId feed, List<StagedTable> tables, Connection connection, Scratch scratch, CancellationToken cancel)
    {
        var written = new List<LakeFile>();
        await Periods(tables.Where(one => !IsFiles(one)));
        await Current(feed, tables, connection, scratch, written, cancel);
        await Periods(tables.Where(IsFiles));
        foreach (var table in written.GroupBy(file => file.Table))
            await LakeManifestFile.Add(store, table.Key, [.. table], options.Clock.GetUtcNow(),
                LakeFile.Looking(store, connection, scratch, cancel), cancel);

        static bool IsFiles(StagedTable one) => one.Container == Containers.Lake && one.Table == s_files;

        async Task Periods(IEnumerable<StagedTable> some)
        {
            foreach (var period in some.GroupBy(one => (one.Container, one.Table, one.Period))
                .OrderBy(period => period.Key.Container == Containers.Lake).ThenBy(period => (period.Key.Table, period.Key.Period)))
                await Period(feed, period.Key.Container, period.Key.Table, period.Key.Period, [.. period.Select(one => one.LocalFile)],
                    connection, scratch, written, cancel);
        }
    }

    async Task Period(FeedId feed, string container, string table, string period, IReadOnlyList<string> staged, Connection connection,
        Scratch scratch, List<LakeFile> written, CancellationToken cancel)
    {
        var columns = container == Containers.Lake ? LakeTables.All.Single(one => one.Name == table) : null;
        var path = LakePath.Of(table, feed, period);
        while (true)
        {
            var held = await store.FetchVersion(container, path, scratch.Folder, cancel);
            var local = held is null && staged is [var only] ? only : scratch.NewFile(".parquet");
            if (held is not null || staged.Count > 1)
                connection.Execute(MergeSql.Period(MergeSql.KeyOf(table), columns, held?.LocalFile, staged, local), cancel);
            if (!await store.TryReplace(container, path, local, held?.Tag, cancel)) continue;
            if (container == Containers.Lake) written.Add(LakeFile.Of(table, path, local, held?.LocalFile, connection, cancel));
            return;
        }
    }

    /// <summary>Updates the current tables. A record is in the file of the month that first brought it, so a day's files rewrite few
    /// rows.</summary>
    async Task Current(FeedId feed, List<StagedTable> tables, Connection connection, Scratch scratch, List<LakeFile> written,
        CancellationToken cancel)
    {
        var (notifications, timeliness) = (Together(LakeTables.Notifications), Together(LakeTables.Timeliness));
        if (notifications.Count + timeliness.Count == 0) return;
        var (records, clocks) = (Months(LakeTables.Notifications, notifications), Months(LakeTables.Timeliness, timeliness));
        foreach (var month in records.Union(clocks).Order())
        {
            var isOnly = records is [_] && clocks is [_] && records[0] == clocks[0] && notifications is [_] && timeliness is [_];
            await Current(feed, new StagedMonth(month, notifications, records.Contains(month), timeliness, isOnly), connection, scratch,
                written, cancel);
        }

        // one file, because each month reads it several times, and to open many small files takes longer than to read them
        List<string> Together(LakeTable table)
        {
            List<string> files = [.. tables.Where(one => one.Container == Containers.Lake && one.Table == table.Name)
                .Select(one => one.LocalFile)];
            if (files.Count < 2) return files;
            var together = scratch.NewFile(".parquet");
            connection.Execute(MergeSql.Write(LakeView.Of(table, files), together), cancel);
            return [together];
        }

        List<int> Months(LakeTable table, List<string> files)
        {
            using var months = connection.Run(MergeSql.Months(table, files), cancel);
            return [.. months.Rows.Select(row => (int)row[0]!)];
        }
    }

    /// <summary>Both tables of a month are read again if another run replaced one in the meantime.</summary>
    async Task Current(FeedId feed, StagedMonth staged, Connection connection, Scratch scratch, List<LakeFile> written,
        CancellationToken cancel)
    {
        var period = LakePath.PeriodOf(staged.Month);
        var (records, clocks) = (LakePath.Of(LakeTables.CurrentNotifications.Name, feed, period),
            LakePath.Of(LakeTables.CurrentTimeliness.Name, feed, period));
        while (true)
        {
            var clocksHeld = await store.FetchVersion(Containers.Lake, clocks, scratch.Folder, cancel);
            var recordsHeld = await store.FetchVersion(Containers.Lake, records, scratch.Folder, cancel);
            var (newRecords, newClocks) = (recordsHeld?.LocalFile, scratch.NewFile(".parquet"));
            var isAsStaged = staged.IsOnly && recordsHeld is null && clocksHeld is null
                && MergeSql.NotCurrent(staged.Notifications[0], staged.Timeliness[0]).All(rows => connection.Count(rows, cancel) == 0);
            if (isAsStaged) (newRecords, newClocks) = (staged.Notifications[0], staged.Timeliness[0]);
            if (staged.HasNotifications)
            {
                if (!isAsStaged) connection.Execute(
                    MergeSql.CurrentNotifications(recordsHeld?.LocalFile, staged, newRecords = scratch.NewFile(".parquet")), cancel);
                if (!await store.TryReplace(Containers.Lake, records, newRecords!, recordsHeld?.Tag, cancel)) continue;
            }
            if (newRecords is null) throw new InvalidOperationException(
                $"The lake has clocks of {feed} and no record of {period}. Run ./pipeline lake verify.");
            if (!isAsStaged) connection.Execute(MergeSql.CurrentTimeliness(clocksHeld?.LocalFile, staged, newRecords, newClocks), cancel);
            if (!await store.TryReplace(Containers.Lake, clocks, newClocks, clocksHeld?.Tag, cancel)) continue;
            if (staged.HasNotifications)
                written.Add(LakeFile.Of(LakeTables.CurrentNotifications.Name, records, newRecords, recordsHeld?.LocalFile, connection,
                    cancel));
            written.Add(LakeFile.Of(LakeTables.CurrentTimeliness.Name, clocks, newClocks, clocksHeld?.LocalFile, connection, cancel));
            return;
        }
    }

    static ParallelOptions AtOneTime(CancellationToken cancel) =>
        new() { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancel };
}

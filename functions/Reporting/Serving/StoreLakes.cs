using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Reporting.Measures;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Reporting.Serving;

/// <summary>The lake of a store, as local files that are kept as long as they are the same; open between questions, so that a warm app
/// answers at once.</summary>
/// <param name="overdueAt">Writes what running clocks had come to by a past hour; null when there are none.</param>
public sealed class StoreLakes(IStore store, string scratchRoot, OverdueAt overdueAt, TimeProvider clock) : ILakes, IDisposable
{
    const int MemoryMb = 512, FetchedAtOnce = 8;

    static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim _turn = new(1, 1);
    readonly Scratch _scratch = Scratch.Open(scratchRoot);
    readonly Dictionary<string, string> _tags = [];
    OpenLake? _now, _past;
    long? _looked;

    string Lake => Path.Combine(_scratch.Folder, Containers.Lake);

    public async Task<T> Ask<T>(DateTimeOffset? asOf, Func<ReportLake, T> ask, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (_looked is not { } looked || clock.GetElapsedTime(looked) >= s_lookEvery) await Refresh(cancel);
            return ask(asOf is { } moment ? Past(moment, cancel) : Now());
        }
        finally
        {
            _turn.Release();
        }
    }

    public void LookAgain() => _looked = null;

    public void Dispose()
    {
        Close();
        _scratch.Dispose();
        _turn.Dispose();
    }

    ReportLake Now()
    {
        var now = clock.GetUtcNow();
        _now ??= OpenLake.Of(LakeQuery.Open(Lake, Options()), now);
        _now.Report.Now = now;
        return _now.Report;
    }

    ReportLake Past(DateTimeOffset moment, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var hour = ArrivalContext.LastWholeHour(moment < now ? moment : now).ToDateTimeOffset();
        if (_past?.Report.Now == hour) return _past.Report;
        _past?.Dispose();
        _past = null;
        using var engine = new Engine(Options());
        var worsened = overdueAt(engine, Lake, hour, Path.Combine(_scratch.Folder, "as-of.parquet"), cancel);
        _past = OpenLake.Of(LakeQuery.Open(Lake, Options(), new AsOf(hour, worsened)), hour);
        return _past.Report;
    }

    EngineOptions Options() => new(_scratch.Folder, MemoryMb, Environment.ProcessorCount);

    /// <summary>Brings what is new. The lake is closed before a file of it is replaced.</summary>
    async Task Refresh(CancellationToken cancel)
    {
        var listed = new Dictionary<string, string>();
        foreach (var table in LakeTables.All)
            await foreach (var item in store.List(Containers.Lake, $"{table.Name}/", cancel))
                if (item.Path.EndsWith(".parquet", StringComparison.Ordinal)) listed[item.Path] = item.Tag;
        var (changed, gone) = (listed.Where(item => _tags.GetValueOrDefault(item.Key) != item.Value).ToList(),
            _tags.Keys.Except(listed.Keys).ToList());
        Directory.CreateDirectory(Lake);
        if (changed.Count + gone.Count > 0)
        {
            Close();
            foreach (var path in gone)
            {
                File.Delete(Local(path));
                _tags.Remove(path);
            }
            await Parallel.ForEachAsync(changed, new ParallelOptions { MaxDegreeOfParallelism = FetchedAtOnce, CancellationToken = cancel },
                async (item, stop) => await Bring(item.Key, stop));
            foreach (var (path, tag) in changed) _tags[path] = tag;
        }
        _looked = clock.GetTimestamp();
    }

    async Task Bring(string path, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Local(path))!);
        if (await store.Fetch(Containers.Lake, path, _scratch.Folder, cancel) is not { } fetched) return; // gone since it was listed
        File.Copy(fetched, Local(path), overwrite: true);
        if (fetched.StartsWith(_scratch.Folder, StringComparison.Ordinal)) File.Delete(fetched);
    }

    string Local(string path) => Path.Combine([Lake, .. path.Split('/')]);

    void Close()
    {
        _now?.Dispose();
        _past?.Dispose();
        (_now, _past) = (null, null);
    }

    sealed record OpenLake(LakeQuery Query, ReportLake Report) : IDisposable
    {
        public static OpenLake Of(LakeQuery query, DateTimeOffset now) => new(query, new ReportLake(query, now));

        public void Dispose() => Query.Dispose();
    }
}

/// <summary>Writes to a file what running clocks had come to by a past hour; null when there are none.</summary>
public delegate string? OverdueAt(Engine engine, string lakeFolder, DateTimeOffset hour, string path, CancellationToken cancel);

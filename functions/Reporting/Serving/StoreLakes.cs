using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Reporting.Serving;

/// <summary>The lake of a store, open between questions, so that a warm app answers at once. While a newer edition of it is brought and
/// its pages are worked out, the one before answers: never one that was looked at more than a minute ago.</summary>
/// <param name="overdueAt">Writes what running clocks had come to by a past hour; null when there are none.</param>
public sealed class StoreLakes(IStore store, string scratchRoot, OverdueAt overdueAt, Report report, TimeProvider clock) : ILakes,
    IDisposable
{
    const int MemoryMb = 512;

    static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(5), s_oldest = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim _turn = new(1, 1);
    readonly Scratch _scratch = Scratch.Open(scratchRoot);
    LakeEdition? _edition;
    Coming? _coming;
    OpenLake? _now, _past;
    long _looked;
    volatile bool _mustLook = true;

    public async Task<T> Ask<T>(DateTimeOffset? asOf, Func<ReportLake, T> ask, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            await Look(cancel);
            return ask(asOf is { } moment ? Past(moment, cancel) : Now());
        }
        finally
        {
            _turn.Release();
        }
    }

    public void LookAgain() => _mustLook = true;

    public void Dispose()
    {
        _coming?.Stop().Wait();
        Replace(null, null);
        _scratch.Dispose();
        _turn.Dispose();
    }

    async Task Look(CancellationToken cancel)
    {
        if (_coming is { Opened.IsCompleted: true } ended)
        {
            _coming = null;
            if (ended.Opened.IsCompletedSuccessfully) await Take(ended);
            else _mustLook = true; // what stopped it stops the next look too, which somebody waits for
        }
        var age = clock.GetElapsedTime(_looked);
        if (_mustLook || age >= s_oldest)
        {
            if (_coming is { } overtaken) await overtaken.Stop();
            _coming = null;
            _mustLook = false;
            try
            {
                await Take(Come(isAwaited: true, cancel));
            }
            catch
            {
                _mustLook = true;
                throw;
            }
        }
        else if (age >= s_lookEvery)
        {
            _coming ??= Come(isAwaited: false, default);
        }
    }

    Coming Come(bool isAwaited, CancellationToken cancel)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var (before, known) = (_edition, _now?.Report);
        return new(clock.GetTimestamp(), stop, Task.Run(() => Bring(before, known, isAwaited, stop.Token)));
    }

    /// <summary>Opens the newest edition beside the one before; nothing where that is the newest.</summary>
    async Task<(LakeEdition, OpenLake)?> Bring(LakeEdition? before, ReportLake? known, bool isAwaited, CancellationToken cancel)
    {
        var edition = await LakeEdition.Bring(store, before, _scratch, cancel);
        if (edition == before) return null;
        try
        {
            var lake = OpenLake.Of(LakeQuery.Open(edition.Folder, Options()), clock.GetUtcNow());
            try
            {
                if (known is not null) lake.Report.KnowFrom(known, edition.Changed);
                if (!isAwaited) report.WorkOut(lake.Report, cancel);
                return (edition, lake);
            }
            catch
            {
                lake.Dispose();
                throw;
            }
        }
        catch
        {
            edition.Dispose();
            throw;
        }
    }

    async Task Take(Coming coming)
    {
        using (coming)
            if (await coming.Opened is ({ } edition, { } lake)) Replace(edition, lake);
        _looked = coming.Began;
    }

    void Replace(LakeEdition? edition, OpenLake? lake)
    {
        _now?.Dispose();
        _past?.Dispose();
        _edition?.Dispose();
        (_edition, _now, _past) = (edition, lake, null);
    }

    ReportLake Now()
    {
        _now!.Report.Now = clock.GetUtcNow();
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
        var worsened = overdueAt(engine, _edition!.Folder, hour, Path.Combine(_scratch.Folder, "as-of.parquet"), cancel);
        _past = OpenLake.Of(LakeQuery.Open(_edition.Folder, Options(), new AsOf(hour, worsened)), hour);
        return _past.Report;
    }

    EngineOptions Options() => new(_scratch.Folder, MemoryMb, Environment.ProcessorCount);

    sealed record OpenLake(LakeQuery Query, ReportLake Report) : IDisposable
    {
        public static OpenLake Of(LakeQuery query, DateTimeOffset now) => new(query, new ReportLake(query, now));

        public void Dispose() => Query.Dispose();
    }

    /// <summary>A look for a newer edition.</summary>
    sealed record Coming(long Began, CancellationTokenSource Cancel, Task<(LakeEdition Edition, OpenLake Lake)?> Opened) : IDisposable
    {
        /// <summary>Ends it and puts away what it brought.</summary>
        public async Task Stop()
        {
            await Cancel.CancelAsync();
            await ((Task)Opened).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it is looked again at once, or never
            if (Opened is { IsCompletedSuccessfully: true, Result: { } brought })
            {
                brought.Lake.Dispose();
                brought.Edition.Dispose();
            }
            Dispose();
        }

        public void Dispose() => Cancel.Dispose();
    }
}

/// <summary>Writes to a file what running clocks had come to by a past hour; null when there are none.</summary>
public delegate string? OverdueAt(Engine engine, string lakeFolder, DateTimeOffset hour, string path, CancellationToken cancel);

using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Reporting.Serving;

/// <summary>The lake of a store, open between questions, so that a warm app answers at once. While a newer edition of it is brought and
/// its pages are worked out, the one before answers: never one that was looked at more than a minute ago. For an hour after the last
/// question it is looked for newer editions though nobody asks.</summary>
/// <param name="overdueAt">Writes what running clocks had come to by a past hour; null when there are none.</param>
public sealed class StoreLakes(IStore store, string scratchRoot, OverdueAt overdueAt, Report report, TimeProvider clock) : ILakes,
    IDisposable
{
    const int MemoryMb = 512;

    static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(5), s_oldest = TimeSpan.FromMinutes(1), s_inUse = TimeSpan.FromHours(1),
        s_afterFirst = TimeSpan.FromSeconds(1), s_watchEvery = TimeSpan.FromSeconds(20);

    readonly SemaphoreSlim _turn = new(1, 1);
    readonly Scratch _scratch = Scratch.Open(scratchRoot);
    LakeEdition? _edition;
    Coming? _coming;
    OpenLake? _now, _past;
    readonly CancellationTokenSource _closing = new();
    Task? _watching;
    long _looked, _asked;
    volatile bool _mustLook = true;

    public Task<T> Ask<T>(DateTimeOffset? asOf, Func<ReportLake, T> ask, CancellationToken cancel) => InTurn(async () =>
    {
        await Look(isAwaited: true, cancel);
        _asked = clock.GetTimestamp();
        if (_watching is null or { IsCompleted: true }) _watching = Watch(_closing.Token);
        return ask(asOf is { } moment ? Past(moment, cancel) : Now());
    }, cancel);

    public void LookAgain() => _mustLook = true;

    public void Dispose()
    {
        End().Wait();
        Replace(null, null);
        _scratch.Dispose();
        _turn.Dispose();
    }

    async Task End()
    {
        await _closing.CancelAsync();
        if (_watching is { } watching) await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // see Watch
        if (_coming is { } coming) await coming.Stop();
        _closing.Dispose();
    }

    async Task<T> InTurn<T>(Func<Task<T>> act, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await act();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Works out the usual pages of the newest edition while pages are in use, one after the other, so that nobody waits
    /// for all of them. What stops it also stops whoever asks next, and is said there.</summary>
    async Task Watch(CancellationToken cancel)
    {
        for (var wait = s_afterFirst; clock.GetElapsedTime(_asked) < s_inUse; wait = s_watchEvery)
        {
            await Task.Delay(wait, clock, cancel);
            await InTurn(async () => { await Look(isAwaited: false, cancel); return true; }, cancel);
            foreach (var page in Report.Usual)
                await InTurn(() => Task.FromResult(report.Of(page, Now(), cancel)), cancel);
        }
    }

    async Task Look(bool isAwaited, CancellationToken cancel)
    {
        if (_coming is { Opened.IsCompleted: true } ended)
        {
            _coming = null;
            if (ended.Opened.IsCompletedSuccessfully) await Take(ended);
            else _mustLook = true; // what stopped it stops the next look too, which somebody waits for
        }
        var age = clock.GetElapsedTime(_looked);
        if (isAwaited && (_mustLook || age >= s_oldest))
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
                foreach (var page in isAwaited ? [] : Report.Usual) report.Of(page, lake.Report, cancel); // so that nobody waits for them
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

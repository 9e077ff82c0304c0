using System.Diagnostics;
using FrontDoor.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>Keeps one worker running: starts another when it ends unasked, and gives up at the fourth end within 30 minutes.</summary>
sealed class WorkerSupervisor
{
    const int Restarts = 3;

    static readonly TimeSpan s_endsForgottenAfter = TimeSpan.FromMinutes(30);

    readonly Func<Action, Worker> _start;
    readonly ILogger _log;
    readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource<Worker> _ready = New();
    IReadOnlyList<FunctionMetadata>? _functions;
    volatile Worker? _killed;

    /// <param name="start">Starts a worker that calls what it is given as soon as it ends.</param>
    public WorkerSupervisor(Func<Action, Worker> start, ILogger log)
    {
        (_start, _log) = (start, log);
        Life = Live();
    }

    /// <summary>Ends with an <see cref="ExplainedException"/> when no more workers are started.</summary>
    public Task Life { get; }

    /// <summary>As the first worker named them; known once one is ready.</summary>
    public IReadOnlyList<FunctionMetadata> Functions => _functions ?? [];

    public int? ProcessId => Volatile.Read(ref _ready).Task is { IsCompletedSuccessfully: true } ready ? ready.Result.ProcessId : null;

    /// <summary>The worker that runs; waits while one starts.</summary>
    /// <exception cref="ExplainedException">No more are started.</exception>
    public Task<Worker> Ready(CancellationToken cancellationToken) => Volatile.Read(ref _ready).Task.WaitAsync(cancellationToken);

    /// <summary>Kills a worker that does not answer; that this one ends is no fault of the app's start.</summary>
    public void Replace(Worker worker, string why)
    {
        _log.LogError("killing the worker: {Why}", why);
        _killed = worker;
        worker.Kill();
    }

    /// <summary>Terminates the worker and starts no more.</summary>
    public async Task Stop()
    {
        _stop.TrySetResult();
        await Life.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    async Task Live()
    {
        await Task.Yield();
        try
        {
            await KeepAlive();
        }
        catch (Exception fault)
        {
            Volatile.Read(ref _ready).TrySetException(fault);
            _ = Volatile.Read(ref _ready).Task.Exception; // seen: perhaps nothing waits
            throw;
        }
    }

    async Task KeepAlive()
    {
        for (var ends = new List<long>(); ;)
        {
            var how = await LiveOnce();
            if (_stop.Task.IsCompleted) return;
            if (how is null) continue;
            ends.RemoveAll(at => Stopwatch.GetElapsedTime(at) > s_endsForgottenAfter);
            ends.Add(Stopwatch.GetTimestamp());
            if (ends.Count > Restarts) throw new ExplainedException($"{how}, the {ends.Count}th time", "a worker that runs until it is asked to end", "see its last lines in the log");
            _log.LogError("{How}; start {Count} of {Restarts} after such an end", how, ends.Count, Restarts);
        }
    }

    /// <summary>How it ended; null when that was this program's wish.</summary>
    async Task<string?> LiveOnce()
    {
        await using var worker = _start(Forget);
        try
        {
            var preparing = worker.Prepare(_functions);
            if (await Task.WhenAny(preparing, _stop.Task) == preparing)
            {
                _functions = await preparing;
                Volatile.Read(ref _ready).TrySetResult(worker);
                await Task.WhenAny(worker.Ended, _stop.Task);
            }

            if (!worker.Ended.IsCompleted) await worker.Terminate();
            return worker == _killed ? null : await worker.Ended;
        }
        catch (WorkerDiedException)
        {
            return await worker.Ended;
        }
        catch (TimeoutException)
        {
            return "the worker did not answer while it started";
        }
        finally
        {
            Forget();
        }
    }

    // Before what waits for an answer is failed, so that a second try goes to the next worker.
    void Forget()
    {
        if (Volatile.Read(ref _ready).Task.IsCompleted) Volatile.Write(ref _ready, New());
    }

    static TaskCompletionSource<Worker> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

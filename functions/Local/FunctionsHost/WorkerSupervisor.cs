using System.Diagnostics;
using FrontDoor.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>Keeps one worker running: starts another after an unexpected end, and gives up at the fourth within 30 minutes.</summary>
sealed class WorkerSupervisor
{
    const int Restarts = 3;

    static readonly TimeSpan s_endsForgottenAfter = TimeSpan.FromMinutes(30);

    readonly Func<Action, Worker> _start;
    readonly ILogger _log;
    readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource<Worker> _ready = New();

    /// <param name="start">Starts a worker, which calls the given action as soon as it ends.</param>
    public WorkerSupervisor(Func<Action, Worker> start, ILogger log)
    {
        (_start, _log) = (start, log);
        Life = Task.Run(KeepAlive);
    }

    /// <summary>Fails with an <see cref="ExplainedException"/> when no more workers are started.</summary>
    public Task Life { get; }

    /// <summary>The functions, as the first worker named them.</summary>
    public IReadOnlyList<FunctionMetadata> Functions { get; private set; } = [];

    public int? ProcessId => Volatile.Read(ref _ready).Task is { IsCompletedSuccessfully: true } ready ? ready.Result.ProcessId : null;

    /// <summary>The running worker; waits while one starts.</summary>
    /// <exception cref="ExplainedException">No more are started.</exception>
    public async Task<Worker> Ready(CancellationToken cancellationToken)
    {
        var ready = Volatile.Read(ref _ready).Task;
        await (await Task.WhenAny(ready, Life).WaitAsync(cancellationToken));
        return ready.IsCompleted ? await ready : throw new OperationCanceledException("The host stops.");
    }

    /// <summary>Terminates the worker and starts no more.</summary>
    public async Task Stop()
    {
        _stop.TrySetResult();
        await Life.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    async Task KeepAlive()
    {
        for (var ends = new List<long>(); ;)
        {
            var how = await LiveOnce();
            if (_stop.Task.IsCompleted) return;
            ends.RemoveAll(at => Stopwatch.GetElapsedTime(at) > s_endsForgottenAfter);
            ends.Add(Stopwatch.GetTimestamp());
            if (ends.Count > Restarts)
                throw new ExplainedException($"{how}, the {ends.Count}th time", "one that runs until it is asked to end",
                    "see its last lines in the log");
            _log.LogError("{How}; start {Count} of {Restarts} after such an end", how, ends.Count, Restarts);
        }
    }

    /// <summary>How it ended.</summary>
    async Task<string> LiveOnce()
    {
        await using var worker = _start(Forget);
        try
        {
            var preparing = worker.Prepare(Functions);
            if (await Task.WhenAny(preparing, _stop.Task) == preparing)
            {
                Functions = await preparing;
                Volatile.Read(ref _ready).TrySetResult(worker);
                await Task.WhenAny(worker.Ended, _stop.Task);
            }

            if (!worker.Ended.IsCompleted) await worker.Terminate();
            return worker.Ended.IsCompleted ? await worker.Ended : "the worker was killed";
        }
        catch (Exception failed) when (failed is InvocationFailedException or TimeoutException)
        {
            return failed.Message;
        }
        finally
        {
            Forget();
        }
    }

    // Before pending requests fail, so that a second try goes to the next worker.
    void Forget()
    {
        if (Volatile.Read(ref _ready).Task.IsCompleted) Volatile.Write(ref _ready, New());
    }

    static TaskCompletionSource<Worker> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

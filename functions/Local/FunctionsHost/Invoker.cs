using System.Diagnostics;
using FrontDoor.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>Has a function run by the worker, for at most functionTimeout.</summary>
sealed class Invoker(WorkerSupervisor workers, TimeSpan functionTimeout, WorkerLog workerLog, ILoggerFactory logs)
{
    static readonly TimeSpan s_graceOfCancelled = TimeSpan.FromSeconds(5); // before a worker whose function does not heed cancellation is killed
    static readonly TimeSpan s_cancelAgain = TimeSpan.FromSeconds(1); // the worker loses a cancellation that overtakes the start of its invocation

    /// <summary>For a trigger that tries no second time: a failure is only logged.</summary>
    public async Task TryInvoke(AppFunction function, InvocationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await Invoke(function, request, cancellationToken);
        }
        catch (Exception failed) when (failed is InvocationFailedException or ExplainedException or OperationCanceledException)
        {
            // in the log, or the host is at its end
        }
    }

    /// <exception cref="InvocationFailedException">The function threw, was cancelled, took too long, or the worker ended.</exception>
    public async Task Invoke(AppFunction function, InvocationRequest request, CancellationToken cancellationToken) =>
        await Invoke(await workers.Ready(cancellationToken), function, request, cancellationToken);

    /// <inheritdoc cref="Invoke(AppFunction, InvocationRequest, CancellationToken)"/>
    public async Task Invoke(Worker worker, AppFunction function, InvocationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (log, began) = (logs.CreateLogger($"Function.{function.Name}"), Stopwatch.GetTimestamp());
        workerLog.Begin(request.InvocationId, function.Name);
        try
        {
            Check(await Answer(worker, function, request, cancellationToken), cancellationToken);
            log.LogInformation("{Function} ({Id}) succeeded in {Milliseconds:f0} ms", function.Name, request.InvocationId, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        catch (Exception failed) when (failed is InvocationFailedException or WorkerDiedException)
        {
            log.LogError("{Function} ({Id}) failed after {Milliseconds:f0} ms: {Why}", function.Name, request.InvocationId, Stopwatch.GetElapsedTime(began).TotalMilliseconds, failed.Message);
            throw failed as InvocationFailedException ?? new InvocationFailedException(failed.Message);
        }
        finally
        {
            workerLog.End(request.InvocationId);
        }
    }

    async Task<InvocationResponse> Answer(Worker worker, AppFunction function, InvocationRequest request, CancellationToken cancellationToken)
    {
        var answer = worker.Ask(new() { InvocationRequest = request }, Timeout.InfiniteTimeSpan);
        if (await Within(answer, functionTimeout, cancellationToken)) return (await answer).InvocationResponse;
        var late = $"it took longer than functionTimeout ({functionTimeout})";
        var grace = cancellationToken.IsCancellationRequested ? Timeout.InfiniteTimeSpan : s_graceOfCancelled; // a host that stops has a limit of its own
        for (var cancelled = Stopwatch.GetTimestamp(); !answer.IsCompleted && (grace < TimeSpan.Zero || Stopwatch.GetElapsedTime(cancelled) < grace);)
        {
            worker.Send(new() { InvocationCancel = new() { InvocationId = request.InvocationId } });
            await Within(answer, s_cancelAgain, CancellationToken.None);
        }

        if (cancellationToken.IsCancellationRequested) return (await answer).InvocationResponse;
        if (!answer.IsCompleted) workers.Replace(worker, $"{function.Name}: {late}, and did not end when it was cancelled");
        throw new InvocationFailedException(late);
    }

    static async Task<bool> Within(Task task, TimeSpan time, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(task, Task.Delay(time, over.Token));
        await over.CancelAsync();
        return first == task;
    }

    static void Check(InvocationResponse answer, CancellationToken cancellationToken)
    {
        if (answer.Result is { Status: StatusResult.Types.Status.Success }) return;
        var said = answer.Result?.Exception is { } exception ? $"{exception.Type}: {exception.Message}" : "the worker gave no reason";
        throw new InvocationFailedException(cancellationToken.IsCancellationRequested ? $"it was cancelled ({said})" : said);
    }}

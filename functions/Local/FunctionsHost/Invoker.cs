using System.Diagnostics;
using FrontDoor.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>Runs functions in the worker, each for at most functionTimeout. After that the function is cancelled, or killed with its
/// worker.</summary>
sealed class Invoker(WorkerSupervisor workers, HostSettings settings, WorkerLog workerLog, ILoggerFactory logs)
{
    static readonly TimeSpan s_graceOfCancelled = TimeSpan.FromSeconds(5);
    // the worker may ignore the cancellation if it arrives before the start
    static readonly TimeSpan s_cancelAgain = TimeSpan.FromSeconds(1);

    /// <exception cref="InvocationFailedException">The function threw, was cancelled, took too long, or the worker ended.</exception>
    public async Task Invoke(AppFunction function, InvocationRequest request, CancellationToken cancellationToken) =>
        await Invoke(await workers.Ready(cancellationToken), function, request, cancellationToken);

    /// <inheritdoc cref="Invoke(AppFunction, InvocationRequest, CancellationToken)"/>
    public async Task Invoke(Worker worker, AppFunction function, InvocationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested(); // the worker would ignore the cancellation
        var (log, began) = (logs.CreateLogger($"Function.{function.Name}"), Stopwatch.GetTimestamp());
        workerLog.Running[request.InvocationId] = function.Name;
        try
        {
            await Answer(worker, request, cancellationToken);
            log.LogInformation("{Function} ({Id}) succeeded in {Milliseconds} ms", function.Name, request.InvocationId, Milliseconds());
        }
        catch (InvocationFailedException failed)
        {
            log.LogError("{Function} ({Id}) failed in {Milliseconds} ms: {Why}", function.Name, request.InvocationId, Milliseconds(),
                failed.Message);
            throw;
        }
        finally
        {
            workerLog.Running.TryRemove(request.InvocationId, out _);
        }

        long Milliseconds() => (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    async Task Answer(Worker worker, InvocationRequest request, CancellationToken cancellationToken)
    {
        var answer = worker.Ask(new() { InvocationRequest = request }, Timeout.InfiniteTimeSpan);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(settings.FunctionTimeout);
        await Task.WhenAny(answer, Task.Delay(Timeout.Infinite, over.Token));
        var isLate = !answer.IsCompleted && !cancellationToken.IsCancellationRequested;
        for (var cancelled = Stopwatch.GetTimestamp(); !answer.IsCompleted; await Task.WhenAny(answer,
            Task.Delay(s_cancelAgain, CancellationToken.None)))
            if (isLate && Stopwatch.GetElapsedTime(cancelled) > s_graceOfCancelled) worker.Kill();
            else worker.Send(new() { InvocationCancel = new() { InvocationId = request.InvocationId } });
        if (isLate) throw new InvocationFailedException($"it took longer than functionTimeout ({settings.FunctionTimeout})",
            answer.Exception);
        var result = (await answer).InvocationResponse.Result;
        if (result.Status == StatusResult.Types.Status.Success) return;
        throw new InvocationFailedException($"{result.Exception?.Type}: {result.Exception?.Message}");
    }
}

using System.Text.Json;
using FrontDoor.Local.FunctionsHost.Protocol;
using NCrontab;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>A timer trigger in UTC: at the moments of its schedule, at once when one was missed, never two runs at a time.</summary>
/// <param name="folder">Where its status is kept; null: only while the host runs.</param>
/// <param name="broke">Called when it cannot go on: its status cannot be kept.</param>
sealed class TimerTriggerListener(
    AppFunction function, CrontabSchedule schedule, string? folder, Func<InvocationRequest, Task> run, Action<Exception> broke,
        TimeProvider clock)
    : ITriggerListener
{
    static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(1); // a delay takes no more than 49 days

    readonly SemaphoreSlim _oneAtATime = new(1);
    readonly CancellationTokenSource _stop = new();
    Task _running = Task.CompletedTask;
    Status? _status;

    /// <summary>NCRONTAB of six fields, or of five without seconds.</summary>
    /// <exception cref="ExplainedException">It is neither.</exception>
    public static CrontabSchedule Parse(string text) =>
        CrontabSchedule.TryParse(text, new() { IncludingSeconds = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != 5 })
        ?? throw new ExplainedException($"the schedule '{text}'", "six fields, for instance 0 */5 * * * *",
        "correct the trigger or its setting");

    public Task Start(CancellationToken cancellationToken)
    {
        _running = Follow();
        _running.ContinueWith(failed => broke(failed.Exception!), default, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    /// <summary>Now, beside the schedule.</summary>
    public Task RunNow() => RunOnce(isPastDue: false);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        await _oneAtATime.WaitAsync(); // a run that was asked for
        _stop.Dispose();
        _oneAtATime.Dispose();
    }

    async Task Follow()
    {
        var now = clock.GetUtcNow();
        var known = StatusFile is { Exists: true } file ? JsonSerializer.Deserialize<Status>(File.ReadAllBytes(file.FullName)) : null;
        var due = Next(known?.LastUpdated ?? now);
        var isPastDue = due < now;
        Keep(known ?? new Status(default, due, now));
        if (function.Trigger.RunOnStartup && !isPastDue) due = now;
        for (; ; isPastDue = false)
        {
            for (TimeSpan left; (left = due - clock.GetUtcNow()) > TimeSpan.Zero;)
                await Task.Delay(left < s_longestDelay ? left : s_longestDelay, clock, _stop.Token);
            await RunOnce(isPastDue);
            now = clock.GetUtcNow() is var over && over > due ? over : due;
            Keep(new Status(due, due = Next(now), now));
        }
    }

    FileInfo? StatusFile => folder is null ? null : new FileInfo(Path.Combine(folder, function.Name + ".json"));

    DateTimeOffset Next(DateTimeOffset after) => new(schedule.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    async Task RunOnce(bool isPastDue)
    {
        await _oneAtATime.WaitAsync(_stop.Token);
        var timer = new { Schedule = new { AdjustForDST = true }, ScheduleStatus = _status, IsPastDue = isPastDue };
        var request = function.NewInvocation(new() { Json = JsonSerializer.Serialize(timer) });
        request.TriggerMetadata["TimerTrigger"] = new() { String = $"{clock.GetUtcNow():MM/dd/yyyy HH:mm:ss}" };
        try
        {
            await run(request);
        }
        catch (Exception failed) when (failed is InvocationFailedException or OperationCanceledException or ExplainedException)
        {
            // in the log; there is no second try
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    void Keep(Status status)
    {
        if (!function.Trigger.UseMonitor) return;
        _status = status;
        if (StatusFile is not { } file) return;
        file.Directory!.Create();
        File.WriteAllBytes(file.FullName + ".new", JsonSerializer.SerializeToUtf8Bytes(status));
        File.Move(file.FullName + ".new", file.FullName, overwrite: true); // whole or not at all
    }

    /// <summary>Under the names a function sees.</summary>
    sealed record Status(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
}

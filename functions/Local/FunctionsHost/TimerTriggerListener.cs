using System.Text.Json;
using FrontDoor.Local.FunctionsHost.Protocol;
using NCrontab;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>A timer trigger in UTC: it runs by its schedule, at once if a run was missed, and never twice at a time.</summary>
/// <param name="folder">The folder for its status; null to keep it only while the host runs.</param>
/// <param name="broke">Called when it cannot go on because its status cannot be stored.</param>
sealed class TimerTriggerListener(
    AppFunction function, CrontabSchedule schedule, string? folder, Func<InvocationRequest, Task> run, Action<Exception> broke,
        TimeProvider clock)
    : ITriggerListener
{
    static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(1); // a delay can be at most 49 days

    readonly SemaphoreSlim _oneAtATime = new(1);
    readonly CancellationTokenSource _stop = new();
    Task _running = Task.CompletedTask;
    Status? _status;

    /// <summary>Reads NCRONTAB with six fields, or five without seconds.</summary>
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

    /// <summary>Runs it now, outside the schedule.</summary>
    public Task RunNow() => RunOnce(isPastDue: false);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        await _oneAtATime.WaitAsync(); // a requested run
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
            // only logged; there is no second try
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

    /// <summary>The values under the names that a function sees.</summary>
    sealed record Status(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
}

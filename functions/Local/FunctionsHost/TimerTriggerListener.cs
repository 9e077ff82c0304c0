using System.Globalization;
using System.Text.Json;
using FrontDoor.Local.FunctionsHost.Protocol;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>A timer trigger: at the moments of its schedule, at once when one was missed, never two runs at a time.</summary>
/// <param name="run">Never fails: a failed run is logged.</param>
sealed class TimerTriggerListener(AppFunction function, TimerSchedule schedule, Func<InvocationRequest, Task> run, Action<Exception> broke, TimeProvider clock) : ITriggerListener
{
    static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(1); // a delay takes no more than 49 days

    readonly Trigger.Timer _trigger = (Trigger.Timer)function.Trigger;
    readonly SemaphoreSlim _oneAtATime = new(1);
    readonly CancellationTokenSource _stop = new();
    Task _running = Task.CompletedTask;
    TimerStatus? _status;

    /// <summary>Where its status is kept; null: only while the host runs.</summary>
    public string? Folder { get; init; }

    public Task Start(CancellationToken cancellationToken)
    {
        _running = Run();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _oneAtATime.WaitAsync(); // a run that was asked for
        _stop.Dispose();
        _oneAtATime.Dispose();
    }

    bool IsMonitored => _trigger.UseMonitor && !schedule.IsMoreOftenThanEveryMinute(clock.GetUtcNow());

    string? StatusFile => Folder is null || !IsMonitored ? null : Path.Combine(Folder, function.Name + ".json");

    /// <summary>Now, beside the schedule.</summary>
    public Task RunNow() => RunOnce(isPastDue: false);

    async Task Run()
    {
        try
        {
            await Follow();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // stopped
        }
        catch (Exception fault)
        {
            broke(fault); // its status could not be kept
        }
    }

    async Task Follow()
    {
        var now = clock.GetUtcNow();
        var known = StatusFile is { } file ? TimerStatus.Read(file) : null;
        var due = schedule.Next(known?.LastUpdated ?? now);
        var isPastDue = due < now;
        Keep(known ?? new TimerStatus(default, due, now));
        if (_trigger.RunOnStartup && !isPastDue) due = now;
        for (; ; isPastDue = false)
        {
            await Until(due);
            await RunOnce(isPastDue);
            now = clock.GetUtcNow() is var over && over > due ? over : due;
            Keep(new TimerStatus(due, schedule.Next(now), now));
            due = schedule.Next(now);
        }
    }

    async Task Until(DateTimeOffset moment)
    {
        for (TimeSpan left; (left = moment - clock.GetUtcNow()) > TimeSpan.Zero;)
            await Task.Delay(left < s_longestDelay ? left : s_longestDelay, clock, _stop.Token);
    }

    async Task RunOnce(bool isPastDue)
    {
        await _oneAtATime.WaitAsync(_stop.Token);
        try
        {
            await run(Request(isPastDue));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    void Keep(TimerStatus status)
    {
        if (!IsMonitored) return;
        _status = status;
        if (StatusFile is { } file) status.Write(file);
    }

    InvocationRequest Request(bool isPastDue)
    {
        var request = function.NewInvocation(new TypedData
        {
            Json = JsonSerializer.Serialize(new { Schedule = new { AdjustForDST = true }, ScheduleStatus = _status, IsPastDue = isPastDue }),
        });
        request.TriggerMetadata["TimerTrigger"] = new TypedData { String = clock.GetUtcNow().UtcDateTime.ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture) };
        return request;
    }
}

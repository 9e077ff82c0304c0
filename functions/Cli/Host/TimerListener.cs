using FrontDoor.Local;

namespace FrontDoor.Cli;

/// <summary>A timer trigger: one run at a time, at the moments of its schedule.</summary>
sealed class TimerListener(AppFunction function, Trigger.Timer trigger, Invoker invoker, HostLog log, TimeProvider clock)
{
    static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(1); // Task.Delay takes no more than 49 days

    public async Task Run(CancellationToken cancel)
    {
        if (trigger.RunOnStartup) await RunOnce(cancel);
        while (true)
        {
            for (var next = trigger.Schedule.Next(clock.GetUtcNow()); next - clock.GetUtcNow() is var left && left > TimeSpan.Zero;)
                await Task.Delay(left < s_longestDelay ? left : s_longestDelay, clock, cancel);
            await RunOnce(cancel);
        }
    }

    public async Task RunOnce(CancellationToken cancel)
    {
        var invocation = new InvocationFacts(function.Name, clock.GetUtcNow(), Guid.NewGuid());
        try
        {
            await invoker.Invoke(invocation, Envelope.Timer(trigger.Binding, invocation), cancel);
            log.Write(HostLevel.Information, "Host.Results", $"{function.Name} ({invocation.Id}) succeeded");
        }
        catch (InvocationFailed failed)
        {
            log.Write(HostLevel.Error, "Host.Results", $"{function.Name} ({invocation.Id}) failed: {failed.Message}");
        }
    }
}

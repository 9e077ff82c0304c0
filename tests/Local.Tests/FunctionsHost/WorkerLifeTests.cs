using System.Diagnostics;

namespace FrontDoor.Local.Tests.FunctionsHost;

public sealed class WorkerLifeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("crash", "exit code 134")] // FailFast
    [InlineData("exit", "exit code 0")] // no good reason either: the host did not ask for it
    public async Task A_worker_that_ends_under_a_message_is_started_anew_and_gets_it_again(string deed, string how)
    {
        await using var host = await RunningHost.Start(azurite);
        var first = host.Host.WorkerId;
        await host.Send(deed);
        await host.Until(() => host.Called("done").Count == 1 && host.Left() == 0, "a second try that succeeds");

        Assert.Equal([1, 2], host.Called("called").Select(call => call.GetProperty("data").GetProperty("DequeueCount").GetInt32()));
        Assert.True(host.HasSaid($"{how}; start 1 of 3"));
        Assert.Empty(await host.Poisoned());
        Assert.NotEqual(first, host.Host.WorkerId);
    }

    [Fact]
    public async Task What_the_others_ran_when_the_worker_ended_is_tried_again_once()
    {
        await using var host = await RunningHost.Start(azurite);
        await host.Send("wait", "TextQueue");
        await host.Until(() => host.Called("called").Count == 1, "the first running");
        using (var worker = Process.GetProcessById(host.Host.WorkerId!.Value)) worker.Kill();
        await host.Until(() => host.Called("done").Count == 1 && host.Left("TextQueue") == 0, "a second try that succeeds");

        Assert.Equal(2, host.Called("called").Count);
        Assert.True(host.HasSaid("exit code 137"));
    }

    [Fact]
    public async Task A_worker_that_is_slow_to_start_is_waited_for()
    {
        await using var host = await RunningHost.Start(azurite, ("AT_START", "late"));

        Assert.Single(host.Said, line => line == "Information: started");
    }

    [Theory]
    [InlineData("crash", "exit code 7")]
    [InlineData("end", "exit code 0")]
    public async Task A_worker_that_does_not_stay_up_is_given_up_after_three_restarts(string atStart, string how)
    {
        await using var host = RunningHost.Begin(azurite, ("AT_START", atStart));

        var dead = await Assert.ThrowsAsync<ExplainedException>(() => host.Host.Failure().WaitAsync(s_patience));

        Assert.Contains($"{how}, the 4th time", dead.Found, StringComparison.Ordinal);
        Assert.Equal(3, host.Said.Count(line => line.Contains(how + "; start", StringComparison.Ordinal)));
        await Assert.ThrowsAsync<ExplainedException>(host.Ready);
        Assert.Equal(atStart == "crash", host.HasSaid("Error: crashing at the start"));
    }

    [Fact]
    public async Task Longer_than_functionTimeout_is_cancelled()
    {
        await using var host = await RunningHost.Start(azurite, ("AzureFunctionsJobHost__functionTimeout", "00:00:01"));
        var worker = host.Host.WorkerId;
        await host.Send("hang");
        await host.Until(async () => await host.Poisoned() is ["hang"], "the message in the poison queue");

        Assert.Equal(2, host.Called("cancelled").Count);
        Assert.True(host.HasSaid("longer than functionTimeout (00:00:01)"));
        Assert.Equal(worker, host.Host.WorkerId);
    }

    [Fact]
    public async Task A_worker_whose_function_ignores_that_is_killed_and_started_anew()
    {
        await using var host = await RunningHost.Start(
            azurite, ("AzureFunctionsJobHost__functionTimeout", "00:00:01"), ("AzureFunctionsJobHost__extensions__queues__maxDequeueCount",
                "1"));
        var worker = host.Host.WorkerId;
        await host.Send("ignore-cancellation");
        await host.Until(async () => await host.Poisoned() is ["ignore-cancellation"], "the message in the poison queue");
        await host.Until(() => host.Host.WorkerId is { } other && other != worker, "another worker");

        Assert.True(host.HasSaid("longer than functionTimeout (00:00:01)"));
        Assert.True(host.HasSaid("exit code 137; start 1 of 3"));
    }

    [Fact]
    public async Task Stopping_takes_no_new_message_and_lets_what_runs_end()
    {
        var host = await RunningHost.Start(
            azurite, ("AzureFunctionsJobHost__extensions__queues__batchSize", "1"),
                ("AzureFunctionsJobHost__extensions__queues__newBatchThreshold", "0"));
        await using var running = host;
        await host.Send("wait first");
        await host.Send("wait second");
        await host.Until(() => host.Called("called").Count == 1, "the first running");
        var worker = host.Host.WorkerId!.Value;

        await host.Host.DisposeAsync();

        Assert.Single(host.Called("done"));
        Assert.Single(host.Called("called"));
        Assert.Equal(1, host.Left());
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(worker));
    }

    [Fact]
    public async Task What_runs_longer_than_the_drain_time_is_cancelled_and_comes_back()
    {
        await using var host = await RunningHost.Start(azurite, ("DRAIN", "1"));
        await host.Send("hang");
        await host.Until(() => host.Called("called").Count == 1, "it runs");
        var began = Stopwatch.GetTimestamp();

        await host.Host.DisposeAsync();

        Assert.Single(host.Called("cancelled"));
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 1, 20);
        Assert.Equal(1, host.Left());
        Assert.Empty(await host.Poisoned());
    }

    [Fact]
    public async Task What_ignores_its_cancellation_is_killed_with_the_worker_and_comes_back()
    {
        await using var host = await RunningHost.Start(azurite, ("DRAIN", "0"));
        await host.Send("ignore-cancellation");
        await host.Until(() => host.Called("called").Count == 1, "it runs");
        var worker = host.Host.WorkerId!.Value;

        await host.Host.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(worker));
        Assert.Equal(1, host.Left());
    }

    [Fact]
    public async Task Stopping_while_the_worker_starts_leaves_none_behind()
    {
        await using var host = RunningHost.Begin(azurite, ("AT_START", "late"));
        var ready = host.Host.Ready(CancellationToken.None);
        await Task.Delay(500);

        await host.Host.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ready);
        Assert.Null(host.Host.WorkerId);
    }
}

using System.Collections.Concurrent;
using System.Net;
using FrontDoor.Cli;

namespace FrontDoor.App.Tests;

/// <summary>The local topic, whose answers can be scripted and whose complaints are kept.</summary>
sealed class ServiceBusDouble : IAsyncDisposable
{
    public const string KeyName = "send-alerts";
    public const string Key = "bm90IGEgcmVhbCBrZXk="; // signs as it stands here, not decoded
    public const string Token = "header.payload.signature";

    /// <summary>Answers never, and takes the message before it falls silent: the sending is in doubt.</summary>
    public const int TakenThenSilent = 0;

    readonly LocalTopic _topic;
    readonly CancellationTokenSource _end = new();
    int _requests;

    public ServiceBusDouble(string? file = null, int port = 0, TimeProvider? clock = null)
    {
        _topic = new LocalTopic(new LocalTopicPlan(KeyName, Key, file, clock ?? TimeProvider.System) { Token = Token, Port = port, Instead = Instead });
        _topic.Answered += (_, _, complaint) =>
        {
            if (complaint is not null) Complaints.Enqueue(complaint);
        };
        _topic.Dropped += Duplicates.Enqueue;
    }

    /// <summary>What to answer next, before anything is looked at; when there is nothing more, the contract decides.</summary>
    public ConcurrentQueue<(int Status, string? RetryAfter)> Script { get; } = new();

    /// <summary>Messages a subscriber would get.</summary>
    public IReadOnlyList<BusMessage> Messages => _topic.Messages;

    /// <summary>Second sendings that duplicate detection dropped.</summary>
    public ConcurrentQueue<string> Duplicates { get; } = new();

    /// <summary>Everything that broke the contract.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public int Requests => _requests;

    public Uri Topic => _topic.Topic;

    public Uri Endpoint => _topic.Endpoint;

    public static Task<ServiceBusDouble> Start() => Task.FromResult(new ServiceBusDouble());

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _topic.DisposeAsync();
    }

    async Task<bool> Instead(HttpListenerContext call)
    {
        Interlocked.Increment(ref _requests);
        if (!Script.TryDequeue(out var next)) return false;
        if (next.Status == TakenThenSilent)
        {
            await _topic.Judge(call);
            await Task.Delay(Timeout.Infinite, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        else call.Response.StatusCode = next.Status;
        if (next.RetryAfter is { } after) call.Response.Headers["Retry-After"] = after;
        call.Response.Close();
        return true;
    }
}

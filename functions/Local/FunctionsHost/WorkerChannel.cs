using System.Collections.Concurrent;
using System.Threading.Channels;
using FrontDoor.Local.FunctionsHost.Protocol;
using Grpc.Core;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>The stream of messages to and from one worker; an answer finds its question by the request id, which the worker copies.</summary>
sealed class WorkerChannel(Action<RpcLog> logged)
{
    readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _waiting = [];
    readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<StreamingMessage> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the worker has opened the stream.</summary>
    /// <exception cref="WorkerDiedException">It ended before.</exception>
    public async Task Started() => await await Task.WhenAny(_started.Task, _ended.Task);

    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>The worker's answer to one question.</summary>
    /// <exception cref="WorkerDiedException">It ended before it answered.</exception>
    public async Task<StreamingMessage> Ask(StreamingMessage question)
    {
        question.RequestId = Guid.NewGuid().ToString();
        var answer = _waiting[question.RequestId] = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(question);
        try
        {
            return await await Task.WhenAny(answer.Task, _ended.Task);
        }
        finally
        {
            _waiting.TryRemove(question.RequestId, out _);
        }
    }

    /// <summary>Brings messages both ways until the worker closes the stream or ends.</summary>
    public async Task Serve(IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken closed)
    {
        _started.TrySetResult();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(closed);
        var writing = Write(outgoing, over.Token);
        try
        {
            await foreach (var message in incoming.ReadAllAsync(closed)) Take(message);
        }
        finally
        {
            await over.CancelAsync();
            await writing;
        }
    }

    /// <summary>The worker's process has ended: nothing that waits for it will be answered.</summary>
    public void End(string how)
    {
        _ended.TrySetException(new WorkerDiedException(how));
        _ = _ended.Task.Exception; // seen: perhaps nothing waits
        _outgoing.Writer.TryComplete();
    }

    void Take(StreamingMessage message)
    {
        if (message.RpcLog is { } line) logged(line);
        else if (_waiting.TryGetValue(message.RequestId, out var waiting)) waiting.TrySetResult(message);
        // else it answers a cancellation or a termination, with nothing in it
    }

    async Task Write(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken over)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(over)) await outgoing.WriteAsync(message, over);
        }
        catch (Exception closed) when (closed is OperationCanceledException or IOException or InvalidOperationException)
        {
            // the worker closed the stream
        }
    }
}

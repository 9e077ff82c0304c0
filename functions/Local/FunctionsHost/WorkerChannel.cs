using System.Collections.Concurrent;
using System.Threading.Channels;
using FrontDoor.Local.FunctionsHost.Protocol;
using Grpc.Core;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>The stream of messages to and from one worker. Messages sent before the worker opens the stream wait for it.</summary>
sealed class WorkerChannel(Action<RpcLog> logged)
{
    readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _waiting = [];
    readonly TaskCompletionSource<StreamingMessage> _ended = New();

    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Sends a request and returns the worker's answer, which has the same id.</summary>
    /// <exception cref="InvocationFailedException">It ended before it answered.</exception>
    public async Task<StreamingMessage> Ask(StreamingMessage question)
    {
        question.RequestId = Guid.NewGuid().ToString();
        var answer = _waiting[question.RequestId] = New();
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

    /// <summary>Passes messages in both directions until the worker's process has ended.</summary>
    public Task Serve(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken closed)
    {
        return Task.WhenAll(Read(), Write());

        async Task Read()
        {
            await foreach (var message in incoming.ReadAllAsync(closed))
                if (message.RpcLog is { } line) logged(line);
                else if (_waiting.TryGetValue(message.RequestId, out var waiting)) waiting.TrySetResult(message);
        }

        async Task Write()
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(closed)) await outgoing.WriteAsync(message, closed);
        }
    }

    /// <summary>The process has ended: pending requests get no answer.</summary>
    public void End(string how)
    {
        _ended.TrySetException(new InvocationFailedException(how));
        _outgoing.Writer.TryComplete();
    }

    static TaskCompletionSource<StreamingMessage> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

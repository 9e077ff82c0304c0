using Azure.Core;
using Azure.Core.Pipeline;

namespace FrontDoor.App.Tests;

/// <summary>How a request to storage fails.</summary>
public enum Broken
{
    /// <summary>It was carried out and its answer was lost; the client's next try gets through, and meets what it did itself.</summary>
    AnswerOnce,

    /// <summary>It was carried out, its answer was lost, and no further try gets through.</summary>
    AnswerForGood,

    /// <summary>It did not get there; the client's next try does.</summary>
    RequestOnce,

    /// <summary>Neither it nor any further try gets there.</summary>
    RequestForGood,
}

/// <summary>The wire to storage, on which one request fails.</summary>
sealed class FailingWire(Broken broken, int atRequest, Func<Request, bool>? of = null) : HttpPipelinePolicy
{
    HttpMessage? _failed;
    int _requests;

    /// <summary>How many requests of that kind were made, tries not counted.</summary>
    public int Requests => _requests;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message == _failed && (broken is Broken.AnswerForGood or Broken.RequestForGood)) throw new IOException("Nothing gets through.");
        if (message == _failed || of?.Invoke(message.Request) == false || Interlocked.Increment(ref _requests) != atRequest)
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }
        _failed = message;
        if (broken is Broken.AnswerOnce or Broken.AnswerForGood) await ProcessNextAsync(message, pipeline);
        throw new IOException("Cut off.");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Everything is asynchronous.");
}

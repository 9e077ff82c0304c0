using Azure.Core;
using Azure.Core.Pipeline;

namespace FrontDoor.App;

/// <summary>Shows Service Bus who is sending, and once more with a fresh token where the first was refused.</summary>
abstract class ServiceBusAuthorization : HttpPipelinePolicy
{
    /// <summary>The Authorization header; a fresh one is never taken from memory.</summary>
    protected abstract ValueTask<string> Header(bool fresh, CancellationToken cancel);

    public sealed override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, await Header(fresh: false, message.CancellationToken));
        await ProcessNextAsync(message, pipeline);
        if (message.Response.Status != 401) return;

        message.Response.Dispose();
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, await Header(fresh: true, message.CancellationToken));
        await ProcessNextAsync(message, pipeline);
    }

    public sealed override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Alerts are only sent asynchronously.");
}

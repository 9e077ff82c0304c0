using System.Collections.Concurrent;
using FrontDoor.Local.FunctionsHost.Protocol;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>The gRPC server that workers call.</summary>
sealed class FunctionRpcServer : IAsyncDisposable
{
    readonly WebApplication _server;

    public FunctionRpcServer(ILoggerFactory logs)
    {
        var builder = LoopbackServer.Builder(HttpProtocols.Http2, logs);
        builder.Services.AddSingleton(Channels)
            // a worker sends an answer of 20 MB in one piece
            .AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        (_server = builder.Build()).MapGrpcService<Service>();
    }

    /// <summary>By worker id.</summary>
    public ConcurrentDictionary<string, WorkerChannel> Channels { get; } = [];

    public string Address => _server.Urls.Single();

    public Task Start() => _server.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    sealed class Service(ConcurrentDictionary<string, WorkerChannel> channels) : FunctionRpc.FunctionRpcBase
    {
        public override async Task EventStream(
            IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream,
                ServerCallContext context)
        {
            try
            {
                if (await requestStream.MoveNext(context.CancellationToken)
                    && channels.TryGetValue(requestStream.Current.StartStream.WorkerId, out var channel))
                    await channel.Serve(requestStream, responseStream, context.CancellationToken);
            }
            catch (Exception closed) when (closed is IOException or OperationCanceledException or InvalidOperationException)
            {
                // the stream ends with its worker, also in a normal stop: only the exit of the process counts
            }
        }
    }
}

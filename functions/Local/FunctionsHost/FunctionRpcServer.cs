using System.Collections.Concurrent;
using FrontDoor.Local.FunctionsHost.Protocol;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>The gRPC server that workers call; each finds its channel by its worker id.</summary>
sealed class FunctionRpcServer : IAsyncDisposable
{
    readonly WebApplication _server;
    readonly ConcurrentDictionary<string, WorkerChannel> _channels = [];

    FunctionRpcServer(ILoggerFactory logs)
    {
        var builder = LoopbackServer.Builder(HttpProtocols.Http2, logs);
        builder.Services.AddSingleton(_channels).AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null)); // an answer of 20 MB is one message
        _server = builder.Build();
        _server.MapGrpcService<Service>();
    }

    public Uri Address => LoopbackServer.Address(_server);

    public static async Task<FunctionRpcServer> Start(ILoggerFactory logs)
    {
        var server = new FunctionRpcServer(logs);
        await server._server.StartAsync();
        return server;
    }

    public void Expect(string workerId, WorkerChannel channel) => _channels[workerId] = channel;

    public void Forget(string workerId) => _channels.TryRemove(workerId, out _);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    sealed class Service(ConcurrentDictionary<string, WorkerChannel> channels) : FunctionRpc.FunctionRpcBase
    {
        public override async Task EventStream(IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
        {
            try
            {
                if (await requestStream.MoveNext(context.CancellationToken) && channels.TryGetValue(requestStream.Current.StartStream?.WorkerId ?? "", out var channel))
                    await channel.Serve(requestStream, responseStream, context.CancellationToken);
            }
            catch (Exception closed) when (closed is IOException or OperationCanceledException)
            {
                // so it ends when the worker does, even in order: the exit of its process is what counts
            }
        }
    }
}

using System.Net.Sockets;
using FrontDoor.Local.FunctionsHost.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>One worker from its start to its end: the process, and the channel to it.</summary>
sealed class Worker : IAsyncDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60); // for each step of the start
    static readonly TimeSpan s_gracePeriod = TimeSpan.FromSeconds(5); // from the request to terminate to the kill

    readonly FunctionRpcServer _server;
    readonly string _id = Guid.NewGuid().ToString();
    readonly WorkerChannel _channel;
    readonly WorkerProcess _process;
    readonly string _folder;

    /// <param name="ended">Called when the process has ended, before what waits for an answer learns of it.</param>
    public Worker(WorkerConfig config, FunctionRpcServer server, IReadOnlyDictionary<string, string> settings, WorkerLog log, Action ended)
    {
        (_server, _folder, _channel) = (server, config.AppFolder, new WorkerChannel(log.Write));
        server.Expect(_id, _channel);
        _process = WorkerProcess.Start(config, _id, server.Address, settings, log);
        Ended = WatchEnd(ended);
    }

    public int ProcessId => _process.Id;

    /// <summary>Where the worker's own web server answers; null where the app has no HTTP integration.</summary>
    public Uri? HttpUri { get; private set; }

    /// <summary>How the process ended, in words.</summary>
    public Task<string> Ended { get; }

    /// <summary>From the start of the process to the last function loaded, in the order of the Functions host.</summary>
    /// <param name="known">The functions of an earlier worker of the same app; null asks for them.</param>
    /// <exception cref="WorkerDiedException">It ended meanwhile.</exception>
    /// <exception cref="TimeoutException">A step took too long.</exception>
    /// <exception cref="ExplainedException">The worker refused.</exception>
    public async Task<IReadOnlyList<FunctionMetadata>> Prepare(IReadOnlyList<FunctionMetadata>? known)
    {
        await _channel.Started().WaitAsync(s_patience);
        var ready = (await Ask(new() { WorkerInitRequest = new() { HostVersion = "4.0.0.0", WorkerDirectory = _folder, FunctionAppDirectory = _folder } })).WorkerInitResponse;
        Check(ready.Result, "initialise");
        if (ready.Capabilities.TryGetValue("HttpUri", out var uri)) await WaitForWebServer(HttpUri = new Uri(uri));
        if (known is null)
        {
            var found = (await Ask(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = _folder } })).FunctionMetadataResponse;
            Check(found.Result, "name its functions");
            known = found.Functions;
        }

        await Task.WhenAll(known.Select(Load)); // before any invocation: one that overtook a load would find no function
        return known;
    }

    public void Send(StreamingMessage message) => _channel.Send(message);

    public Task<StreamingMessage> Ask(StreamingMessage question, TimeSpan? patience = null) => _channel.Ask(question).WaitAsync(patience ?? s_patience);

    public void Kill() => _process.Kill();

    /// <summary>Asks the process to end, and kills it when it does not.</summary>
    public async Task Terminate()
    {
        _channel.Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(s_gracePeriod) } });
        await Task.WhenAny(Ended, Task.Delay(s_gracePeriod));
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted) _process.Kill();
        await Ended;
        _server.Forget(_id);
        _process.Dispose();
    }

    async Task<string> WatchEnd(Action ended)
    {
        await _process.Exited();
        ended();
        var how = $"the worker ended with exit code {_process.ExitCode}";
        _channel.End(how);
        return how;
    }

    async Task Load(FunctionMetadata function)
    {
        var loaded = await Ask(new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } });
        Check(loaded.FunctionLoadResponse.Result, $"load {function.Name}");
    }

    // It may open its port a moment after it says which.
    async Task WaitForWebServer(Uri address)
    {
        for (var tries = 1; !Ended.IsCompleted; tries++)
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(address.Host, address.Port);
                return;
            }
            catch (SocketException) when (tries < 100)
            {
                await Task.Delay(50);
            }
    }

    static void Check(StatusResult? result, string what)
    {
        if (result?.Status != StatusResult.Types.Status.Success)
            throw new ExplainedException($"the worker could not {what}: {result?.Exception?.Message}", "a worker that can", "see its last lines in the log");
    }
}

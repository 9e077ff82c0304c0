using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using FrontDoor.Local.FunctionsHost.Protocol;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>One worker: a process, started as the Functions host starts one, and the channel to it.</summary>
sealed class Worker : IAsyncDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60); // for each answer while it starts
    static readonly TimeSpan s_gracePeriod = TimeSpan.FromSeconds(5); // from the request to terminate to the kill

    readonly FunctionRpcServer _server;
    readonly string _id = Guid.NewGuid().ToString();
    readonly WorkerChannel _channel;
    readonly Process _process;

    /// <param name="ended">Called when the process has ended, before pending requests fail.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such executable.</exception>
    public Worker(FunctionsHostOptions options, FunctionRpcServer server, WorkerLog log, Action ended)
    {
        (_server, _channel) = (server, new WorkerChannel(log.Write));
        _process = new Process { StartInfo = HowToStart(options, _id, server.Address) };
        server.Channels[_id] = _channel;
        _process.OutputDataReceived += (_, line) => log.WriteConsole(line.Data, isError: false);
        _process.ErrorDataReceived += (_, line) => log.WriteConsole(line.Data, isError: true);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = WatchEnd(ended);
    }

    public int ProcessId => _process.Id;

    /// <summary>The address of the worker's own web server; null if the app has none.</summary>
    public string? HttpUri { get; private set; }

    /// <summary>How the process ended, in words.</summary>
    public Task<string> Ended { get; }

    /// <summary>Starts the process and loads its functions, in the order of the Functions host.</summary>
    /// <param name="known">The functions of an earlier worker of the same app; none to ask for them.</param>
    /// <exception cref="InvocationFailedException">It failed, or ended in the meantime.</exception>
    /// <exception cref="TimeoutException">It did not answer.</exception>
    public async Task<IReadOnlyList<FunctionMetadata>> Prepare(IReadOnlyList<FunctionMetadata> known)
    {
        var ready = (await Ask(new() { WorkerInitRequest = new() { HostVersion = "4.0.0.0" } })).WorkerInitResponse;
        Check(ready.Result, "initialise");
        if (ready.Capabilities.TryGetValue("HttpUri", out var uri)) await WaitForWebServer(new Uri(HttpUri = uri));
        if (known.Count == 0)
        {
            var found = (await Ask(new() { FunctionsMetadataRequest = new() })).FunctionMetadataResponse;
            Check(found.Result, "name its functions");
            known = found.Functions;
        }

        await Task.WhenAll(known.Select(Load)); // before any invocation, which would find no function if it came before a load
        return known;
    }

    public void Send(StreamingMessage message) => _channel.Send(message);

    public Task<StreamingMessage> Ask(StreamingMessage question, TimeSpan? patience = null) =>
        _channel.Ask(question).WaitAsync(patience ?? s_patience);

    public void Kill() => _process.Kill();

    /// <summary>Asks the process to end, and kills it if it does not.</summary>
    public async Task Terminate()
    {
        Send(new() { WorkerTerminate = new() });
        await Task.WhenAny(Ended, Task.Delay(s_gracePeriod));
    }

    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted) Kill();
        await Ended;
        _server.Channels.TryRemove(_id, out _);
        _process.Dispose();
    }

    async Task<string> WatchEnd(Action ended)
    {
        await _process.WaitForExitAsync();
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

    // It may open its port a moment after it reports it.
    static async Task WaitForWebServer(Uri address)
    {
        for (var tries = 1; ; tries++)
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
        if (result?.Status == StatusResult.Types.Status.Success) return;
        throw new InvocationFailedException($"the worker could not {what}: {result?.Exception?.Message}");
    }

    static ProcessStartInfo HowToStart(FunctionsHostOptions options, string id, string address)
    {
        using var config = JsonDocument.Parse(File.ReadAllBytes(options.In("worker.config.json")));
        var description = config.RootElement.GetProperty("description");
        var folder = Path.GetFullPath(options.AppFolder);
        var start = OwnSession.Of(description.GetProperty("defaultExecutablePath").GetString()!, folder,
        [
            options.In(description.GetProperty("defaultWorkerPath").GetString()!), "--functions-uri", address, "--functions-worker-id", id,
            "--functions-request-id", Guid.NewGuid().ToString(), "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ]);
        foreach (var (name, value) in options.Settings) start.Environment[name] = value;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = folder;
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = folder;
        start.Environment["AzureWebJobsScriptRoot"] = folder;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development";
        start.Environment["StopWithStandardInput"] = "true"; // the pipe closes in whatever way this program ends
        return start;
    }
}

using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests.Chaos;

/// <summary>The local Service Bus as a process of its own, which can be killed and started again on its port.</summary>
sealed class BrokerProcess : IDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chaos-topic-");
    readonly int _port = FreePort.Find();
    Process? _process;

    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{_port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=local;UseDevelopmentEmulator=true";

    public async Task Start()
    {
        _process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "FrontDoor.Cli.dll"), "service-bus", "--folder", _folder.FullName, "--port",
                _port.ToString(CultureInfo.InvariantCulture), "--key", "local"])
        { RedirectStandardOutput = true })!;
        Assert.Equal(ConnectionString, await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience));
    }

    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>What the subscription of operators has, which gets every alert; nothing is taken off it.</summary>
    public async Task<List<ServiceBusReceivedMessage>> Messages()
    {
        await using var client = new ServiceBusClient(ConnectionString);
        await using var operators = client.CreateReceiver(Queues.AlertsTopic, "operators");
        var (all, from) = (new List<ServiceBusReceivedMessage>(), 0L);
        while (await operators.PeekMessagesAsync(200, from) is { Count: > 0 } some)
        {
            all.AddRange(some);
            from = some[^1].SequenceNumber + 1;
        }
        return all;
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }
}

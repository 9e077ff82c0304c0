using System.CommandLine;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Stack;
using FrontDoor.Cli.Terminal;
using FrontDoor.Local.ServiceBus;

namespace FrontDoor.Cli.Commands;

/// <summary><c>service-bus</c>: runs the simulated Service Bus by itself, for tests and for trying the app by hand; not listed in the
/// help, described in docs/local-host.md.</summary>
static class ServiceBusCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo?>("--folder")
        {
            Description = "The folder for stored messages. Without this, they stay in memory",
            HelpName = "DIR"
        };
        var port = new Option<int>("--port") { Description = "The port to listen on. Without this, any free port" };
        var key = new Option<string?>("--key") { Description = "The shared access key. Without this, a new one" };
        var verb = new CliCommand("service-bus",
            "Run a local substitute for Service Bus until Ctrl-C. Its first line is the connection string",
            "./pipeline service-bus --folder data/.service-bus") { folder, port, key };
        verb.Hidden = true;
        verb.SetAction((parsed, cancel) => Terminated.Heeded(
            stop => Run(new ServiceBusBrokerOptions
            {
                Folder = parsed.GetValue(folder)?.FullName,
                Port = parsed.GetValue(port),
                Key = parsed.GetValue(key)
            }, stop), cancel));
        return verb;
    }

    static async Task<int> Run(ServiceBusBrokerOptions options, CancellationToken cancel)
    {
        using var alone = options.Folder is { } folder
            ? OneAtATime.Hold(folder, "service-bus", folder, "stop it with Ctrl-C, or give another --folder DIR") : null;
        await using var broker = await ServiceBusBroker.Start(options, cancel);
        Console.WriteLine(broker.ConnectionString);
        await await Task.WhenAny(broker.Failure(),
            Task.Delay(Timeout.InfiniteTimeSpan, cancel).ContinueWith(_ => { }, TaskScheduler.Default));
        return ExitCodes.Done;
    }
}

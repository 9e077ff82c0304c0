using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using FrontDoor.Tests;

using FrontDoor.Local;

namespace FrontDoor.Cli.Tests;

/// <summary>One Azurite for all tests of the host.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-azurite-");
    FrontDoor.Local.Storage.Azurite? _azurite;

    internal string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync() =>
        _azurite = await FrontDoor.Local.Storage.Azurite.Start(Repository.Path("node_modules"), _folder.FullName, new HostLog(new StringWriter(), TimeProvider.System), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _azurite!.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>The local host over a fake app and a queue of its own.</summary>
sealed class RunningHost : IAsyncDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-host-");
    readonly QueueServiceClient _queues;
    readonly string _queue = $"q{Guid.NewGuid():n}";
    readonly LocalHost _host;

    RunningHost(string connection, string answer, string hostJson, string? schedule)
    {
        _queues = new QueueServiceClient(connection);
        File.Copy(Repository.Path("tests", "Cli.Tests", "Host", "fake-app.mjs"), Path.Combine(_folder.FullName, "fake-app.mjs"));
        File.WriteAllText(Path.Combine(_folder.FullName, "host.json"), hostJson);
        Function("Land", $$"""{ "type": "queueTrigger", "direction": "in", "name": "msg", "queueName": "%QueueName%", "connection": "DataStorage" }""");
        Function("Health", """{ "type": "httpTrigger", "direction": "in", "name": "req", "route": "health", "methods": ["get", "post"] }, { "type": "http", "direction": "out", "name": "res" }""");
        if (schedule is not null) Function("Sweep", $$"""{ "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "{{schedule}}" }""");
        _queues.GetQueueClient(_queue).Create();
        var settings = new Dictionary<string, string> { ["DataStorage"] = connection, ["QueueName"] = _queue, ["ANSWER"] = answer, ["REQUESTS"] = RequestsFile };
        _host = new LocalHost(_folder.FullName, settings, new HostLog(TextWriter.Null, TimeProvider.System, (level, text) => Said.Enqueue($"{level}: {text}")), TimeProvider.System);
    }

    public ConcurrentQueue<string> Said { get; } = [];
    public LocalHost Host => _host;
    string RequestsFile => Path.Combine(_folder.FullName, "requests.jsonl");

    public static RunningHost Start(AzuriteFixture azurite, string answer, string queues = """ "maxDequeueCount": 2 """, string rest = "", string? schedule = null) =>
        new(azurite.ConnectionString, answer, $$"""
            { "version": "2.0", {{rest}} "extensions": { "queues": { {{queues}} } },
              "customHandler": { "description": { "defaultExecutablePath": "node", "arguments": ["fake-app.mjs"] }, "enableForwardingHttpRequest": true } }
            """, schedule);

    public Task Send(string text) => _queues.GetQueueClient(_queue).SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    public Task SendRaw(string text) => _queues.GetQueueClient(_queue).SendMessageAsync(text);

    public IReadOnlyList<JsonElement> Requests => File.Exists(RequestsFile)
        ? [.. File.ReadAllLines(RequestsFile).Select(line => JsonDocument.Parse(line).RootElement)]
        : [];

    public int Left => _queues.GetQueueClient(_queue).GetProperties().Value.ApproximateMessagesCount;

    public async Task<string[]> Poisoned()
    {
        var poison = _queues.GetQueueClient(_queue + "-poison");
        if (!await poison.ExistsAsync()) return [];
        return [.. (await poison.PeekMessagesAsync(32)).Value.Select(message => Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString())))];
    }

    public static async Task Until(Func<Task<bool>> done, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await done())
        {
            Assert.False(patience.IsCancellationRequested, $"after a minute still not: {what}");
            await Task.Delay(50);
        }
    }

    public Task Until(Func<bool> done, string what) => Until(() => Task.FromResult(done()), what + "\n" + string.Join('\n', Said));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    void Function(string name, string bindings)
    {
        var folder = _folder.CreateSubdirectory(name);
        File.WriteAllText(Path.Combine(folder.FullName, "function.json"), $$"""{ "bindings": [ {{bindings}} ] }""");
    }
}

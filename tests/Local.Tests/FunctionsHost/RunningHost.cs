using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using FrontDoor.Local.FunctionsHost;
using Host = FrontDoor.Local.FunctionsHost.FunctionsHost;

namespace FrontDoor.Local.Tests.FunctionsHost;

/// <summary>The host over the sample app, with queues of its own.</summary>
sealed class RunningHost : IAsyncDisposable
{
    static readonly string[] s_queueSettings = ["TextQueue", "BytesQueue", "MessageQueue"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-host-");
    readonly Dictionary<string, string> _settings;
    readonly QueueServiceClient _queues;

    RunningHost(string connection, IEnumerable<(string Name, string Value)> settings)
    {
        _queues = new QueueServiceClient(connection);
        // not today
        _settings = new()
        {
            ["DataStorage"] = connection,
            ["CALLS"] = Path.Combine(_folder.FullName, "calls"),
            ["Schedule"] =
            "0 0 0 29 2 *"
        };
        foreach (var queue in s_queueSettings) _settings[queue] = $"q{Guid.NewGuid():n}";
        foreach (var (name, value) in settings) _settings[name] = value;
        foreach (var queue in s_queueSettings) _queues.GetQueueClient(_settings[queue]).CreateIfNotExists();
        File.WriteAllText(_settings["CALLS"], "");
        var options = new FunctionsHostOptions(AppFolder, _settings)
        {
            TimersFolder = _settings.GetValueOrDefault("TIMERS"),
            DrainTime = TimeSpan.FromSeconds(int.Parse(_settings.GetValueOrDefault("DRAIN", "10"), null))
        };
        Host = new Host(options, new HostLog(TextWriter.Null, TimeProvider.System, (level, text) => Said.Enqueue($"{level}: {text}")),
            TimeProvider.System);
    }

    /// <summary>The sample app, of the same configuration as this test.</summary>
    public static string AppFolder { get; } =
        Path.Combine(AppContext.BaseDirectory, "..", "..", "SampleApp",
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)));

    public Host Host { get; }

    public ConcurrentQueue<string> Said { get; } = [];

    public IReadOnlyList<JsonElement> Calls => [.. File.ReadAllLines(_settings["CALLS"]).Select(line => JsonElement.Parse(line))];

    public IReadOnlyList<JsonElement> Called(string what) => [.. Calls.Where(call => call.GetProperty("what").GetString() == what)];

    /// <summary>Not yet ready.</summary>
    public static RunningHost Begin(AzuriteFixture azurite, params (string Name, string Value)[] settings) =>
        new(azurite.ConnectionString, settings);

    public static async Task<RunningHost> Start(AzuriteFixture azurite, params (string Name, string Value)[] settings)
    {
        var host = Begin(azurite, settings);
        await host.Ready();
        return host;
    }

    public Task Ready() => Host.Ready(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));

    public HttpClient Client() => new() { BaseAddress = Host.Address };

    public Task Send(string text, string queue = "MessageQueue") => SendRaw(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), queue);

    public Task SendRaw(string text, string queue = "MessageQueue") => Queue(queue).SendMessageAsync(text);

    public int Left(string queue = "MessageQueue") => Queue(queue).GetProperties().Value.ApproximateMessagesCount;

    public async Task<string[]> Poisoned(string queue = "MessageQueue")
    {
        var poison = _queues.GetQueueClient(_settings[queue] + "-poison");
        if (!await poison.ExistsAsync()) return [];
        return [.. (await poison.PeekMessagesAsync(32)).Value.Select(message =>
            Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString())))];
    }

    public async Task Until(Func<Task<bool>> done, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await done())
        {
            Assert.False(patience.IsCancellationRequested, $"after 90 seconds still not: {what}\n{string.Join('\n', Said)}");
            await Task.Delay(50);
        }
    }

    public Task Until(Func<bool> done, string what) => Until(() => Task.FromResult(done()), what);

    public bool HasSaid(string text) => Said.Any(line => line.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    QueueClient Queue(string setting) => _queues.GetQueueClient(_settings[setting]);
}

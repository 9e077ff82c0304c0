using System.Globalization;
using System.Text.Json;

namespace FrontDoor.Cli;

/// <summary>What of host.json concerns a local run, with the host's own defaults.</summary>
sealed record HostFile
{
    const int LargestBatch = 32;

    public required string Executable { get; init; }
    public string WorkingDirectory { get; init; } = "";
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether an http trigger's request goes to the app as it came.</summary>
    public bool Forwards { get; init; }
    public TimeSpan InitializationTimeout { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);
    public int BatchSize { get; init; } = 16;
    public int NewBatchThreshold { get; init; } = 8;
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message stays hidden after a failed try.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.Zero;
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);
    public bool Base64 { get; init; } = true;

    public static HostFile Read(string appFolder)
    {
        var path = Path.Combine(appFolder, "host.json");
        if (!File.Exists(path))
            throw new Complaint($"there is no {path}", "a published app with its host.json", "run ./pipeline demo, which publishes it");
        using var json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var queues = In(json.RootElement, "extensions", "queues");
        var app = In(json.RootElement, "customHandler");
        var description = In(json.RootElement, "customHandler", "description");
        var defaults = new HostFile { Executable = "" };
        var batch = Math.Clamp(Number(queues, "batchSize") ?? defaults.BatchSize, 1, LargestBatch);
        return new HostFile
        {
            Executable = Text(description, "defaultExecutablePath")
                ?? throw new Complaint($"{path} names no customHandler.description.defaultExecutablePath", "the app's executable", "correct host.json"),
            WorkingDirectory = Text(description, "workingDirectory") ?? "",
            Arguments = description is { } d && d.TryGetProperty("arguments", out var arguments) ? [.. arguments.EnumerateArray().Select(each => each.GetString()!)] : [],
            Forwards = app is { } a && a.TryGetProperty("enableForwardingHttpRequest", out var forwards) && forwards.GetBoolean(),
            InitializationTimeout = Span(app, "initializationTimeout") ?? defaults.InitializationTimeout,
            FunctionTimeout = Span(json.RootElement, "functionTimeout") ?? defaults.FunctionTimeout,
            BatchSize = batch,
            NewBatchThreshold = Number(queues, "newBatchThreshold") ?? batch / 2,
            MaxDequeueCount = Number(queues, "maxDequeueCount") ?? defaults.MaxDequeueCount,
            RetryAfter = Span(queues, "visibilityTimeout") ?? defaults.RetryAfter,
            MaxPollingInterval = Span(queues, "maxPollingInterval") ?? defaults.MaxPollingInterval,
            Base64 = !string.Equals(Text(queues, "messageEncoding"), "none", StringComparison.OrdinalIgnoreCase),
        };
    }

    static JsonElement? In(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
        return json;
    }

    static string? Text(JsonElement? json, string name) => json is { } found && In(found, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    static int? Number(JsonElement? json, string name) => json is { } found && In(found, name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    static TimeSpan? Span(JsonElement? json, string name) => Text(json, name) is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : null;
}

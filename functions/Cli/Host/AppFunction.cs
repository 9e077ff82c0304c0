using System.Text.Json;
using System.Text.RegularExpressions;

namespace FrontDoor.Cli;

/// <summary>What starts a function; names are as in its function.json.</summary>
abstract record Trigger(string Binding)
{
    Trigger() : this("") { }

    public sealed record Queue(string Binding, string QueueName, string Connection) : Trigger(Binding);

    public sealed record Timer(string Binding, Schedule Schedule, bool RunOnStartup) : Trigger(Binding);

    public sealed record Http(string Binding, string Route, IReadOnlyList<string> Methods) : Trigger(Binding)
    {
        /// <summary>Segment by segment; one in braces stands for any text. Constraints and optional segments are not known here.</summary>
        public bool Serves(string path)
        {
            var (wanted, found) = ($"/api/{Route}".Split('/'), path.Split('/'));
            return wanted.Length == found.Length && wanted.Zip(found).All(pair =>
                pair.First is ['{', .., '}'] ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
        }
    }
}

/// <summary>One function of the app: a folder with a function.json, named by the folder.</summary>
sealed partial record AppFunction(string Name, Trigger Trigger)
{
    [GeneratedRegex("%([^%]+)%")]
    static partial Regex SettingName { get; }

    public static IReadOnlyList<AppFunction> ReadAll(string appFolder, IReadOnlyDictionary<string, string> settings) =>
    [
        .. from folder in Directory.GetDirectories(appFolder)
           let file = Path.Combine(folder, "function.json")
           where File.Exists(file)
           orderby folder
           select Read(file, Path.GetFileName(folder), settings),
    ];

    static AppFunction Read(string file, string name, IReadOnlyDictionary<string, string> settings)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var triggers = json.RootElement.GetProperty("bindings").EnumerateArray()
            .Where(binding => Type(binding).EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)).ToArray();
        return triggers is [var trigger]
            ? new AppFunction(name, Read(trigger, name, file, settings))
            : throw new Complaint($"{file} has {triggers.Length} triggers", "exactly one", "correct function.json");
    }

    static Trigger Read(JsonElement json, string name, string file, IReadOnlyDictionary<string, string> settings)
    {
        var binding = json.GetProperty("name").GetString()!;
        return Type(json) switch
        {
            "queueTrigger" => new Trigger.Queue(binding, Resolve(Text(json, "queueName") ?? "", settings), Connection(Text(json, "connection") ?? "Storage", settings)),
            "timerTrigger" => new Trigger.Timer(
                binding, Schedule.Parse(Resolve(Text(json, "schedule") ?? "", settings)), json.TryGetProperty("runOnStartup", out var atStart) && atStart.GetBoolean()),
            "httpTrigger" => new Trigger.Http(
                binding, Text(json, "route") ?? name, json.TryGetProperty("methods", out var methods) ? [.. methods.EnumerateArray().Select(each => each.GetString()!)] : []),
            var other => throw new Complaint($"{file} has a {other}", "queueTrigger, timerTrigger or httpTrigger: the local host knows no other", "see docs/local-host.md"),
        };
    }

    /// <summary>The app setting that a connection's name stands for: the host tries the name with its prefix first, so Storage is the account of its own records.</summary>
    static string Connection(string name, IReadOnlyDictionary<string, string> settings) =>
        settings.ContainsKey("AzureWebJobs" + name) ? "AzureWebJobs" + name : name;

    static string Resolve(string text, IReadOnlyDictionary<string, string> settings) =>
        SettingName.Replace(text, found => settings.TryGetValue(found.Groups[1].Value, out var value)
            ? value
            : throw new Complaint($"the app setting {found.Groups[1].Value} is missing", "a value for it", "set it in the environment"));

    static string Type(JsonElement json) => Text(json, "type") ?? "";

    static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

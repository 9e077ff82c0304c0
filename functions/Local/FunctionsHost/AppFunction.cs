using System.Text.Json;
using FrontDoor.Local.FunctionsHost.Protocol;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>One function of the app, from what the worker says of it.</summary>
/// <param name="Id">How the worker knows it; the same after a restart.</param>
/// <param name="Parameter">Where the trigger's data goes.</param>
sealed record AppFunction(string Name, string Id, string Parameter, Trigger Trigger)
{
    /// <exception cref="ExplainedException">It has not one trigger, or a binding this host does not know.</exception>
    public static AppFunction Read(FunctionMetadata metadata)
    {
        var bindings = metadata.RawBindings.Select(binding => JsonElement.Parse(binding)).ToArray();
        var triggers = bindings.Where(binding => Text(binding, "type")!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (triggers is not [var trigger]) throw new ExplainedException($"the function {metadata.Name} has {triggers.Length} triggers", "exactly one", "correct its parameters");
        var others = bindings.Select(binding => Text(binding, "type")!).Except([Text(trigger, "type"), "http"], StringComparer.OrdinalIgnoreCase).ToArray();
        if (others.Length > 0) throw Unknown(metadata.Name, others[0]!);
        return new AppFunction(metadata.Name, metadata.FunctionId, Text(trigger, "name")!, Read(trigger, metadata.Name));
    }

    /// <summary>A request to run it once on this data; the trigger's metadata is for the caller to add.</summary>
    public InvocationRequest NewInvocation(TypedData data) => new()
    {
        InvocationId = Guid.NewGuid().ToString(),
        FunctionId = Id,
        InputData = { new ParameterBinding { Name = Parameter, Data = data } },
        TraceContext = new TraceContext(),
    };

    static Trigger Read(JsonElement json, string name) => Text(json, "type") switch
    {
        "queueTrigger" => new Trigger.Queue(
            Text(json, "queueName") ?? "", Text(json, "connection") ?? "",
            json.TryGetProperty("properties", out var properties) && string.Equals(Text(properties, "supportsDeferredBinding"), "true", StringComparison.OrdinalIgnoreCase),
            Text(json, "dataType") == "Binary"),
        "timerTrigger" => new Trigger.Timer(Text(json, "schedule") ?? "", Flag(json, "runOnStartup") ?? false, Flag(json, "useMonitor") ?? true),
        "httpTrigger" => new Trigger.Http(
            Text(json, "route") ?? name, json.TryGetProperty("methods", out var methods) ? [.. methods.EnumerateArray().Select(each => each.GetString()!)] : []),
        var other => throw Unknown(name, other!),
    };

    static ExplainedException Unknown(string function, string binding) =>
        new($"the function {function} has a {binding}", "queueTrigger, timerTrigger, httpTrigger and http: the local host knows no other", "see docs/local-host.md");

    static bool? Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetBoolean() : null;

    static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

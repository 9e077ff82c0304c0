using System.Text.Json;
using FrontDoor.Local.FunctionsHost.Protocol;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>A function of the app and its trigger.</summary>
sealed record AppFunction(string Name, string Id, Binding Trigger)
{
    /// <exception cref="ExplainedException">It does not have exactly one trigger, or has a binding this host does not know.</exception>
    public static AppFunction Read(FunctionMetadata metadata)
    {
        var bindings = metadata.RawBindings.Select(json => JsonSerializer.Deserialize<Binding>(json, JsonSerializerOptions.Web)!).ToArray();
        return bindings.Where(binding => binding.Type != "http").ToArray()
            is [{ Type: "queueTrigger" or "timerTrigger" or "httpTrigger" } trigger]
            ? new AppFunction(metadata.Name, metadata.FunctionId, trigger)
            : throw new ExplainedException(
                $"the function {metadata.Name} has {string.Join(", ", bindings.Select(binding => binding.Type))}",
                "one queueTrigger, timerTrigger or httpTrigger, and http: the local host knows no other", "see docs/local-host.md");
    }

    /// <summary>A request to run it once on this data; the caller adds the trigger's metadata.</summary>
    public InvocationRequest NewInvocation(TypedData data) => new()
    {
        InvocationId = Guid.NewGuid().ToString(),
        FunctionId = Id,
        InputData = { new ParameterBinding { Name = Trigger.Name, Data = data } },
        TraceContext = new(),
    };
}

/// <summary>A binding as the worker describes it; its properties depend on its type.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Methods">None for all.</param>
sealed record Binding(
    string Name, string Type, string? QueueName, string? Connection, string? DataType, string? Schedule, string? Route,
    IReadOnlyList<string>? Methods, IReadOnlyDictionary<string, string>? Properties, bool RunOnStartup, bool UseMonitor = true)
{
    /// <summary>Whether the parameter is an SDK type, which the worker makes from the fields of the message.</summary>
    public bool IsDeferred => Properties?.GetValueOrDefault("supportsDeferredBinding") == "True";
}

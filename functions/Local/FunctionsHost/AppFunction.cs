using System.Text.Json;
using FrontDoor.Local.FunctionsHost.Protocol;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>One function of the app and what triggers it.</summary>
sealed record AppFunction(string Name, string Id, Binding Trigger)
{
    /// <exception cref="ExplainedException">It has not one trigger, or a binding this host does not know.</exception>
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

    /// <summary>A request to run it once on this data; the trigger's metadata is for the caller to add.</summary>
    public InvocationRequest NewInvocation(TypedData data) => new()
    {
        InvocationId = Guid.NewGuid().ToString(),
        FunctionId = Id,
        InputData = { new ParameterBinding { Name = Trigger.Name, Data = data } },
        TraceContext = new(),
    };
}

/// <summary>A binding as the worker describes it; which properties there are depends on its type.</summary>
/// <param name="Name">That of the parameter.</param>
/// <param name="Methods">None: all.</param>
sealed record Binding(
    string Name, string Type, string? QueueName, string? Connection, string? DataType, string? Schedule, string? Route,
    IReadOnlyList<string>? Methods, IReadOnlyDictionary<string, string>? Properties, bool RunOnStartup, bool UseMonitor = true)
{
    /// <summary>The parameter is a type of the SDK, which the worker makes of the message's own fields.</summary>
    public bool IsDeferred => Properties?.GetValueOrDefault("supportsDeferredBinding") == "True";
}

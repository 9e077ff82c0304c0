using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace FrontDoor.SampleApp;

/// <summary>What the functions were called with: a file of lines that a test reads.</summary>
public sealed class Calls
{
    readonly string _file = Environment.GetEnvironmentVariable("CALLS")!;
    readonly Lock _oneAtATime = new();

    public void Add(string what, FunctionContext context, object data)
    {
        var line = JsonSerializer.Serialize(new
        {
            what,
            function = context.FunctionDefinition.Name,
            invocation = context.InvocationId,
            trace = context.TraceContext.TraceParent,
            data,
            metadata = context.BindingContext.BindingData
        });
        lock (_oneAtATime) File.AppendAllText(_file, line + "\n");
    }

    public int Count(string what) => File.ReadLines(_file).Count(line => line.Contains($"\"what\":\"{what}\"", StringComparison.Ordinal));
}

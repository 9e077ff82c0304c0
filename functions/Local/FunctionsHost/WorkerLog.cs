using System.Collections.Concurrent;
using FrontDoor.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>What the worker says, on its console and in the protocol, under the categories of the Functions host.</summary>
sealed class WorkerLog(ILoggerFactory logs)
{
    readonly ILogger _console = logs.CreateLogger("Host.Function.Console");
    readonly ConcurrentDictionary<string, string> _running = [];

    /// <summary>Until it ends, what an invocation logs is its function's.</summary>
    public void Begin(string invocationId, string function) => _running[invocationId] = function;

    public void End(string invocationId) => _running.TryRemove(invocationId, out _);

    public void Write(RpcLog line)
    {
        var category = line.LogCategory switch
        {
            RpcLog.Types.Category.User when _running.TryGetValue(line.InvocationId, out var function) => $"Function.{function}.User",
            RpcLog.Types.Category.CustomMetric => null, // for Application Insights alone
            _ => $"Worker.{line.Category}",
        };
        if (category is null) return;
        var text = line.Exception is { Message.Length: > 0 } exception && !line.Message.Contains(exception.Message, StringComparison.Ordinal) ? $"{line.Message} {exception.Message}" : line.Message;
        logs.CreateLogger(category).Log((LogLevel)line.Level, "{Text}", text); // the levels have the same numbers
    }

    public void WriteConsole(string? line, bool isError)
    {
        if (!string.IsNullOrEmpty(line)) _console.Log(isError ? LogLevel.Error : LogLevel.Information, "{Line}", line);
    }
}

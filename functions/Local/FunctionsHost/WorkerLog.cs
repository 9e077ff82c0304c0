using System.Collections.Concurrent;
using FrontDoor.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>Logs the worker's output, from its console and from the protocol, under the categories of the Functions host.</summary>
sealed class WorkerLog(ILoggerFactory logs)
{
    /// <summary>The function of each running invocation, to which its log lines belong.</summary>
    public ConcurrentDictionary<string, string> Running { get; } = [];

    public void Write(RpcLog line)
    {
        if (line.LogCategory == RpcLog.Types.Category.CustomMetric) return; // only for Application Insights
        var isOfFunction = Running.TryGetValue(line.InvocationId, out var function) && line.LogCategory == RpcLog.Types.Category.User;
        logs.CreateLogger(isOfFunction ? $"Function.{function}.User" : $"Worker.{line.Category}")
            .Log((LogLevel)line.Level, "{Message}{Exception}",
            line.Message, line.Exception is { } exception ? $": {exception.Message}" : "");
    }

    public void WriteConsole(string? line, bool isError)
    {
        if (string.IsNullOrEmpty(line)) return;
        logs.CreateLogger("Host.Function.Console").Log(isError ? LogLevel.Error : LogLevel.Information, "{Line}", line);
    }
}

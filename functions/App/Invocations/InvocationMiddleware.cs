using System.Globalization;
using FrontDoor.App.Hosting;
using FrontDoor.App.Messages;
using FrontDoor.Storage;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FrontDoor.App.Invocations;

/// <summary>Wraps every invocation. Its log events have the invocation's id. An exception ends here: its type and code go to the log, the
/// code to the host.</summary>
/// <remarks>The worker sends an exception's message to the host, and the host logs it. So no other exception leaves this class.</remarks>
sealed class InvocationMiddleware(TimeProvider clock, ILogger<InvocationMiddleware> log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        using var scope = log.BeginScope(Correlation(context));
        if (IsQueue(context) && PutIn(context) is { } put) Telemetry.Taken(function, clock.GetUtcNow() - put);
        try
        {
            await next(context);
        }
        catch (Exception thrown)
        {
            var fault = FailureCode.Cause(thrown);
            if (fault is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
            {
                log.Abandoned(function); // the host stops, or the caller has gone
                throw new FunctionFailedException("CANCELLED");
            }
            var code = FailureCode.Of(fault);
            log.Failed(function, code, FailureCode.Types(fault), fault.StackTrace);
            if (context.GetHttpContext() is not { Response.HasStarted: false } http) throw new FunctionFailedException(code);
            http.Response.Clear();
            await TypedResults.Json(new FailureAnswer(code), AppJson.Default.FailureAnswer, statusCode: FailureCode.Status(fault))
                .ExecuteAsync(http);
        }
    }

    /// <summary>The invocation's id and, for a queue message, its id and delivery count.</summary>
    static Dictionary<string, object> Correlation(FunctionContext context)
    {
        var scope = new Dictionary<string, object>
        {
            ["InvocationId"] = context.InvocationId,
            ["Function"] =
            context.FunctionDefinition.Name
        };
        foreach (var (name, key) in ((string, string)[])[("MessageId", "Id"), ("Delivery", "DequeueCount")])
            if (context.BindingContext.BindingData.TryGetValue(key, out var value) && value is not null && IsQueue(context))
                scope[name] = value;
        return scope;
    }

    /// <summary>When the message was put into its queue; the host sends it as JSON text.</summary>
    static DateTimeOffset? PutIn(FunctionContext context) =>
        context.BindingContext.BindingData.TryGetValue("InsertionTime", out var value)
        && DateTimeOffset.TryParse($"{value}".Trim('"'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : null;

    static bool IsQueue(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "queueTrigger");
}

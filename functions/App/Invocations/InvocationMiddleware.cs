using System.Globalization;
using FrontDoor.App.Hosting;
using FrontDoor.App.Messages;
using FrontDoor.Storage;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FrontDoor.App.Invocations;

/// <summary>Round every invocation: its log events bear its id, and what was thrown ends here, in the log by type and code. To the host
/// goes the code.</summary>
/// <remarks>The worker sends the host the message of an exception and the host logs it, so no exception of another's leaves this
/// place.</remarks>
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
                log.Abandoned(function); // the host stops, or whoever asked has gone
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

    /// <summary>The invocation, and of a queue's message its id and which delivery this is.</summary>
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

    /// <summary>When the message came into its queue; the host gives it as a JSON text.</summary>
    static DateTimeOffset? PutIn(FunctionContext context) =>
        context.BindingContext.BindingData.TryGetValue("InsertionTime", out var value)
        && DateTimeOffset.TryParse($"{value}".Trim('"'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : null;

    static bool IsQueue(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "queueTrigger");
}

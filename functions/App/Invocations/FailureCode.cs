using System.Globalization;
using Azure;
using FrontDoor.App.Alerts;
using FrontDoor.App.Messages;

namespace FrontDoor.App.Invocations;

/// <summary>The loggable part of a failure: its types and a code. Never its message, which may quote a path or a value.</summary>
static class FailureCode
{
    /// <summary>The exception of the function, which the worker's invoker wraps in another.</summary>
    public static Exception Cause(Exception thrown) => thrown is AggregateException { InnerExceptions: [var only] } ? Cause(only) : thrown;

    public static string Of(Exception fault) => fault switch
    {
        MessageException message => message.Code,
        BadHttpRequestException => "BAD_REQUEST",
        FormatException => "NOT_AN_EVENT",
        AlertNotTaken taken => $"SERVICE_BUS_{taken.Reason}",
        RequestFailedException azure => string.Create(CultureInfo.InvariantCulture, $"STORAGE_{azure.Status}_{azure.ErrorCode ?? "NONE"}"),
        _ => "FAULT",
    };

    /// <summary>The HTTP status for the code.</summary>
    public static int Status(Exception fault) =>
        fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    /// <summary>The types of the exception and of its inner exceptions.</summary>
    public static string Types(Exception fault) =>
        fault.InnerException is { } inner ? $"{fault.GetType().Name} < {Types(inner)}" : fault.GetType().Name;
}

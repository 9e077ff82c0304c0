using System.Globalization;
using Azure;
using FrontDoor.App.Alerts;

namespace FrontDoor.App;

/// <summary>What may be said of a fault: its kinds and codes. Never its message, which may quote a path or a value.</summary>
static class Fault
{
    public static (int Status, string Code) Of(Exception fault) => fault switch
    {
        BadInvocation bad => (bad.Status, bad.Code),
        BadHttpRequestException bad => (bad.StatusCode, "BAD_REQUEST"),
        FormatException => (StatusCodes.Status400BadRequest, "NOT_AN_EVENT"),
        AlertNotTaken taken => (StatusCodes.Status500InternalServerError, $"SERVICE_BUS_{taken.Reason}"),
        RequestFailedException azure => (StatusCodes.Status500InternalServerError,
            string.Create(CultureInfo.InvariantCulture, $"STORAGE_{azure.Status}_{azure.ErrorCode ?? "NONE"}")),
        _ => (StatusCodes.Status500InternalServerError, "FAULT"),
    };

    /// <summary>The types of the fault and of those within it.</summary>
    public static string Types(Exception fault) =>
        fault.InnerException is { } inner ? $"{fault.GetType().Name} < {Types(inner)}" : fault.GetType().Name;
}

using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;

namespace FrontDoor.App.Alerts;

/// <summary>Service Bus did not take an alert; it stays in the outbox and is sent again.</summary>
/// <param name="reason">The reason that Service Bus or its client gave, in one word.</param>
/// <param name="isOfThisAlert">The fault lies in this one alert; any other would meet every alert alike.</param>
sealed class AlertNotTaken(string reason, bool isOfThisAlert, Exception? cause = null)
    : Exception($"Service Bus did not take the alert: {reason}. The alert waits in the outbox and will be sent again.", cause)
{
    public const string TooLarge = nameof(ServiceBusFailureReason.MessageSizeExceeded);

    public string Reason { get; } = reason;

    public bool IsOfThisAlert { get; } = isOfThisAlert;

    /// <summary>Null: not a failure of the sending, but a fault of the code or the wish of the caller.</summary>
    public static AlertNotTaken? Of(Exception fault) => fault switch
    {
        ServiceBusException { Reason: ServiceBusFailureReason.MessageSizeExceeded } => new(TooLarge, true, fault),
        ServiceBusException other => new(other.Reason.ToString(), false, fault),
        ArgumentException => new("ArgumentError", true, fault), // what the client makes of com.microsoft:argument-error
        UnauthorizedAccessException or AuthenticationFailedException or RequestFailedException => new("Unauthorized", false, fault),
        InvalidOperationException and not ObjectDisposedException => new("NotAllowed", false, fault), // what it makes of amqp:not-allowed
        OperationCanceledException => new("NoAnswer", false, fault),
        _ => null,
    };
}

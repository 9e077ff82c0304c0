using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;

namespace FrontDoor.App.Alerts;

/// <summary>Service Bus did not accept an alert. It stays in the outbox and is sent again.</summary>
/// <param name="reason">The reason from Service Bus or its client, in one word.</param>
/// <param name="isOfThisAlert">Whether the fault is in this alert only; any other fault would affect every alert.</param>
sealed class AlertNotTaken(string reason, bool isOfThisAlert, Exception? cause = null)
    : Exception($"Service Bus did not accept the alert: {reason}. The alert waits in the outbox and will be sent again.", cause)
{
    public const string TooLarge = nameof(ServiceBusFailureReason.MessageSizeExceeded);

    public string Reason { get; } = reason;

    public bool IsOfThisAlert { get; } = isOfThisAlert;

    /// <summary>Makes it from an exception; null if that is a fault of the code or a cancellation, and not a failed sending.</summary>
    public static AlertNotTaken? Of(Exception fault) => fault switch
    {
        ServiceBusException { Reason: ServiceBusFailureReason.MessageSizeExceeded } => new(TooLarge, true, fault),
        ServiceBusException other => new(other.Reason.ToString(), false, fault),
        ArgumentException => new("ArgumentError", true, fault), // the client's exception for com.microsoft:argument-error
        UnauthorizedAccessException or AuthenticationFailedException or RequestFailedException => new("Unauthorized", false, fault),
        InvalidOperationException and not ObjectDisposedException => new("NotAllowed", false, fault), // its exception for amqp:not-allowed
        OperationCanceledException => new("NoAnswer", false, fault),
        _ => null,
    };
}

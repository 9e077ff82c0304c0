using Microsoft.Azure.Amqp.Encoding;

namespace FrontDoor.Local.ServiceBus;

/// <summary>Error conditions of Service Bus beside those of AMQP itself.</summary>
public static class Conditions
{
    public const string DeadLetter = "com.microsoft:dead-letter";
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string MessageNotFound = "com.microsoft:message-not-found";
    public const string ServerBusy = "com.microsoft:server-busy";
    public const string EntityDisabled = "com.microsoft:entity-disabled";
    public const string ArgumentError = "com.microsoft:argument-error";
}

namespace FrontDoor.App;

/// <summary>Service Bus did not take an alert; it stays in the outbox and is sent again.</summary>
sealed class AlertNotTaken(int status) : Exception($"Service Bus answered {status}; expected 201. The alert waits in the outbox and will be sent again.")
{
    public int Status { get; } = status;
}

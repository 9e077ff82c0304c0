using System.Globalization;

namespace FrontDoor.App;

/// <summary>Service Bus did not take an alert; it stays in the outbox and is sent again.</summary>
/// <param name="status">What it answered; 0 where it gave no answer.</param>
sealed class AlertNotTaken(int status, Exception? cause = null) : Exception(
    string.Create(CultureInfo.InvariantCulture, $"Service Bus answered {status} (0: not at all); expected 201. The alert waits in the outbox and will be sent again."), cause)
{
    public int Status { get; } = status;

    /// <summary>The fault lies in this one request; any other answer would meet every alert alike.</summary>
    public bool IsOfThisAlert => Status is 400 or 413;
}

namespace FrontDoor.Local.ServiceBus;

/// <summary>Where a message is. The first three are numbered as Service Bus shows them; the others are of the log alone.</summary>
enum MessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
    Dead = 3,
    Gone = 4,
}

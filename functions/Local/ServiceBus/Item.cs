namespace FrontDoor.Local.ServiceBus;

/// <summary>A message in a queue, and who holds it.</summary>
sealed class Item(StoredMessage message)
{
    public StoredMessage Message { get; set; } = message;
    public MessageState State { get; set; }

    /// <summary>Deliveries begun, without those that their receiver gave back unseen.</summary>
    public int Deliveries { get; set; }

    /// <summary>Null: no one holds it.</summary>
    public Guid? LockToken { get; set; }
    public DateTimeOffset LockedUntil { get; set; }
}

using FrontDoor.Alerting;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace FrontDoor.Local.ServiceBus;

/// <summary>A message in its original bytes, with the properties that the topic reads. Only header and annotations are rewritten, so
/// every property reaches the reader as it was sent.</summary>
sealed record StoredMessage(long Sequence, byte[] Bytes, DateTimeOffset EnqueuedAt)
{
    const string ScheduledFor = "x-opt-scheduled-enqueue-time";

    /// <summary>Null if the sender gave none; then it has no duplicates.</summary>
    public string? MessageId { get; init; }

    /// <summary>When it may be delivered; null for at once.</summary>
    public DateTimeOffset? Due { get; init; }

    public TimeSpan TimeToLive { get; init; } = AlertTopic.TimeToLive;

    public DateTimeOffset ExpiresAt => EnqueuedAt + TimeToLive;

    /// <summary>The subscriptions whose filters accept it.</summary>
    public IReadOnlyList<string> Subscriptions { get; init; } = [];

    public static StoredMessage Read(byte[] bytes, long sequence, DateTimeOffset enqueuedAt)
    {
        using var message = AmqpMessage.CreateInputMessage(Stream(bytes));
        string Property(string name) => message.ApplicationProperties?.Map[name] as string ?? "";
        var (kind, severity, agency) = (message.Properties?.Subject ?? "", Property("severity"), Property("agency"));
        return new StoredMessage(sequence, bytes, enqueuedAt)
        {
            MessageId = message.Properties?.MessageId?.ToString(),
            Due = message.MessageAnnotations?.Map[ScheduledFor] is DateTime due ? new DateTimeOffset(due, TimeSpan.Zero) : null,
            TimeToLive = message.Header?.Ttl is { } left && TimeSpan.FromMilliseconds(left) is var given && given < AlertTopic.TimeToLive
            ? given : AlertTopic.TimeToLive,
            Subscriptions = [.. Subscription.All.Where(one => one.Takes(kind, severity, agency)).Select(one => one.Name)],
        };
    }

    /// <summary>The same message with more application properties: the reason for the dead letters, or those of a receiver that returned
    /// it.</summary>
    public StoredMessage With(IReadOnlyDictionary<string, object> properties)
    {
        using var message = AmqpMessage.CreateAmqpStreamMessage(Stream(Bytes));
        message.Deserialize(SectionFlag.All);
        message.ApplicationProperties ??= new ApplicationProperties();
        foreach (var (name, value) in properties) message.ApplicationProperties.Map[name] = value;
        return this with { Bytes = Joined(message.GetPayload()) };
    }

    /// <summary>The message as a reader gets it.</summary>
    /// <param name="deliveries">Deliveries before this one.</param>
    public AmqpMessage ToAmqp(int deliveries, MessageState state, DateTimeOffset? lockedUntil = null, string? deadLetterSource = null)
    {
        var message = AmqpMessage.CreateOutputMessage(Stream(Bytes), ownStream: true);
        message.Header.DeliveryCount = (uint)deliveries;
        var annotations = message.MessageAnnotations.Map;
        annotations["x-opt-sequence-number"] = Sequence;
        annotations["x-opt-enqueue-sequence-number"] = Sequence;
        annotations["x-opt-enqueued-time"] = EnqueuedAt.UtcDateTime;
        annotations["x-opt-message-state"] = (int)state;
        if (lockedUntil is { } until) annotations["x-opt-locked-until"] = until.UtcDateTime;
        if (deadLetterSource is not null) annotations["x-opt-deadletter-source"] = deadLetterSource;
        return message;
    }

    /// <summary>The messages of a transfer: one, or in a batch one for each data section.</summary>
    public static IReadOnlyList<byte[]> Split(AmqpMessage transfer)
    {
        const uint batch = 0x80013700;
        return transfer.MessageFormat != batch
            ? [Joined(((BufferListStream)transfer.ToStream()).ReadBuffers(int.MaxValue, advance: false, out _))]
            : [.. transfer.DataBody.Select(section => ((ArraySegment<byte>)section.Value).ToArray())];
    }

    public static byte[] Joined(ArraySegment<byte>[] segments) => [.. segments.SelectMany(segment => segment)];

    static BufferListStream Stream(byte[] bytes) => new([bytes]);
}

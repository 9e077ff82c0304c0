using FrontDoor.Alerting;
using FrontDoor.Storage.Objects;
using Microsoft.Azure.Amqp;

namespace FrontDoor.Local.ServiceBus;

/// <summary>A message in a queue, and its lock.</summary>
sealed class QueuedMessage(StoredMessage message, MessageState state, int deliveries)
{
    public StoredMessage Message => message;
    public MessageState State => state;

    /// <summary>Deliveries, without those that the receiver returned unseen.</summary>
    public int Deliveries { get; set; } = deliveries;
    public Guid LockToken { get; set; }
    public DateTimeOffset LockedUntil { get; set; }
}

/// <summary>The messages of one subscription, or its dead letters: peek-lock, settling, peeking, expiry.</summary>
/// <param name="deadLetters">Null if these are the dead letters.</param>
/// <param name="change">Changes a message's state, by <see cref="Set"/>, after it is logged.</param>
sealed class MessageQueue(string name, MessageQueue? deadLetters, bool keepsExpired, Lock gate, TimeProvider clock, Action<LogEntry> change)
{
    readonly SortedDictionary<long, QueuedMessage> _messages = [];

    public string Name => name;
    public long Bytes { get; private set; }
    public IEnumerable<QueuedMessage> Messages => _messages.Values;

    /// <summary>Raised when there may be something to deliver; never within the lock.</summary>
    public event Action? Ready;

    public void Wake() => Ready?.Invoke();

    /// <param name="message">Null to keep it.</param>
    public void Set(long sequence, MessageState state, StoredMessage? message)
    {
        if (_messages.Remove(sequence, out var before)) Bytes -= before.Message.Bytes.Length;
        if (state == MessageState.Gone || (message ?? before?.Message) is not { } current) return;
        _messages[sequence] = new QueuedMessage(current, state, before?.Deliveries ?? 0);
        Bytes += current.Bytes.Length;
    }

    /// <summary>Locks and returns the oldest message without a lock; null if there is none.</summary>
    public QueuedMessage? Next()
    {
        lock (gate)
            while (true)
            {
                var now = clock.GetUtcNow();
                if (_messages.Values.FirstOrDefault(each => each.State == MessageState.Active && each.LockedUntil <= now)
                    is not { } message)
                    return null;
                if (!Retire(message)) return Lock(message);
            }
    }

    /// <summary>Locks and returns the named deferred messages that have no lock.</summary>
    public IReadOnlyList<QueuedMessage> NextOf(IEnumerable<long> sequences)
    {
        lock (gate)
            return [.. sequences.Select(sequence => _messages.GetValueOrDefault(sequence)).OfType<QueuedMessage>()
                .Where(each => each.State == MessageState.Deferred && each.LockedUntil <= clock.GetUtcNow()).Select(Lock)];
    }

    public IReadOnlyList<QueuedMessage> Peek(long from, int count)
    {
        lock (gate) return [.. _messages.Where(each => each.Key >= from).Select(each => each.Value).Take(count)];
    }

    /// <summary>The new end of the lock; null if the lock was lost.</summary>
    public DateTimeOffset? Renew(Guid token)
    {
        lock (gate) return Held(token) is { } message ? message.LockedUntil = clock.GetUtcNow() + AlertTopic.LockDuration : null;
    }

    /// <summary>Completes a message. Here and below, returns false if the lock was lost.</summary>
    public bool Complete(Guid token) => Settle(token, message => Change(message, MessageState.Gone));

    public bool Abandon(Guid token, IReadOnlyDictionary<string, object> properties) => Settle(token, message =>
    {
        if (properties.Count > 0) Change(message, message.State, message.Message.With(properties));
        message.LockedUntil = default;
        Retire(_messages[message.Message.Sequence]);
    });

    public bool Defer(Guid token, IReadOnlyDictionary<string, object> properties) =>
        Settle(token, message => Change(message, MessageState.Deferred, message.Message.With(properties)));

    public bool DeadLetter(Guid token, IReadOnlyDictionary<string, object> properties) =>
        deadLetters is null ? Abandon(token, properties) : Settle(token, message => Bury(message, properties));

    /// <summary>Returns a message unseen, which does not count as a delivery.</summary>
    public bool Release(Guid token) =>
        Settle(token, message => (message.Deliveries, message.LockedUntil) = (message.Deliveries - 1, default));

    /// <summary>The message as a reader gets it.</summary>
    /// <param name="deliveries">Deliveries before this one.</param>
    public AmqpMessage Delivery(QueuedMessage message, int deliveries, bool locked = false) => message.Message.ToAmqp(
        deliveries, message.State, locked ? message.LockedUntil : null, deadLetters is null
            ? $"{Queues.AlertsTopic}/Subscriptions/{name.Split('/')[0]}" : null);

    /// <summary>Drops expired messages, or moves them to the dead letters.</summary>
    public void Retire()
    {
        foreach (var message in _messages.Values.Where(each => each.LockedUntil <= clock.GetUtcNow()).ToList()) Retire(message);
    }

    bool Retire(QueuedMessage message)
    {
        if (deadLetters is null) return false; // they live for ever
        if (message.Deliveries >= AlertTopic.MaxDeliveryCount)
            Bury(message, Why("MaxDeliveryCountExceeded",
                $"Message could not be consumed after {AlertTopic.MaxDeliveryCount} delivery attempts."));
        else if (message.Message.ExpiresAt > clock.GetUtcNow()) return false;
        else if (keepsExpired) Bury(message, Why("TTLExpiredException", "The message expired and was dead lettered."));
        else Change(message, MessageState.Gone);
        return true;
    }

    static Dictionary<string, object> Why(string reason, string description) =>
        new() { ["DeadLetterReason"] = reason, ["DeadLetterErrorDescription"] = description };

    void Bury(QueuedMessage message, IReadOnlyDictionary<string, object> why)
    {
        deadLetters!.Change(message, MessageState.Active, message.Message.With(why));
        Change(message, MessageState.Gone);
    }

    bool Settle(Guid token, Action<QueuedMessage> settle)
    {
        lock (gate)
        {
            if (Held(token) is not { } message) return false;
            settle(message);
        }
        Wake();
        deadLetters?.Wake();
        return true;
    }

    QueuedMessage Lock(QueuedMessage message)
    {
        (message.LockToken, message.LockedUntil) = (Guid.NewGuid(), clock.GetUtcNow() + AlertTopic.LockDuration);
        message.Deliveries++;
        return message;
    }

    QueuedMessage? Held(Guid token) =>
        _messages.Values.FirstOrDefault(each => each.LockToken == token && each.LockedUntil > clock.GetUtcNow());

    void Change(QueuedMessage message, MessageState to, StoredMessage? changed = null) =>
        change(new LogEntry
        {
            Sequence = message.Message.Sequence,
            In = [name],
            State = to,
            At = message.Message.EnqueuedAt,
            Message = changed?.Bytes
        });
}

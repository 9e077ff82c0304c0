using FrontDoor.Stages;
using Microsoft.Azure.Amqp;

namespace FrontDoor.Local.ServiceBus;

/// <summary>The messages of one subscription, or its dead letters: peek-lock, settling, peeking, expiry.</summary>
/// <param name="name">Of the subscription, as the log names it.</param>
/// <param name="deadLetters">Null: these are the dead letters.</param>
/// <param name="changes">Told of each change in a message's state before it is made; what it throws is thrown to whoever asked.</param>
sealed class MessageQueue(string name, bool keepsExpired, MessageQueue? deadLetters, Lock gate, TimeProvider clock, Action<LogEntry> changes)
{
    readonly SortedDictionary<long, Item> _items = [];
    readonly SortedSet<long> _ready = [];
    readonly Dictionary<Guid, Item> _locked = [];

    public string Name => name;

    public MessageQueue? DeadLetters => deadLetters;

    public long Bytes { get; private set; }

    /// <summary>Raised when there may be something to deliver; never within the lock.</summary>
    public event Action? Ready;

    /// <summary>An item as it goes out.</summary>
    /// <param name="deliveries">Before this one.</param>
    public AmqpMessage Delivery(Item item, int deliveries, bool locked = false) =>
        item.Message.ToAmqp(deliveries, item.State, locked ? item.LockedUntil : null, deadLetters is null ? $"{Queues.AlertsTopic}/Subscriptions/{name}" : null);

    public IEnumerable<Item> Items => _items.Values;

    public void Wake() => Ready?.Invoke();

    public void Put(StoredMessage message, MessageState state, int deliveries)
    {
        _items.Add(message.Sequence, new Item(message) { State = state, Deliveries = deliveries });
        Bytes += message.Bytes.Length;
        if (state == MessageState.Active) _ready.Add(message.Sequence);
    }

    public Item? Take(long sequence)
    {
        if (!_items.Remove(sequence, out var item)) return null;
        Unlock(item);
        _ready.Remove(sequence);
        Bytes -= item.Message.Bytes.Length;
        return item;
    }

    /// <summary>The oldest that no one holds, locked; null where there is none.</summary>
    public Item? Next()
    {
        lock (gate)
        {
            while (_ready.Count > 0)
            {
                var item = _items[_ready.Min];
                if (!Expire(item)) return Locked(item);
            }
            return null;
        }
    }

    /// <summary>Deferred ones, locked; those there are.</summary>
    public IReadOnlyList<Item> NextOf(IEnumerable<long> sequences)
    {
        lock (gate)
            return [.. sequences.Select(sequence => _items.GetValueOrDefault(sequence)).OfType<Item>().Where(item => item is { State: MessageState.Deferred, LockToken: null }).Select(Locked)];
    }

    public IReadOnlyList<Item> Peek(long from, int count)
    {
        lock (gate) return [.. _items.Where(each => each.Key >= from).Select(each => each.Value).Take(count)];
    }

    /// <summary>The new end of the lock; null: the lock was lost.</summary>
    public DateTimeOffset? Renew(Guid token)
    {
        lock (gate) return Held(token) is { } item ? item.LockedUntil = clock.GetUtcNow() + AlertTopic.LockDuration : null;
    }

    /// <summary>Read, and gone. False here and below: the lock was lost.</summary>
    public bool Complete(Guid token) => Settle(token, item => Move(item, MessageState.Gone));

    public bool Abandon(Guid token, IReadOnlyDictionary<string, object> properties) => Settle(token, item =>
    {
        if (properties.Count > 0) Move(item, item.State, item.Message.With(properties));
        GiveBack(_items[item.Message.Sequence]);
    });

    public bool Defer(Guid token, IReadOnlyDictionary<string, object> properties) => Settle(token, item => Move(item, MessageState.Deferred, item.Message.With(properties)));

    public bool DeadLetter(Guid token, IReadOnlyDictionary<string, object> properties) =>
        deadLetters is null ? Abandon(token, properties) : Settle(token, item => Move(item, MessageState.Dead, item.Message.With(properties)));

    /// <summary>Given back unseen: no delivery.</summary>
    public bool Release(Guid token) => Settle(token, item =>
    {
        item.Deliveries--;
        GiveBack(item);
    });

    /// <summary>Locks that are over, and where asked for, messages that are.</summary>
    public void Look(bool forExpired)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            foreach (var item in _locked.Values.Where(item => item.LockedUntil <= now).ToList()) GiveBack(item);
            if (!forExpired) return;
            foreach (var sequence in _ready.ToList()) Expire(_items[sequence]);
        }
    }

    bool Settle(Guid token, Action<Item> settle)
    {
        lock (gate)
        {
            if (Held(token) is not { } item) return false;
            settle(item);
        }
        Wake();
        deadLetters?.Wake();
        return true;
    }

    Item Locked(Item item)
    {
        (item.LockToken, item.LockedUntil) = (Guid.NewGuid(), clock.GetUtcNow() + AlertTopic.LockDuration);
        item.Deliveries++;
        _ready.Remove(item.Message.Sequence);
        return _locked[item.LockToken.Value] = item;
    }

    Item? Held(Guid token) => _locked.TryGetValue(token, out var item) && item.LockedUntil > clock.GetUtcNow() ? item : null;

    void Unlock(Item item)
    {
        if (item.LockToken is { } token) _locked.Remove(token);
        item.LockToken = null;
    }

    void GiveBack(Item item)
    {
        Unlock(item);
        if (item.Deliveries >= AlertTopic.MaxDeliveryCount && deadLetters is not null)
            Bury(item, "MaxDeliveryCountExceeded", $"Message could not be consumed after {AlertTopic.MaxDeliveryCount} delivery attempts.");
        else if (item.State == MessageState.Active) _ready.Add(item.Message.Sequence);
    }

    /// <summary>True: it was too old, and is here no more. Dead letters live for ever.</summary>
    bool Expire(Item item)
    {
        if (deadLetters is null || item.Message.ExpiresAt > clock.GetUtcNow()) return false;
        if (keepsExpired) Bury(item, "TTLExpiredException", "The message expired and was dead lettered.");
        else Move(item, MessageState.Gone);
        return true;
    }

    void Bury(Item item, string reason, string description) =>
        Move(item, MessageState.Dead, item.Message.With([new("DeadLetterReason", reason), new("DeadLetterErrorDescription", description)]));

    void Move(Item item, MessageState to, StoredMessage? changed = null) => changes(new LogEntry
    {
        Sequence = item.Message.Sequence,
        In = [name],
        State = to,
        At = item.Message.EnqueuedAt,
        Message = changed?.Bytes.ToArray(),
    });
}

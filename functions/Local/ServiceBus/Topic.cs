using FrontDoor.Alerting;
using Microsoft.Azure.Amqp;

namespace FrontDoor.Local.ServiceBus;

/// <summary>The topic of alerts: accepts messages, drops duplicates, delays scheduled ones, and gives each subscription what its filter
/// accepts. Every change is logged before it is made.</summary>
sealed class Topic : IDisposable
{
    /// <summary>The most bytes in all subscriptions together; beyond this the topic is full and refuses messages.</summary>
    const long Quota = 512L * 1024 * 1024;

    static readonly TimeSpan s_retireEvery = TimeSpan.FromMinutes(1);

    readonly Lock _gate = new();
    readonly TimeProvider _clock;
    readonly MessageLog _log;
    readonly Dictionary<string, MessageQueue> _queues = [];
    readonly SortedDictionary<long, StoredMessage> _scheduled = [];
    readonly Dictionary<string, DateTimeOffset> _known = [];
    long _last;
    DateTimeOffset _retired;

    public Topic(string? folder, TimeProvider clock)
    {
        (_clock, _log) = (clock, new MessageLog(folder));
        foreach (var one in Subscription.All)
        {
            var dead = new MessageQueue($"{one.Name}/$deadletterqueue", null, keepsExpired: true, _gate, clock, Change);
            _queues[dead.Name] = dead;
            _queues[one.Name] = new MessageQueue(one.Name, dead, one.KeepsExpired, _gate, clock, Change);
        }
        foreach (var entry in _log.Read()) Apply(entry);
        _log.Rewrite(Live());
    }

    /// <summary>Messages dropped because their id was known.</summary>
    public int Duplicates { get; private set; }

    /// <summary>A subscription, or its dead letters; null if there is none.</summary>
    public MessageQueue? Queue(string name) => _queues.GetValueOrDefault(name);

    /// <summary>Accepts them all and gives each a number; they are on disk when it returns. One with a known id is accepted and
    /// dropped.</summary>
    /// <exception cref="AmqpException">The topic is full.</exception>
    public IReadOnlyList<long> Send(IReadOnlyList<byte[]> messages)
    {
        var numbers = new List<long>();
        lock (_gate)
        {
            if (_queues.Values.Sum(queue => queue.Bytes) > Quota)
                throw new AmqpException(AmqpErrorCode.ResourceLimitExceeded, "The topic is full.");
            var now = _clock.GetUtcNow();
            foreach (var bytes in messages)
            {
                var message = StoredMessage.Read(bytes, ++_last, now);
                numbers.Add(message.Sequence);
                if (message.MessageId is { } id && _known.TryGetValue(id, out var before) && now - before <= AlertTopic.DuplicateWindow)
                    Duplicates++;
                else Change(message.Due > now ? Entry(message, MessageState.Scheduled)
                    : Entry(message, MessageState.Active, message.Subscriptions));
            }
            _log.Flush(toDisk: true);
        }
        Wake();
        return numbers;
    }

    /// <summary>Returns false if no such message is scheduled.</summary>
    public bool Cancel(long sequence)
    {
        lock (_gate)
        {
            if (!_scheduled.ContainsKey(sequence)) return false;
            Change(new LogEntry { Sequence = sequence, State = MessageState.Gone });
            return true;
        }
    }

    /// <summary>Handles the passing of time: scheduled messages, expired locks and expired messages.</summary>
    public void Look()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            foreach (var message in _scheduled.Values.Where(message => message.Due <= now).ToList())
                Change(Entry(message with { EnqueuedAt = now }, MessageState.Active, message.Subscriptions));
            if (now - _retired >= s_retireEvery)
            {
                _retired = now;
                foreach (var queue in _queues.Values) queue.Retire();
                foreach (var (id, _) in _known.Where(known => now - known.Value > AlertTopic.DuplicateWindow).ToList()) _known.Remove(id);
            }
        }
        Wake();
    }

    public void Dispose()
    {
        lock (_gate) _log.Dispose();
    }

    void Wake()
    {
        foreach (var queue in _queues.Values) queue.Wake();
    }

    static LogEntry Entry(StoredMessage message, MessageState state, params IReadOnlyList<string> queues) =>
        new() { Sequence = message.Sequence, In = queues, State = state, At = message.EnqueuedAt, Message = message.Bytes };

    void Change(LogEntry entry)
    {
        _log.Append(entry);
        _log.Flush(toDisk: false);
        Apply(entry);
        if (_log.IsLarge) _log.Rewrite(Live());
    }

    void Apply(LogEntry entry)
    {
        var message = entry.Message is { } bytes ? StoredMessage.Read(bytes, entry.Sequence, entry.At) : null;
        var wasScheduled = _scheduled.Remove(entry.Sequence); // its id is known since it was sent
        if (entry.State == MessageState.Scheduled) _scheduled[entry.Sequence] = message!;
        foreach (var name in entry.In) _queues[name].Set(entry.Sequence, entry.State, message);
        _last = Math.Max(_last, entry.Sequence);
        if ((entry.Known ?? message?.MessageId) is { } id && !wasScheduled && (!_known.TryGetValue(id, out var since) || since < entry.At))
            _known[id] = entry.At;
    }

    /// <summary>The log entries that are still needed.</summary>
    IEnumerable<LogEntry> Live() =>
    [
        .. _known.Select(known => new LogEntry { Known = known.Key, At = known.Value }),
        .. _scheduled.Values.Select(message => Entry(message, MessageState.Scheduled)),
        .. _queues.Values.SelectMany(queue => queue.Messages.Select(each => (each.Message, each.State, queue.Name)))
            .GroupBy(each => (each.Message, each.State))
            .Select(same => Entry(same.Key.Message, same.Key.State, [.. same.Select(each => each.Name)])),
        new() { Sequence = _last, State = MessageState.Gone },
    ];
}

using FrontDoor.Stages;
using Microsoft.Azure.Amqp;

namespace FrontDoor.Local.ServiceBus;

/// <summary>The topic of alerts: takes messages, drops duplicates, keeps back what is scheduled, and gives each subscription what its filter takes. Every change is in the log before it is made.</summary>
sealed class Topic : IDisposable
{
    /// <summary>Bytes held for all subscriptions together; what comes then is refused, as a full topic does.</summary>
    const long Quota = 512L * 1024 * 1024;

    static readonly TimeSpan s_lookForExpiredEvery = TimeSpan.FromMinutes(1);

    readonly Lock _gate = new();
    readonly TimeProvider _clock;
    readonly MessageLog _log;
    readonly Dictionary<string, MessageQueue> _subscriptions = [];
    readonly SortedDictionary<long, StoredMessage> _scheduled = [];
    readonly Dictionary<string, DateTimeOffset> _known = [];
    long _last;
    DateTimeOffset _lookedForExpired;

    public Topic(string? folder, TimeProvider clock)
    {
        (_clock, _log) = (clock, new MessageLog(folder));
        foreach (var one in Subscription.All)
        {
            var deadLetters = new MessageQueue(one.Name, keepsExpired: true, null, _gate, clock, entry => Change(entry with { In = [one.Name + DeadLetterQueue] }));
            _subscriptions[one.Name] = new MessageQueue(one.Name, one.KeepsExpired, deadLetters, _gate, clock, Change);
        }
        foreach (var entry in _log.Read()) Apply(entry);
        _log.Rewrite(Live());
    }

    public const string DeadLetterQueue = "/$deadletterqueue";

    /// <summary>Messages dropped for an id that was known.</summary>
    public int Duplicates { get; private set; }

    /// <summary>By its name, with <see cref="DeadLetterQueue"/> after it for the dead letters; null where there is none.</summary>
    public MessageQueue? Queue(string name) => name.EndsWith(DeadLetterQueue, StringComparison.Ordinal)
        ? _subscriptions.GetValueOrDefault(name[..^DeadLetterQueue.Length])?.DeadLetters
        : _subscriptions.GetValueOrDefault(name);

    /// <summary>Takes them all, on disk when it returns, and gives each its number. One whose id is known is taken and dropped.</summary>
    /// <exception cref="AmqpException">The topic is full.</exception>
    public IReadOnlyList<long> Send(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        var numbers = new List<long>();
        lock (_gate)
        {
            if (_subscriptions.Values.Sum(queue => queue.Bytes + queue.DeadLetters!.Bytes) > Quota) throw new AmqpException(AmqpErrorCode.ResourceLimitExceeded, "The topic is full.");
            var now = _clock.GetUtcNow();
            foreach (var bytes in messages)
            {
                var message = StoredMessage.Read(bytes, _last + 1, now);
                numbers.Add(message.Sequence);
                if (message.MessageId is { } id && _known.TryGetValue(id, out var before) && now - before <= AlertTopic.DuplicateWindow) Duplicates++;
                else Change(Entry(message, message.Due > now ? MessageState.Scheduled : MessageState.Active));
                _last = message.Sequence;
            }
            _log.Flush(toDisk: true);
        }
        Wake();
        return numbers;
    }

    /// <summary>False: no such message waits for its time.</summary>
    public bool Cancel(long sequence)
    {
        lock (_gate)
        {
            if (!_scheduled.ContainsKey(sequence)) return false;
            Change(new LogEntry { Sequence = sequence, State = MessageState.Gone });
            return true;
        }
    }

    /// <summary>What the clock brings: scheduled messages, locks and lives that are over.</summary>
    public void Look()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            foreach (var message in _scheduled.Values.Where(message => message.Due <= now).ToList()) Change(Entry(message with { EnqueuedAt = now }, MessageState.Active));
            var forExpired = now - _lookedForExpired >= s_lookForExpiredEvery;
            foreach (var queue in _subscriptions.Values)
            {
                queue.Look(forExpired);
                queue.DeadLetters!.Look(forExpired: false);
            }
            if (!forExpired) return;
            _lookedForExpired = now;
            foreach (var (id, since) in _known.ToList())
                if (now - since > AlertTopic.DuplicateWindow) _known.Remove(id);
        }
    }

    public void Wake()
    {
        foreach (var queue in _subscriptions.Values)
        {
            queue.Wake();
            queue.DeadLetters!.Wake();
        }
    }

    public void Dispose()
    {
        lock (_gate) _log.Dispose();
    }

    static LogEntry Entry(StoredMessage message, MessageState state) => new()
    {
        Sequence = message.Sequence,
        In = state == MessageState.Scheduled ? [] : message.Subscriptions(),
        State = state,
        At = message.EnqueuedAt,
        Message = message.Bytes.ToArray(),
    };

    void Change(LogEntry entry)
    {
        _log.Append(entry);
        _log.Flush(toDisk: false);
        Apply(entry);
        if (_log.IsLarge) _log.Rewrite(Live());
    }

    void Apply(LogEntry entry)
    {
        if (entry.Known is { } known)
        {
            _known[known] = entry.At;
            return;
        }
        var scheduled = _scheduled.Remove(entry.Sequence);
        var message = entry.Message is { } bytes ? StoredMessage.Read(bytes, entry.Sequence, entry.At) : null;
        if (entry.State == MessageState.Scheduled) _scheduled[entry.Sequence] = message!;
        foreach (var name in entry.In)
        {
            var queue = Queue(name)!;
            var before = queue.Take(entry.Sequence);
            if (entry.State == MessageState.Gone || (message ?? before?.Message) is not { } current) continue;
            if (entry.State == MessageState.Dead) queue.DeadLetters!.Put(current, MessageState.Active, before?.Deliveries ?? 0);
            else queue.Put(current, entry.State, before?.Deliveries ?? 0);
        }
        _last = Math.Max(_last, entry.Sequence);
        if (message?.MessageId is { } id && !scheduled && (!_known.TryGetValue(id, out var since) || since < entry.At)) _known[id] = entry.At;
    }

    /// <summary>What is still of use, as a log would have it.</summary>
    IEnumerable<LogEntry> Live()
    {
        foreach (var (id, since) in _known) yield return new LogEntry { Known = id, At = since };
        foreach (var message in _scheduled.Values) yield return Entry(message, MessageState.Scheduled);
        var all = _subscriptions.Values.SelectMany(queue => queue.Items.Select(item => (queue.Name, item)).Concat(queue.DeadLetters!.Items.Select(item => (Name: queue.Name + DeadLetterQueue, item))));
        foreach (var same in all.GroupBy(each => (each.item.Message, each.item.State)))
            yield return Entry(same.Key.Message, same.Key.State) with { In = [.. same.Select(each => each.Name)] };
        yield return new LogEntry { Sequence = _last, State = MessageState.Gone };
    }
}

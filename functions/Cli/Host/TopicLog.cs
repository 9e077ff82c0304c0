using System.Text.Json;
using System.Text.Json.Serialization;
using FrontDoor.Stages;

namespace FrontDoor.Cli;

/// <summary>What the local topic holds: messages, who has still to read each, and the ids it remembers. Kept as a file of lines that survives a killed program.</summary>
sealed class TopicLog : IDisposable
{
    /// <summary>As infra/servicebus.bicep has it.</summary>
    static readonly TimeSpan s_remembered = TimeSpan.FromDays(7);
    static readonly TimeSpan s_lives = TimeSpan.FromDays(14);
    static readonly TimeSpan s_locked = TimeSpan.FromMinutes(1);

    readonly Lock _lock = new();
    readonly FileStream? _file;
    readonly TimeProvider _clock;
    readonly List<BusMessage> _messages = [];
    readonly Dictionary<string, DateTimeOffset> _taken = [];
    readonly Dictionary<string, SortedDictionary<long, (DateTimeOffset LockedUntil, Guid Token, int Deliveries)>> _waiting = Subscription.All.ToDictionary(one => one.Name, _ => new SortedDictionary<long, (DateTimeOffset, Guid, int)>());
    readonly List<DateTimeOffset> _since = [];

    /// <param name="file">Null: kept in memory alone.</param>
    public TopicLog(string? file, TimeProvider clock)
    {
        _clock = clock;
        if (file is null) return;
        if (File.Exists(file))
            foreach (var line in File.ReadLines(file))
                if (Entry(line) is { } entry) Apply(entry); // the last line of a killed program may be half a line
        _file = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        _file.WriteByte((byte)'\n');
    }

    /// <summary>Every message taken once, in order.</summary>
    public IReadOnlyList<BusMessage> Messages
    {
        get { lock (_lock) return [.. _messages]; }
    }

    /// <summary>True for each one that is new; a MessageId of the last seven days is taken and dropped. On disk when it returns.</summary>
    public IReadOnlyList<bool> Take(IReadOnlyList<BusMessage> messages)
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            var news = new bool[messages.Count];
            for (var at = 0; at < messages.Count; at++)
                if (news[at] = !_taken.TryGetValue(messages[at].MessageId, out var before) || now - before > s_remembered)
                    Keep(new TopicEntry { Taken = messages[at], At = now });
            _file?.Flush(flushToDisk: true);
            return news;
        }
    }

    /// <summary>The oldest message of a subscription that is due and not locked, locked for a minute; null where there is none.</summary>
    public (long Sequence, Guid Token, int Deliveries, BusMessage Message)? Peek(string subscription)
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            var waiting = _waiting[subscription];
            foreach (var (sequence, held) in waiting.ToArray())
            {
                var message = _messages[(int)sequence];
                if (_since[(int)sequence] + (message.Lives ?? s_lives) <= now) waiting.Remove(sequence);
                else if (held.LockedUntil <= now && (message.NotBefore ?? now) <= now)
                {
                    var locked = (now + s_locked, Guid.NewGuid(), held.Deliveries + 1);
                    waiting[sequence] = locked;
                    return (sequence, locked.Item2, locked.Item3, message);
                }
            }
            return null;
        }
    }

    /// <summary>Read, and gone. False: the lock was lost.</summary>
    public bool Complete(string subscription, long sequence, Guid token)
    {
        lock (_lock)
        {
            if (!_waiting[subscription].TryGetValue(sequence, out var held) || held.Token != token || held.LockedUntil <= _clock.GetUtcNow()) return false;
            Keep(new TopicEntry { Read = subscription, Sequence = sequence });
            _file?.Flush();
            return true;
        }
    }

    /// <summary>Not read after all; another may have it.</summary>
    public bool Abandon(string subscription, long sequence, Guid token)
    {
        lock (_lock)
        {
            if (!_waiting[subscription].TryGetValue(sequence, out var held) || held.Token != token) return false;
            _waiting[subscription][sequence] = held with { LockedUntil = default };
            return true;
        }
    }

    public void Dispose() => _file?.Dispose();

    void Keep(TopicEntry entry)
    {
        if (_file is not null)
        {
            _file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, TopicJson.Default.TopicEntry));
            _file.WriteByte((byte)'\n');
        }
        Apply(entry);
    }

    void Apply(TopicEntry entry)
    {
        if (entry.Taken is { } message)
        {
            foreach (var reader in Subscription.All)
                if (reader.Takes(message.Label, message.Fact("severity"), message.Fact("agency"))) _waiting[reader.Name][_messages.Count] = default;
            _messages.Add(message);
            _since.Add(entry.At);
            _taken[message.MessageId] = entry.At;
        }
        else if (entry.Read is { } reader) _waiting[reader].Remove(entry.Sequence);
    }

    static TopicEntry? Entry(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize(line, TopicJson.Default.TopicEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A line of the log: a message taken, or one that a subscription has read.</summary>
sealed record TopicEntry
{
    public BusMessage? Taken { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Read { get; init; }
    public long Sequence { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TopicEntry))]
sealed partial class TopicJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace FrontDoor.Local.ServiceBus;

/// <summary>Where a message is, numbered as Service Bus shows it; the last is of the log alone.</summary>
enum MessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
    Gone = 3,
}

/// <summary>A line of the log: in these queues (none: in the topic itself, as a scheduled one is) the message with this number is now in
/// this state.</summary>
sealed record LogEntry
{
    public long Sequence { get; init; }
    public IReadOnlyList<string> In { get; init; } = [];
    public MessageState State { get; init; }

    /// <summary>When it was enqueued, or its id became known.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Null where its bytes are in an earlier line.</summary>
    public byte[]? Message { get; init; }

    /// <summary>An id that is remembered though its message is gone.</summary>
    public string? Known { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LogEntry))]
sealed partial class LogJson : JsonSerializerContext;

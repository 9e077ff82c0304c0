using System.Text.Json.Serialization;

namespace FrontDoor.Local.ServiceBus;

/// <summary>The state of a message, numbered as in Service Bus; the last is only in the log.</summary>
enum MessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
    Gone = 3,
}

/// <summary>A line of the log: in these queues, the message with this number now has this state. No queue means the topic itself, as for
/// a scheduled message.</summary>
sealed record LogEntry
{
    public long Sequence { get; init; }
    public IReadOnlyList<string> In { get; init; } = [];
    public MessageState State { get; init; }

    /// <summary>When it was enqueued, or its id was first seen.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Null if its bytes are in an earlier line.</summary>
    public byte[]? Message { get; init; }

    /// <summary>An id that is remembered after its message has gone.</summary>
    public string? Known { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LogEntry))]
sealed partial class LogJson : JsonSerializerContext;

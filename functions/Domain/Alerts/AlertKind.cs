using System.Text.Json;
using System.Text.Json.Serialization;

namespace FrontDoor.Domain.Alerts;

/// <summary>What an alert tells of. Its name in messages, the lake and policies is the member's in small letters: <c>due-soon</c>.
/// <see cref="AlertKinds"/> has a line for each.</summary>
[JsonConverter(typeof(AlertKindWords))]
public enum AlertKind
{
    Late,
    Overdue,
    DueSoon,
    FileSummary,
    Backlog,
    Stalled,
    Unsent,
    Silence,
    Bunch,
    Resolved,
    Digest,
    Escalated,
}

/// <summary>Writes a kind of alert as its name.</summary>
public sealed class AlertKindWords() : JsonStringEnumConverter<AlertKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

using System.Text.Json;
using FrontDoor.Domain.Alerts;
using FrontDoor.Storage.Alerts;

namespace FrontDoor.App.Alerts;

/// <summary>An alert as a subscriber gets it: a CloudEvent 1.0 around the notice. Its type has a version, so that the shape can change
/// without breaking readers.</summary>
sealed record AlertEvent
{
    public const string ContentType = "application/cloudevents+json";

    public string Specversion { get; } = "1.0";
    public required string Id { get; init; }
    public required string Source { get; init; }
    public required string Type { get; init; }

    /// <summary>The notification_key of the alert, else the file_id.</summary>
    public required string Subject { get; init; }
    public required DateTimeOffset Time { get; init; }
    public string Datacontenttype { get; } = "application/json";

    /// <summary>True if the same event may have come before, longer ago than the broker remembers; else absent.</summary>
    public bool? Mayrepeat { get; init; }
    public required Notice Data { get; init; }

    public static byte[] Write(Alert alert) =>
        JsonSerializer.SerializeToUtf8Bytes(Of(alert.Notice, alert.MayRepeat), AlertJson.Default.AlertEvent);

    /// <summary>The event type of a kind. Another shape gets another version.</summary>
    public static string TypeOf(AlertKind kind) => $"frontdoor.notice.{kind.Word()}.v1";

    static AlertEvent Of(Notice notice, bool mayRepeat) => new()
    {
        Id = notice.NoticeId,
        Source = $"/front-door/{notice.Agency}/{notice.Feed}",
        Type = TypeOf(notice.Kind),
        Subject = notice.SubjectKey ?? notice.FileId,
        Time = notice.RaisedAt,
        Mayrepeat = mayRepeat ? true : null,
        Data = notice.Shown(),
    };
}

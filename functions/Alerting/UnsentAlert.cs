using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;

namespace FrontDoor.Alerting;

/// <summary>The alert for operators about an alert that Service Bus refuses.</summary>
public static class UnsentAlert
{
    public const string Kind = AlertKinds.Unsent;

    /// <summary>Null for a notice of this kind, which would be refused in the same way.</summary>
    public static Notice? Of(Notice stuck, Pseudonyms keys) => stuck.Kind == Kind ? null : new Notice
    {
        NoticeId = keys.NoticeId(stuck.NoticeId, Kind, ""),
        Kind = Kind,
        Agency = stuck.Agency,
        Feed = stuck.Feed,
        Sender = stuck.Sender,
        Severity = "none",
        RaisedAt = stuck.RaisedAt,
        Count = 1,
        Text = $"An alert ({stuck.Kind}, severity {stuck.Severity}) was refused too often. It is not lost: it waits as "
        + $"state/alerts/{stuck.NoticeId}.json and is tried again. The app's log says what Service Bus answered.",
        FileId = stuck.FileId,
    };
}

using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;

namespace FrontDoor.Alerting;

/// <summary>The alert for operators about an alert that Service Bus refuses.</summary>
public static class UnsentAlert
{
    /// <summary>Null for a notice that is itself of this kind: it would go the same way.</summary>
    public static Notice? Of(Notice stuck, Pseudonyms keys) => stuck.Kind == AlertKind.Unsent ? null : new Notice
    {
        NoticeId = keys.NoticeId(stuck.NoticeId, AlertKind.Unsent.Word(), ""),
        Kind = AlertKind.Unsent,
        Agency = stuck.Agency,
        Feed = stuck.Feed,
        Sender = stuck.Sender,
        Severity = Severity.None,
        RaisedAt = stuck.RaisedAt,
        Count = 1,
        Text = $"An alert ({stuck.Kind.Word()}, severity {stuck.Severity.Word()}) was refused too often. It is not lost: it waits as "
        + $"state/alerts/{stuck.NoticeId}.json and is tried again. The app's log says what Service Bus answered.",
        FileId = stuck.FileId,
    };
}

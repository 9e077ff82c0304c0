using System.Globalization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using NodaTime;

namespace FrontDoor.Alerting;

/// <summary>The message that an alert has ended. Every process makes the same id for it, so it is sent once.</summary>
public static class AlertResolution
{
    /// <summary>A day of a feed is told of this long after it began, at most: its end, its grace, and files that wait.</summary>
    const int DaysReportedWithin = 35;

    static string Word => AlertKind.Resolved.Word();

    /// <summary>The id of the message that will say so, or has.</summary>
    public static string IdOf(Notice alert, Pseudonyms keys) =>
        OpenedOn(alert, keys) is { } day ? keys.NoticeId(Place(alert), Word, Number(day)) : IdAfter(alert.NoticeId, keys);

    /// <summary>The same, of an alert that opened no incident of a feed.</summary>
    public static string IdAfter(string noticeId, Pseudonyms keys) => keys.NoticeId(noticeId, Word, "");

    /// <summary>The message without its text.</summary>
    public static Notice Of(Notice alert, string id, DateTimeOffset at, Pseudonyms keys) => alert with
    {
        NoticeId = IdOf(alert, keys),
        Kind = AlertKind.Resolved,
        Severity = Severity.None,
        About = alert.NoticeId,
        RaisedAt = at,
        WorstHours = null,
        FileId = id,
    };

    /// <summary>Describes an alert without its id.</summary>
    public static string Named(Notice alert) => string.Create(CultureInfo.InvariantCulture,
        $"the alert {alert.Kind.Word()}{(alert.Severity == Severity.None ? "" : $" ({alert.Severity.Word()})")} about "
            + $"{alert.Agency}/{alert.Feed}, raised "
            + $"{PeopleText.About(alert.RaisedAt)},");

    /// <summary>For an alert about a feed's health, the first day of its incident, by which CheckFeedHealth resolves it; null for any
    /// other alert.</summary>
    static int? OpenedOn(Notice alert, Pseudonyms keys)
    {
        if (!AlertKinds.Of(alert.Kind).OpensIncident) return null;
        var last = London.DayOf(Instant.FromDateTimeOffset(alert.RaisedAt)) + 1;
        for (var day = last; day > last - DaysReportedWithin; day--)
            if (keys.NoticeId(Place(alert), "opened", Number(day)) == alert.NoticeId) return day;
        return null;
    }

    static string Place(Notice alert) => $"{alert.Agency}/{alert.Feed}/{alert.Sender}";

    static string Number(int day) => day.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Queries;
using NodaTime;

namespace FrontDoor.Alerting;

/// <summary>Selects alerts for clocks that became overdue between files: a few single alerts, the highest risk first, and one for the
/// rest.</summary>
public sealed class OverdueAlertSelector(FeedId feed, string sender, Instant hour, Pseudonyms keys)
{
    /// <summary>The most single alerts from one file; a manager reads no more.</summary>
    public const int SinglesAtMost = 10;

    readonly List<(RunningRow Row, Severity Severity, double Hours)> _worst = [];
    readonly OneCouncil _council = new();
    int _count;

    /// <summary>The counts of everything added, for an open incident.</summary>
    public IncidentCounts Counts { get; private set; } = new();

    public void Add(RunningRow row, Severity severity, Instant at)
    {
        _count++;
        Counts += CountsOf(row, severity, at);
        _council.Add(row.LaCode);
        _worst.Add((row, severity, row.Running.HoursMin(at)));
        if (_worst.Count <= SinglesAtMost) return;
        _worst.Sort(InOrder);
        _worst.RemoveAt(SinglesAtMost);
    }

    /// <param name="id">The id of the commit with the rows of these clocks.</param>
    public IReadOnlyList<Notice> Notices(string id)
    {
        _worst.Sort(InOrder);
        var notices = _worst.Select(one => Single(id, one.Row, one.Severity, one.Hours)).ToList();
        if (_count > _worst.Count) notices.Add(Rest(id));
        return notices;
    }

    /// <summary>The single alerts while an incident is open: those of high risk among the worst.</summary>
    /// <param name="atMost">How many more single alerts the incident may have.</param>
    public IReadOnlyList<Notice> HighRisk(string id, int atMost)
    {
        _worst.Sort(InOrder);
        return [.. _worst.Where(one => RiskOrder.IsHigh(one.Row.Running.Risk, one.Severity)).Take(atMost)
            .Select(one => Single(id, one.Row, one.Severity, one.Hours))];
    }

    IncidentCounts CountsOf(RunningRow row, Severity severity, Instant at) => new()
    {
        Critical = severity == Severity.Critical ? 1 : 0,
        Serious = severity == Severity.Serious ? 1 : 0,
        Late = severity < Severity.Serious ? 1 : 0,
        WorstHours = HoursRounding.Up(row.Running.HoursMin(at)),
        From = DayNumber.ToDate(London.DayOf(row.FirstReceived)),
        Until = hour.ToDateTimeOffset(),
    };

    Notice Single(string id, RunningRow row, Severity severity, double hours) =>
        Make(id, row.IsFirst ? FirstId(row, severity) : IdOf(keys, row.Key, row.Clock, row.Running.OverdueFrom, severity), severity, hours,
        1) with
        {
            Clock = row.Clock,
            LaCode = row.LaCode,
            SubjectKey = row.Key,
            ChildKey = row.ChildKey,
            Text = string.Create(CultureInfo.InvariantCulture,
                $"{AlertText.Word(severity)}: {feed} record from {sender}: the clock {row.Clock} has run {PeopleText.Hours(hours)} "
                    + $"against a limit of {row.Running.Clock.LimitFor(row.Running.Risk).Text}, and nothing has stopped it. "
                    + $"{AlertText.SeeRecord(row.Key)}"),
        };

    /// <summary>The record's version and its severity, not the hour: whichever run finds it makes the same id.</summary>
    string FirstId(RunningRow row, Severity severity) =>
        keys.NoticeId(row.Key, AlertKind.Overdue.Word(), $"{row.RecordVersion} {severity}");

    /// <summary>The id of an alert about a clock other than the feed's first. It is the same from a file and from the hourly check, and
    /// for every version of the record.</summary>
    /// <param name="overdueFrom">The first whole hour at which it was certainly overdue.</param>
    public static string IdOf(Pseudonyms keys, string key, string clock, Instant overdueFrom, Severity severity) =>
        keys.NoticeId(key, AlertKind.Overdue.Word(), $"{clock} {overdueFrom.ToUnixTimeSeconds()} {severity}");

    Notice Rest(string id)
    {
        return Make(id, keys.NoticeId(id, AlertKind.Overdue.Word(), "rest"), _worst.Max(one => one.Severity), Counts.WorstHours!.Value,
            _count - _worst.Count) with
        {
            LaCode = _council.Code,
            Text = string.Create(CultureInfo.InvariantCulture,
                $"Overdue: {_count} {feed} records from {sender} have clocks past their limit, and nothing has stopped them. "
                    + $"{_worst.Count} have an alert of their own, the highest risk first; "
                    + $"{_count - _worst.Count} more are in the late table. "
                    + $"List them: {IncidentUpdate.Listing(feed, sender, Counts.From!.Value)}"),
        };
    }

    Notice Make(string id, string noticeId, Severity severity, double hours, int count) => new()
    {
        NoticeId = noticeId,
        Kind = AlertKind.Overdue,
        Agency = feed.Agency,
        Feed = feed.Name,
        Sender = sender,
        Severity = severity,
        RaisedAt = hour.ToDateTimeOffset(),
        WorstHours = HoursRounding.Up(hours),
        Count = count,
        Text = "",
        FileId = id,
    };

    static int InOrder((RunningRow Row, Severity Severity, double Hours) one, (RunningRow Row, Severity Severity, double Hours) other)
    {
        var risk = RiskOrder.Compare(one.Row.Running.Risk, one.Severity, other.Row.Running.Risk, other.Severity);
        if (risk != 0) return risk;
        var severity = other.Severity.CompareTo(one.Severity);
        if (severity != 0) return severity;
        var hours = other.Hours.CompareTo(one.Hours);
        return hours != 0 ? hours : string.CompareOrdinal(one.Row.Key, other.Row.Key);
    }
}

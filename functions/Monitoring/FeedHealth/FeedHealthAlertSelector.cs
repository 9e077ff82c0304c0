using System.Globalization;
using FrontDoor.Alerting;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;

namespace FrontDoor.Monitoring.FeedHealth;

/// <summary>The notices of a feed's incidents: one when an incident opens, one when it ends.</summary>
sealed class FeedHealthAlertSelector(FeedId feed, string sender, DueDays due, Pseudonyms keys)
{
    /// <summary>When months of history are loaded at once, incidents that ended longer ago than this raise nothing.</summary>
    const int RepeatedForDays = 7;
    const double CriticalHours = 672;

    static string Resolution => AlertKind.Resolved.Word();

    /// <summary>The notices of these days, each with the day it is raised on.</summary>
    /// <param name="backlogs">Days of which a file told of its backlog when it was read: an incident that opened with it is told of, and
    /// its end is that alert's.</param>
    public IEnumerable<Notice> Notices(IReadOnlyList<HealthDay> days, IReadOnlyDictionary<int, string> backlogs, string id)
    {
        var last = days[^1].Received.Day;
        foreach (var incident in days.Select(day => day.Incident).OfType<HealthIncident>().Distinct())
        {
            if (incident.Recovered is { } over && over <= last - RepeatedForDays) continue;
            var file = incident.Kind == AlertKind.Backlog ? backlogs.GetValueOrDefault(incident.From) : null;
            if (file is null) yield return Opened(incident, days[incident.From - days[0].Received.Day], id);
            if (incident.Recovered is not { } recovered) continue;
            var resolved = Resolved(incident, recovered, id);
            yield return file is null ? resolved : resolved with { NoticeId = AlertResolution.IdAfter(file, keys), About = file };
        }
    }

    /// <summary>Withdraws alerts that were wrong, because files received in time were processed late.</summary>
    /// <param name="held">First days of the incidents in the stored rows.</param>
    /// <param name="raisedIds">Ids of the notices that were raised.</param>
    public IEnumerable<Notice> Withdrawn(IReadOnlyList<HealthDay> days, IEnumerable<int> held, IReadOnlySet<string> raisedIds, string id)
    {
        var stand = days.Select(day => day.Incident?.From).ToHashSet();
        foreach (var from in held.Where(from => !stand.Contains(from) && raisedIds.Contains(IdOf("opened", from))))
            yield return Make(id, Resolution, from, days[^1].Received.Day) with
            {
                Text = $"Withdrawn: {feed} from {sender} was as usual on {Day(from)} after all. Its files came in time and were processed "
                    + "late, for a fault of ours. There is nothing to do.",
            };
    }

    Notice Opened(HealthIncident incident, HealthDay day, string id) => Make(id, "opened", incident.From, incident.From) with
    {
        Kind = incident.Kind,
        Severity = incident.Kind == AlertKind.Backlog && incident.OpeningHours >= CriticalHours ? Severity.Critical
            : AlertKinds.Of(incident.Kind).Severity,
        WorstHours = incident.Kind == AlertKind.Backlog && incident.OpeningHours is { } hours ? HoursRounding.Up(hours) : null,
        Count = day.Received.Rows,
        Text = Said(incident, day),
    };

    string Said(HealthIncident incident, HealthDay day)
    {
        var (received, from) = (day.Received, $"{feed} from {sender}");
        var usual = day.Usual is { } count ? string.Create(CultureInfo.InvariantCulture, $"where {count:0} are usual")
            : "with no usual number known yet";
        var said = (incident.Opening & HealthReason.Silence) != 0
            ? received.Refused > 0 ? $"Silence: {from}: files came, but by {Close(incident.From)} every one was refused. "
            + "Ring the sender: each receipt says why."
            : $"Silence: {from}: the file due on {Day(incident.From)} had not come by {Close(incident.From)}, the end of "
            + "its grace. Ring the sender: its notifications about children do not reach us."
            : (incident.Opening & HealthReason.CountCollapse) != 0
            ? $"Sparse: {from}: files come, but with far fewer notifications than usual: {received.Rows} for "
            + $"{Day(incident.From)}, {usual}. Ask the sender what has changed in its extract."
            : (incident.Opening & HealthReason.Gap) != 0 ? $"Gap: {from}: files come, but by {Day(incident.From)} there was no "
            + "notification for days that usually have events. Ask the sender what has changed in its extract."
            : incident.Kind == AlertKind.Backlog
            ? string.Create(CultureInfo.InvariantCulture,
            $"Backlog: {from}: {received.Old} of {received.Rows} notifications for {Day(incident.From)} came four days or "
            + $"more after the event, the worst after {received.MaxHours / 24:0} days. Check the late table today, the highest risk first.")
            : (incident.Opening & HealthReason.Bunch) != 0
            ? $"Bunch: {from}: {received.Rows} notifications for {Day(incident.From)}, {usual}, about events of "
            + $"{received.Events.Count} days. Ask the sender whether it keeps notifications back and sends them together."
            : $"Bunch: {from}: in the four weeks to {Day(incident.From)}, notifications came on other weekdays than their events "
            + "explain. Ask the sender whether it keeps notifications back and sends them together.";
        return said;
    }

    Notice Resolved(HealthIncident incident, int recovered, string id)
    {
        var since = (incident.Reasons & HealthReasons.TooMuch) != 0 ? "and a burst followed: ask the sender whether it had everything"
            : "and no burst followed: ask the sender whether it has sent everything since";
        var silent = incident.SilentDays == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $" {incident.SilentDays} {(incident.SilentDays == 1 ? "file was" : "files were")} "
                + $"missed, {since}.");
        return Make(id, Resolution, incident.From, recovered) with
        {
            Text = $"Recovered: {feed} from {sender} has been as usual since {Day(incident.LastAlarm + 1)}. What began on "
            + $"{Day(incident.From)} ({Words(incident.Reasons)}) is over.{silent}",
        };
    }

    /// <summary>The reasons in words, each once: catching up is a burst after a silence, and both are named.</summary>
    static string Words(HealthReason reasons) =>
        string.Join(", ", HealthReasons.All.Where(reason => (reasons & reason) != 0).Select(reason => reason switch
    {
        HealthReason.Silence => "silence",
        HealthReason.Gap => "days of events missing",
        HealthReason.CountCollapse => "far too few",
        HealthReason.Bunch => "far too many at once",
        HealthReason.BacklogRelease => "many old notifications at once",
        HealthReason.WeekdaySkew => "kept back for certain weekdays",
        _ => null,
    }).OfType<string>());

    string IdOf(string what, int from) => keys.NoticeId($"{feed}/{sender}", what, from.ToString(CultureInfo.InvariantCulture));

    Notice Make(string id, string what, int from, int day) => new()
    {
        NoticeId = IdOf(what, from),
        Kind = AlertKind.Resolved,
        Agency = feed.Agency,
        Feed = feed.Name,
        Sender = sender,
        About = what == Resolution ? IdOf("opened", from) : null,
        Severity = Severity.None,
        RaisedAt = due.ClosesAt(day).ToDateTimeOffset(),
        Count = 0,
        Text = "",
        FileId = id,
    };

    static string Day(int day) => DayNumber.ToLocalDate(day).ToString("ddd d MMM uuuu", CultureInfo.InvariantCulture);

    string Close(int day)
    {
        var at = due.ClosesAt(day);
        return string.Create(CultureInfo.InvariantCulture, $"{Day(London.DayOf(at))} {London.HourOf(at):00}:00");
    }
}

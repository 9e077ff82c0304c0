using System.Globalization;
using System.Text;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Commits;
using NodaTime;

namespace FrontDoor.Alerting;

/// <summary>An update of an open incident: counts, the worst case, and the command that lists all records.</summary>
public static class IncidentUpdate
{
    /// <summary>Makes the update of what waits.</summary>
    /// <param name="laCode">The council, if the sender sends children of only one.</param>
    /// <param name="at">When it is sent; its London day has no other update.</param>
    /// <returns>The update, and the incident after it.</returns>
    public static (Notice Update, OpenIncident Incident) Send(OpenIncident incident, FeedId feed, string sender, string? laCode, Instant at,
        Pseudonyms keys)
    {
        var (waiting, day) = (incident.Waiting, London.DayOf(at));
        return (new Notice
        {
            NoticeId = keys.NoticeId($"{feed}/{sender}", "update",
                string.Create(CultureInfo.InvariantCulture, $"{incident.Since:yyyy-MM-dd} {incident.Updates + 1} {day}")),
            Kind = AlertKind.FileSummary,
            Agency = feed.Agency,
            Feed = feed.Name,
            Sender = sender,
            LaCode = laCode,
            Severity = Worst(waiting),
            RaisedAt = at.ToDateTimeOffset() is var moment && waiting.Until > moment ? waiting.Until.Value : moment,
            WorstHours = waiting.WorstHours is { } hours ? HoursRounding.Up(hours) : null,
            Count = waiting.All,
            Text = Said(incident, waiting, feed, sender),
            FileId = "",
        }, incident.Updated(day));
    }

    /// <summary>The command that lists the late records.</summary>
    /// <param name="since">The first day of receipt in the list.</param>
    public static string Listing(FeedId feed, string sender, DateOnly since) =>
        string.Create(CultureInfo.InvariantCulture, $"./pipeline late --feed {feed} --sender {sender} --since {since:yyyy-MM-dd}");

    static string Said(OpenIncident incident, IncidentCounts waiting, FeedId feed, string sender)
    {
        var said = new StringBuilder();
        said.Append(CultureInfo.InvariantCulture,
            $"Update of the incident open since {incident.Since:ddd d MMM yyyy}: {feed} from {sender}: ");
        said.AppendJoin(", ", Counts(waiting));
        if (waiting.WorstHours is { } hours)
            said.Append($", the worst after {PeopleText.Hours(hours)}");
        said.Append('.');
        if (waiting.Singles == 1) said.Append(" 1 of them has an alert of its own.");
        else if (waiting.Singles > 1)
            said.Append(CultureInfo.InvariantCulture, $" {waiting.Singles} of them have an alert of their own.");
        return waiting.From is { } from ? said.Append(" List them: ").Append(Listing(feed, sender, from)).ToString() : said.ToString();
    }

    static IEnumerable<string> Counts(IncidentCounts waiting)
    {
        if (waiting.AllLate > 0)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{waiting.AllLate} more late or overdue ({waiting.Critical} critical, {waiting.Serious} serious)");
        if (waiting.PossiblyLate > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{waiting.PossiblyLate} possibly late");
        if (waiting.Unknown > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{waiting.Unknown} that could not be timed");
        if (waiting.Rejected > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{waiting.Rejected} rejected");
    }

    static Severity Worst(IncidentCounts waiting) =>
        waiting.Critical > 0 ? Severity.Critical : waiting.Serious > 0 ? Severity.Serious
        : waiting.Late > 0 ? Severity.Late : Severity.None;
}

using FrontDoor.Alerting;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Commits;

namespace FrontDoor.Ingestion;

/// <summary>The alerts of one file, and what they make of the incident that is open: committed with the file, so each is sent
/// once.</summary>
sealed class FileAlerts(AlertStore alerts, Pseudonyms keys)
{
    /// <param name="incident">The incident open when the last day was judged; null where none was.</param>
    public async Task<(List<Notice> Notices, OpenIncident? Incident)> Of(OpenedFile work, IngestRun run, OpenIncident? incident,
        CancellationToken cancel)
    {
        var day = London.DayOf(work.Origin.Received);
        var isPart = incident?.Covers(day) ?? false;
        List<Notice> notices = [.. isPart ? run.Alerts.HighRisk() : run.Alerts.Notices(run.Counts)];
        foreach (var other in run.Alerts.Others(highOnly: isPart))
            if (!await alerts.Knows(other.NoticeId, cancel)) notices.Add(other);
        if (incident is null) return (notices, null);
        if (isPart)
        {
            notices = [.. notices.Take(incident.SinglesLeft)];
            incident = incident.With(run.Alerts.Counts(run.Counts, notices.Count));
        }
        // What waited when the days stopped being judged is sent with the first file that is no part of it.
        var isForgotten = !isPart && day > DayNumber.Of(incident.JudgedOn) && !incident.Waiting.IsEmpty;
        if (!isForgotten && !incident.IsUpdateDue(day)) return (notices, incident);
        var council = work.Sender.LaCodes is [var code] ? code : null;
        var (update, updated) = IncidentUpdate.Send(incident, work.Feed.Id, work.Origin.Sender, council, work.Origin.Received, keys);
        return ([.. notices, update with { FileId = work.Origin.FileId }], updated);
    }
}

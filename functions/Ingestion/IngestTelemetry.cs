using System.Diagnostics;
using System.Diagnostics.Metrics;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using NodaTime;

namespace FrontDoor.Ingestion;

/// <summary>What is measured of the files that were dealt with.</summary>
static class IngestTelemetry
{
    static readonly Counter<long> s_files =
        Telemetry.Meter.CreateCounter<long>("frontdoor.files", "{file}", "Files dealt with, by outcome");
    static readonly Counter<long> s_rows =
        Telemetry.Meter.CreateCounter<long>("frontdoor.rows", "{row}", "Rows of committed files, by outcome");
    static readonly Counter<long> s_late =
        Telemetry.Meter.CreateCounter<long>("frontdoor.late", "{row}", "Late and overdue rows of committed files, by severity");
    static readonly Histogram<double> s_dropToCommit =
        Telemetry.Delay("frontdoor.drop_to_commit.duration", "From the drop of a file to its commit");

    /// <summary>One file was dealt with.</summary>
    public static void Ingested(IngestResult result, LandedFile file, DateTimeOffset now)
    {
        var feed = new TagList { { "agency", result.Agency },
            { "feed", file.Sender == LandingPath.Unregistered || result.Refusal == Defects.FileUnregistered.Code ? "unknown"
            : result.Feed } };
        s_files.Add(1, [.. feed, new("outcome", result.Status)]);
        if (result.Status != "committed") return;
        foreach (var (outcome, rows) in (ReadOnlySpan<(string,
            int)>)[("accepted", result.Accepted), ("rejected", result.Rejected), ("unchanged", result.Unchanged), ("blank", result.Blank)])
            if (rows > 0) s_rows.Add(rows, [.. feed, new("outcome", outcome)]);
        foreach (var (severity, rows) in (ReadOnlySpan<(string,
            int)>)[("late", result.Late - result.Serious - result.Critical), ("serious", result.Serious), ("critical", result.Critical)])
            if (rows > 0) s_late.Add(rows, [.. feed, new("severity", severity)]);
        if (file.Basis == ReceivedBasis.Blob) s_dropToCommit.Record((Instant.FromDateTimeOffset(now) - file.ReceivedAt).TotalSeconds, feed);
    }
}

using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Ingestion.Versions;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion;

/// <summary>Writes a version that was taken: into the index, the tables, the counts and the choice of alerts.</summary>
sealed class VersionWriter(Feed feed, RecordIndex index, ArrivalTables tables, IngestCounts counts, AlertSelector alerts, LateFile late)
{
    readonly Clock[] _clocks = [.. feed.Clocks];

    public void Write(in NewVersion version)
    {
        var (entry, record, timings) = (version.Measured.Entry, version.Record, version.Measured.Timings);
        var clocks = version.Rules.Clocks(record.Council);
        index.Put(entry);
        var flags = tables.Write(new AcceptedRow
        {
            Row = version.Row,
            Sent = version.Sent,
            Record = record,
            Change = version.Change,
            Entry = entry,
            Timings = timings,
            Clocks = clocks,
            Alone = version.Measured.Proposed,
        });
        counts.CountAccepted(version.Change, version.Row, timings, flags, entry.IsCancelled);
        late.Add(version.Sent, timings, clocks);
        alerts.CountRow(record.Council);
        foreach (var timing in timings)
            if (!timing.IsNotRun && timing.Status is TimeStatus.Late or TimeStatus.Overdue)
                alerts.CountLate(ArrivalContext.FromMicroseconds(entry.FirstReceived));
        if (!entry.IsCancelled) SelectAlerts(record, entry.Key, timings, clocks, version.AlertedTo);
    }

    void SelectAlerts(ValidatedRecord record, KeyedHash key, Timing[] timings, int[] clocks, Severity alertedTo)
    {
        if (timings[0].Severity > alertedTo && _clocks[clocks[0]].Alerts
            && (timings[0].Severity >= Severity.Serious || timings[0].Status == TimeStatus.Overdue))
            alerts.Add(record, key, timings[0], _clocks[clocks[0]]);
        // A clock other than the first that nothing has stopped, and that was past its limit already when the file came.
        for (var place = 1; place < timings.Length; place++)
            if (timings[place] is { IsNotRun: false, Status: TimeStatus.Overdue, RunsOutAt: { } limit } timing
                && _clocks[clocks[place]].Alerts)
                alerts.AddOther(record, key, timing, _clocks[clocks[place]], RunningClock.HourAfter(limit));
    }
}

/// <summary>A version of a record that was taken.</summary>
readonly record struct NewVersion
{
    public required Row Row { get; init; }

    /// <summary>The row as it was sent; another than <see cref="Row"/> where an older version came out of order and a newer one is
    /// current.</summary>
    public required Row Sent { get; init; }
    public required ValidatedRecord Record { get; init; }

    /// <summary>Those that judged it.</summary>
    public required EditionRules Rules { get; init; }
    public required MeasuredClocks Measured { get; init; }
    public required RecordChange Change { get; init; }

    /// <summary>The severity of the last alert about the record.</summary>
    public required Severity AlertedTo { get; init; }
}

using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Ingestion.Versions;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion;

/// <summary>Decides what a row is to its record: new, a correction, known already, or to be decided once the whole file is read.</summary>
sealed class VersionDecision(Feed feed, ArrivalContext arrival, EditionRules rules, RecordIndex index, ClockMeasurement clocks,
    VersionWriter writer, IngestCounts counts)
{
    readonly long _received = arrival.ReceivedMicroseconds;
    readonly int _month = arrival.Month;

    // The limits of clocks that ran by a row of this file: a later row may be another version of the record, and nothing else holds them
    // yet.
    readonly Dictionary<KeyedHash, NodaTime.Instant> _limits = [];

    /// <summary>The rows that wait.</summary>
    public DeferredRows Deferred { get; } = new();

    /// <summary>What was corrected.</summary>
    public AmendedVersions Amended { get; } = new();

    public void Decide(Row row, ValidatedRecord record)
    {
        var isHeld = index.Find(record.Key, out var held);
        var change = isHeld ? RecordVersions.Compare(held, record.Content, record.Version ?? RecordIndexEntry.NoVersion, _received)
            : RecordChange.New;
        if (IsOutOfOrder(record, isHeld, held) || change == RecordChange.Amended && MayHaveRunOut(record, held))
            Deferred.Add(record.Key, SentVersion.Of(row, feed.Columns.Count, _received, int.MaxValue), held);
        else Take(row, record, isHeld, held, change, null);
    }

    /// <summary>Writes a version that is new, or says what else it is.</summary>
    /// <param name="decision">What an operator decided about this version.</param>
    public void Take(Row row, ValidatedRecord record, bool isHeld, in RecordIndexEntry held, RecordChange change,
        CorrectionDecision? decision)
    {
        if (change is RecordChange.Unchanged or RecordChange.Older)
        {
            if (change == RecordChange.Unchanged && _received > held.LastSeen) index.Put(held with { LastSeen = _received });
            counts.CountUnchanged(change, row);
            return;
        }
        if (change == RecordChange.Amended)
        {
            Amended.Add(held);
            if (record.Version is { } version && version == held.Version) counts.CountConflict(row);
        }
        var prior = new PriorStatus(
            isHeld && change != RecordChange.EarlierReceipt || held.IsCorrectionPending,
            held,
            change == RecordChange.Amended ? held.AlertedRunning : Severity.None,
            _limits.TryGetValue(record.Key, out var limit) ? limit : null,
            decision);
        var measured = clocks.Measure(rules, record, Next(record, isHeld, held, change), prior);
        if (measured.Timings[0] is { RunsOutAt: not null, DueAt: { } due } && !(measured.Entry.IsCorrectionPending
            && _limits.ContainsKey(record.Key)))
            _limits[record.Key] = due;
        writer.Write(new NewVersion
        {
            Row = row,
            Sent = row,
            Record = record,
            Rules = rules,
            Measured = measured,
            Change = change,
            AlertedTo = held.Alerted
        });
    }

    /// <summary>What the index is to hold of the record, but for its status.</summary>
    RecordIndexEntry Next(ValidatedRecord record, bool isHeld, in RecordIndexEntry held, RecordChange change)
    {
        var entry = held with
        {
            RecordVersion = held.RecordVersion + 1,
            RecordMonth = isHeld ? held.RecordMonth : _month,
            FirstReceived = isHeld ? Math.Min(held.FirstReceived, _received) : _received,
            IsAmended = held.IsAmended || change is RecordChange.Amended or RecordChange.EarlierReceiptOfOlder,
        };
        return change == RecordChange.EarlierReceiptOfOlder ? entry : entry with
        {
            Key = record.Key,
            Content = record.Content,
            Version = record.Version ?? (isHeld ? held.Version : RecordIndexEntry.NoVersion),
            Received = _received,
            LastSeen = change == RecordChange.EarlierReceipt ? held.LastSeen : _received,
        };
    }

    /// <summary>A repeat of a record's one known content only moves its first receipt, and needs no history. Anything else received before
    /// what is held was last seen does; where only rejected rows are judged, also what was received with it.</summary>
    bool IsOutOfOrder(ValidatedRecord record, bool isHeld, in RecordIndexEntry held) =>
        isHeld && (record.Content == held.Content ? held.IsAmended && _received < held.Received : _received < held.LastSeen
            || arrival.JudgesRejectedOnly && _received == held.LastSeen)
        || Deferred.Contains(record.Key);

    /// <summary>The clock of the version held ran, and may have come to be overdue before this one was received. Then its versions say
    /// whether this one ends it in time or moves its limit; the index does not.</summary>
    bool MayHaveRunOut(ValidatedRecord record, in RecordIndexEntry held) =>
        held.Status is TimeStatus.Open or TimeStatus.Overdue or TimeStatus.PossiblyLate && _received >= held.Received
        && !_limits.ContainsKey(record.Key) && clocks.First(rules, record.Council).Stop.Length > 0;
}

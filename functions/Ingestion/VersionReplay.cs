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

/// <summary>
/// Decides the rows that came out of order: received before what is held of their record, and dealt with after it. A version put in before
/// others can change who amended whom, and from when each was timed. So their records are put together anew from every version ever sent,
/// in
/// order of receipt, exactly as if the arrivals had been dealt with in that order.
/// </summary>
sealed class VersionReplay(Feed feed, ArrivalContext arrival, RulesByDay rulesByDay, RecordIndex index, ClockMeasurement clocks,
    VersionWriter writer, IngestCounts counts)
{
    const int RecordsAtOnce = 1000;

    readonly long _received = arrival.ReceivedMicroseconds;

    /// <param name="decided">What took the file's other rows, for a record of which nothing is kept.</param>
    /// <param name="history">Every version kept of their records.</param>
    public void Run(VersionDecision decided, RecordHistory history, CorrectionDecisions decisions, CancellationToken cancel)
    {
        foreach (var keys in decided.Deferred.Keys.Chunk(RecordsAtOnce))
        {
            var known = history.Of(keys, cancel);
            foreach (var key in keys)
                foreach (var sent in decided.Deferred.Of(key))
                    Replay(key, known.TryGetValue(key, out var versions) ? versions : known[key] = [], sent, decided, decisions);
        }
    }

    void Replay(KeyedHash key, List<SentVersion> versions, SentVersion sent, VersionDecision decided, CorrectionDecisions decisions)
    {
        index.Find(key, out var held);
        var (row, record) = (new Row(feed), new ValidatedRecord(feed));
        Learn(versions, held, row, record);
        Read(sent, sent, row, record);
        if (!versions.Exists(version => version.Content == held.Content))
        {
            // What is held was erased from restricted/identities (a retention period): the first receipt still moves, by the index only.
            decided.Take(row, record, isHeld: true, held,
                RecordVersions.Compare(held, record.Content, record.Version ?? RecordIndexEntry.NoVersion, _received),
                    decisions.About(key, record.Content, _received));
            return;
        }
        var isConflict = record.Version is { } number && number == held.Version && _received >= held.Received;
        versions.Add(sent);
        var (measured, current, wasTaken) = Fold(versions, held, sent, row, record, decisions);
        Read(current, sent, row, record);
        var entry = measured.Entry with { Key = key, RecordMonth = held.RecordMonth, IsAmended = true };
        if (measured.Timings[0].RunsOutAt is not null || entry.IsCancelled) entry.AlertedRunning = held.AlertedRunning;
        var asSent = new Row(feed);
        sent.Fill(asSent, sent);
        var isSame = (entry.Content, entry.FirstReceived, entry.Received, entry.Status, entry.Severity)
            == (held.Content, held.FirstReceived, held.Received, held.Status, held.Severity);
        if (isSame && (!wasTaken || sent.Content == held.Content))
        {
            if (entry.LastSeen != held.LastSeen) index.Put(entry with { RecordVersion = held.RecordVersion });
            counts.CountUnchanged(sent.Content == held.Content ? RecordChange.Unchanged : RecordChange.Older, asSent);
            return;
        }
        entry.RecordVersion = held.RecordVersion + 1;
        var change = entry.FirstReceived == held.FirstReceived && entry.Content != held.Content ? RecordChange.Amended
            : RecordChange.EarlierReceipt;
        if (change == RecordChange.Amended) decided.Amended.Add(held);
        if (change == RecordChange.Amended && isConflict) counts.CountConflict(asSent);
        writer.Write(new NewVersion
        {
            Row = row,
            Sent = asSent,
            Record = record,
            Rules = RulesOf(current),
            Measured = measured with { Entry = entry },
            Change = change,
            AlertedTo = held.Alerted,
        });
    }

    /// <summary>Reads each version kept. Of the content held the index knows when it was first and last received, also where nothing was
    /// kept of those arrivals.</summary>
    void Learn(List<SentVersion> versions, RecordIndexEntry held, Row row, ValidatedRecord record)
    {
        versions.RemoveAll(version => !Read(version, version, row, record));
        if (versions.Find(version => version.Content == held.Content) is not { } kept) return;
        foreach (var seen in (ReadOnlySpan<long>)[held.Received, held.LastSeen])
            if (!versions.Exists(version => version.Content == held.Content && version.Received == seen))
                versions.Add(kept with { Received = seen });
    }

    /// <summary>How a record stands after all its versions in order of receipt, which of them is current, and whether
    /// <paramref name="sent"/>
    /// was taken in its turn.</summary>
    (MeasuredClocks Measured, SentVersion Current, bool WasTaken) Fold(
        List<SentVersion> versions, RecordIndexEntry held, SentVersion sent, Row row, ValidatedRecord record, CorrectionDecisions decisions)
    {
        var (measured, current, wasTaken) = (default(MeasuredClocks), sent, false);
        var (clock, risk) = ((Clock?)null, RiskGrade.Ungraded);
        var first = Math.Min(held.FirstReceived, _received);
        NodaTime.Instant? due = null; // of what is current: a version that no one let loosen it brings no limit of its own
        // Of versions of one receipt, which are in one file: what is held came last, and what is sent now comes after it. A row that was
        // rejected at first comes before it: it never replaces what was accepted of its own file.
        int InTurn(SentVersion version) => version == sent ? arrival.JudgesRejectedOnly ? 0 : 2 : version.Content == held.Content ? 1 : 0;
        foreach (var version in versions.OrderBy(version => version.Received).ThenBy(InTurn).ThenBy(version => version.Turn))
        {
            Read(version, version, row, record);
            var number = record.Version ?? RecordIndexEntry.NoVersion;
            var before = measured.Entry;
            var isFirst = before.RecordVersion == 0;
            var change = isFirst ? RecordChange.New : RecordVersions.Compare(before, version.Content, number, version.Received);
            if (change == RecordChange.Unchanged) measured = measured with { Entry = before with { LastSeen = version.Received } };
            if (change is not (RecordChange.New or RecordChange.Amended)) continue;
            var entry = before with
            {
                Content = version.Content,
                Version = isFirst ? number : record.Version ?? before.Version,
                Received = version.Received,
                LastSeen = version.Received,
                FirstReceived = first,
                RecordVersion = before.RecordVersion + 1,
            };
            var overdue = isFirst || before.IsCancelled ? Severity.None
                : StatusRatchet.OverdueAt(measured.Timings[0], clock!, risk, version.Received);
            var rules = RulesOf(version);
            measured = clocks.Measure(rules, record, entry,
                new PriorStatus(!isFirst, before, overdue, due, decisions.About(record.Key, version.Content, version.Received)));
            if (!measured.Entry.IsCorrectionPending) due = measured.Timings[0].DueAt;
            (clock, risk, current) = (clocks.First(rules, record.Council), record.Risk, version);
            wasTaken |= version == sent;
        }
        return (measured, current, wasTaken);
    }

    EditionRules RulesOf(SentVersion version) => rulesByDay.On(ArrivalContext.FromMicroseconds(version.Received));

    /// <summary>By the rules of the day it was received; its content is known then. False: a version taken once would be rejected by them
    /// as they are written now.</summary>
    bool Read(SentVersion version, SentVersion sent, Row row, ValidatedRecord record)
    {
        version.Fill(row, sent);
        var validate = RulesOf(version).Validate;
        if (!validate.Run(row, record)) return false;
        version.Content = record.Content;
        return true;
    }
}

using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Ingestion.Versions;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion;

/// <summary>
/// Rows that come out of order: received before what is held of their record, and dealt with after it. The index holds how a record stands,
/// not how it
/// came to stand so; a version put in before others can change who amended whom, and from when each was timed. So such rows wait until the
/// file is read,
/// and their records are then folded anew from every version ever sent, in order of receipt, exactly as if the arrivals had been dealt with
/// in that order.
/// </summary>
sealed partial class IngestRun
{
    const int RecordsAtOnce = 1000;

    readonly Dictionary<KeyedHash, List<SentVersion>> _deferred = [];
    readonly Row _sent;
    long _oldest = long.MaxValue;
    CorrectionDecisions _decisions = CorrectionDecisions.None;

    /// <summary>The earliest first receipt among the records that wait; null when none does.</summary>
    public NodaTime.Instant? DeferredSince => _deferred.Count > 0 ? ArrivalContext.FromMicroseconds(_oldest) : null;

    /// <summary>Decides every row that was set aside.</summary>
    public void ReplayDeferred(RecordHistory history, CorrectionDecisions decisions, CancellationToken cancel)
    {
        _decisions = decisions;
        foreach (var keys in _deferred.Keys.Chunk(RecordsAtOnce))
        {
            var known = history.Of(keys, cancel);
            foreach (var key in keys)
                foreach (var sent in _deferred[key])
                    Replay(key, known.TryGetValue(key, out var versions) ? versions : known[key] = [], sent);
        }
    }

    /// <summary>A repeat of a record's one known content only moves its first receipt, and needs no history; anything else received before
    /// what is held was last seen does.</summary>
    bool IsOutOfOrder(bool isHeld, in RecordIndexEntry held) =>
        isHeld && (_record.Content == held.Content ? held.IsAmended && _received < held.Received : _received < held.LastSeen)
        || _deferred.Count > 0 && _deferred.ContainsKey(_record.Key);

    /// <summary>
    /// The clock of the version held ran, and may have come to be overdue before this one was received. Then whether this one ends it in
    /// time or moves its
    /// limit, its versions tell, and the index does not.
    /// </summary>
    bool MayHaveRunOut(in RecordIndexEntry held) =>
        held.Status is TimeStatus.Open or TimeStatus.Overdue or TimeStatus.PossiblyLate && _received >= held.Received
        && !_dues.ContainsKey(_record.Key) && _clocks[_rules.Clocks(_record.Council)[0]].Stop.Length > 0;

    void Defer(in RecordIndexEntry held)
    {
        if (!_deferred.TryGetValue(_record.Key, out var rows)) _deferred.Add(_record.Key, rows = []);
        rows.Add(SentVersion.Of(_row, _feed.Columns.Count, _received, int.MaxValue));
        _oldest = Math.Min(_oldest, held.FirstReceived);
    }

    void Replay(KeyedHash key, List<SentVersion> versions, SentVersion sent)
    {
        _index.Find(key, out var held);
        Learn(versions, held);
        Read(sent, sent);
        if (!versions.Exists(version => version.Content == held.Content))
        {
            // What is held was erased from restricted/identities (a retention period): the first receipt still moves, by the index alone.
            Take(isHeld: true, held,
                RecordVersions.Compare(held, _record.Content, _record.Version ?? RecordIndexEntry.NoVersion, _received),
                _decisions.About(key, _record.Content, _received));
            return;
        }
        var isConflict = _record.Version is { } version && version == held.Version && _received >= held.Received;
        versions.Add(sent);
        var (entry, current, wasTaken) = Fold(versions, held, sent);
        Read(current, sent);
        (entry.Key, entry.RecordMonth, entry.IsAmended) = (key, held.RecordMonth, true);
        if (_timings[0].RunsOutAt is not null || entry.IsCancelled) entry.ToldRunning = held.ToldRunning;
        var isSame = (entry.Content, entry.FirstReceived, entry.Received, entry.Status, entry.Severity)
            == (held.Content, held.FirstReceived, held.Received, held.Status, held.Severity);
        if (isSame && (!wasTaken || sent.Content == held.Content))
        {
            entry.RecordVersion = held.RecordVersion;
            if (entry.LastSeen != held.LastSeen) _index.Put(entry);
            sent.Fill(_sent, sent);
            Tally.CountUnchanged(sent.Content == held.Content ? RecordChange.Unchanged : RecordChange.Older, _sent);
            return;
        }
        entry.RecordVersion = held.RecordVersion + 1;
        sent.Fill(_sent, sent);
        var change = entry.FirstReceived == held.FirstReceived && entry.Content != held.Content ? RecordChange.Amended
            : RecordChange.EarlierReceipt;
        if (change == RecordChange.Amended) Amends(held);
        if (change == RecordChange.Amended && isConflict) Tally.CountConflict(_sent);
        Write(RulesOf(current), entry, change, held.Told, _sent);
    }

    /// <summary>Reads each version kept. Of the content held the index knows when it was first and last received, also where nothing was
    /// kept of those arrivals.</summary>
    void Learn(List<SentVersion> versions, in RecordIndexEntry held)
    {
        versions.RemoveAll(version => !Read(version, version));
        var content = held.Content;
        if (versions.Find(version => version.Content == content) is not { } kept) return;
        foreach (var seen in (ReadOnlySpan<long>)[held.Received, held.LastSeen])
            if (!versions.Exists(version => version.Content == content && version.Received == seen))
                versions.Add(kept with { Received = seen });
    }

    /// <summary>Where a record stands after all its versions in order of receipt, which of them stands, and whether <paramref name="sent"/>
    /// was taken in its turn. Leaves the timings of the one that stands.</summary>
    (RecordIndexEntry Entry, SentVersion Current, bool WasTaken) Fold(List<SentVersion> versions, RecordIndexEntry held, SentVersion sent)
    {
        var (entry, current, wasTaken) = (default(RecordIndexEntry), sent, false);
        var (clock, risk) = (_clocks[_rules.Clocks(_record.Council)[0]], RiskGrade.Ungraded);
        var first = Math.Min(held.FirstReceived, _received);
        NodaTime.Instant? due = null; // of what stands: a version that nobody let loosen it brings no limit of its own
        // Of versions of one receipt, which stand in one file: what is held stood last, and what is sent now comes after it.
        int InTurn(SentVersion version) => version == sent ? 2 : version.Content == held.Content ? 1 : 0;
        foreach (var version in versions.OrderBy(version => version.Received).ThenBy(InTurn).ThenBy(version => version.Turn))
        {
            Read(version, version);
            var number = _record.Version ?? RecordIndexEntry.NoVersion;
            var isFirst = entry.RecordVersion == 0;
            var change = isFirst ? RecordChange.New : RecordVersions.Compare(entry, version.Content, number, version.Received);
            if (change == RecordChange.Unchanged) entry.LastSeen = version.Received;
            if (change is not (RecordChange.New or RecordChange.Amended)) continue;
            var before = entry;
            (entry.Content, entry.Version, entry.Received, entry.LastSeen,
                entry.FirstReceived) = (version.Content, isFirst ? number : _record.Version ?? before.Version, version.Received,
                    version.Received, first);
            entry.RecordVersion++;
            var overdue = isFirst || before.IsCancelled ? Severity.None
                : StatusRatchet.OverdueAt(_timings[0], clock, risk, version.Received);
            Time(RulesOf(version), ref entry, mayNotLoosen: !isFirst, before, overdue, due,
                _decisions.About(_record.Key, version.Content, version.Received));
            if (!entry.Loosened) due = _timings[0].DueAt;
            (clock, risk) = (_clocks[RulesOf(version).Clocks(_record.Council)[0]], _record.Risk);
            current = version;
            wasTaken |= version == sent;
        }
        return (entry, current, wasTaken);
    }

    EditionRules RulesOf(SentVersion version) => _rulesByDay.On(ArrivalContext.FromMicroseconds(version.Received));

    /// <summary>By the rules of the day it was received; its content is known then. False: a version taken once would be rejected by them
    /// as they are written now.</summary>
    bool Read(SentVersion version, SentVersion sent)
    {
        version.Fill(_row, sent);
        var validate = RulesOf(version).Validate;
        if (!validate.Run(_row, _record)) return false;
        version.Content = _record.Content;
        return true;
    }
}

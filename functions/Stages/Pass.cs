using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>One reading of one file against what is held: each row read, validated, decided, timed and written, in that order.</summary>
sealed partial class Pass : IDisposable
{
    /// <summary>Rows read before their keys are hashed together.</summary>
    const int RowsAtOnce = 64;

    readonly Feed _feed;
    readonly Rows _rows;
    readonly Validate _validate;
    readonly KeyIndex _index;
    readonly Tables _tables;
    readonly RejectFile _rejects;
    readonly List<Clock> _clocks;
    readonly Timing[] _timings;
    readonly long _received;
    readonly Row[] _rowsWaiting;
    readonly Record[] _recordsWaiting;
    readonly byte[][] _names;
    Row _row;
    Record _record;
    int _waiting;
    int _records;

    public Pass(Work work, KeyIndex index, Engine engine, Pseudonyms keys, IReadOnlyList<string> councils, string scratch, CancellationToken cancel)
    {
        (_feed, _index, _received) = (work.Feed, index, work.Origin.ReceivedMicroseconds);
        _clocks = ClocksOn(_feed, work.Origin);
        _timings = new Timing[_clocks.Count];
        _rows = new Rows(work.Text, work.Header);
        _validate = new Validate(_feed, work.Header, work.Sender, keys, councils, work.Origin.Received);
        _tables = new Tables(engine, _feed, work.Origin, _validate, _clocks, keys.Version, scratch, cancel);
        _rejects = new RejectFile(_feed, Path.Combine(scratch, "rejects.csv"));
        _rowsWaiting = [.. Enumerable.Range(0, RowsAtOnce).Select(_ => new Row(_feed.Columns.Count))];
        _recordsWaiting = [.. Enumerable.Range(0, RowsAtOnce).Select(_ => new Record(_feed))];
        (_row, _record) = (_rowsWaiting[0], _recordsWaiting[0]);
        _sent = new Row(_feed.Columns.Count);
        _names = [.. _feed.Columns.Select(column => System.Text.Encoding.UTF8.GetBytes(column.Name))];
        Raised = new Raise(work.Origin, keys);
        foreach (var defect in work.Defects) Note(defect);
    }

    public Tally Tally { get; } = new();
    public Raise Raised { get; }
    public Tables Tables => _tables;
    public RejectFile Rejects => _rejects;

    /// <summary>A defect of the header that lets the rows in.</summary>
    void Note(FileDefect defect)
    {
        Tally.CountDefect(defect.Defect, defect.Defect.Tier, defect.Column, defect.Line);
        _tables.WriteDefect(defect.Line, defect.Column is null ? default : System.Text.Encoding.UTF8.GetBytes(defect.Column), defect.Defect, defect.Defect.Tier);
    }

    public void Run(CancellationToken cancel)
    {
        while (Next() is { } kind)
        {
            _records++;
            switch (kind)
            {
                case RecordKind.Blank:
                    Tally.CountBlank();
                    break;
                case RecordKind.Footer:
                    Tally.FooterLines.Add(_row.Line);
                    _records--;
                    break;
                case RecordKind.Unsplit:
                    Reject(Defects.RowUnsplit);
                    break;
                case RecordKind.Row:
                    if (TakeRow() && ++_waiting == RowsAtOnce) DecideWaiting(cancel);
                    break;
                default:
                    throw new InvalidOperationException($"No rule for a record of kind {kind}.");
            }
        }
        DecideWaiting(cancel);
    }

    /// <summary>Call once everything is decided, rows set aside too.</summary>
    public void Complete()
    {
        Tally.CheckConservation(_records);
        _rejects.Complete();
    }

    public void Dispose()
    {
        _rows.Dispose();
        _tables.Dispose();
        _rejects.Dispose();
    }

    /// <summary>Of each clock the edition that holds on the day of receipt.</summary>
    static List<Clock> ClocksOn(Feed feed, Origin origin)
    {
        var day = DayNumber.ToLocalDate(London.DayOf(origin.Received));
        return [.. feed.Clocks.GroupBy(clock => clock.Name).Select(editions =>
            editions.OrderBy(clock => clock.From).LastOrDefault(clock => clock.From <= day) ?? editions.MinBy(clock => clock.From)!)];
    }

    void Reject(Defect defect)
    {
        Tally.CountRejected();
        Tally.CountDefect(defect, Tier.Row, null, _row.Line);
        _tables.WriteDefect(_row.Line, default, defect, Tier.Row);
        _rejects.Add(_row.Line, defect, _rows.OriginalLine());
    }

    RecordKind? Next()
    {
        (_row, _record) = (_rowsWaiting[_waiting], _recordsWaiting[_waiting]);
        return _rows.Next(_row);
    }

    /// <summary>Reads a row into its record. False: it is rejected.</summary>
    bool TakeRow()
    {
        var kept = _validate.Run(_row, _record);
        foreach (var defect in _record.Defects)
        {
            var column = defect.Column < 0 ? null : _feed.Columns[defect.Column].Name;
            Tally.CountDefect(defect.Defect, defect.Tier, column, _row.Line);
            _tables.WriteDefect(_row.Line, defect.Column < 0 ? default : _names[defect.Column], defect.Defect, defect.Tier);
        }
        if (kept) return true;
        Tally.CountRejected();
        _rejects.Add(_row, _record.Defects);
        return false;
    }

    /// <summary>Decides the rows read since the last time, in their order.</summary>
    void DecideWaiting(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _validate.TakeKeys(_recordsWaiting.AsSpan(0, _waiting));
        for (var i = 0; i < _waiting; i++)
        {
            (_row, _record) = (_rowsWaiting[i], _recordsWaiting[i]);
            Decide();
        }
        _waiting = 0;
    }

    void Decide()
    {
        var isHeld = _index.Find(_record.Key, out var held);
        if (IsOutOfOrder(isHeld, held)) SetAside(held);
        else Take(isHeld, held, isHeld ? Versions.Compare(held, _record.Content, _record.Version ?? IndexEntry.NoVersion, _received) : Change.New);
    }

    void Take(bool isHeld, in IndexEntry held, Change change)
    {
        if (change == Change.Unchanged)
        {
            Tally.CountUnchanged();
            return;
        }
        var entry = held with { RecordVersion = held.RecordVersion + 1, FirstReceived = isHeld ? Math.Min(held.FirstReceived, _received) : _received };
        if (change != Change.EarlierReceiptOfOlder)
            (entry.Key, entry.Content, entry.Version, entry.Received) = (_record.Key, _record.Content, _record.Version ?? IndexEntry.NoVersion, _received);
        entry.IsAmended |= change is Change.Amended or Change.EarlierReceiptOfOlder;
        Time(ref entry, isHeld && change != Change.EarlierReceipt || held.Loosened, held);
        Write(entry, change, held.Severity, _row);
    }

    /// <param name="told">The severity last told of.</param>
    /// <param name="sent">The row as it was sent, where what stands is another version's.</param>
    void Write(in IndexEntry entry, Change change, Severity told, Row sent)
    {
        _index.Put(entry);
        _tables.Write(new Accepted { Row = _row, Sent = sent, Record = _record, Change = change, Entry = entry, Timings = _timings });
        Tally.CountAccepted(change, _row.Line, _timings[0]);
        if (_timings[0].Severity >= Severity.Serious && _timings[0].Severity > told)
            Raised.Add(entry.Key, _timings[0], _record.Risk);
    }

    /// <summary>Measures every clock. What was held may be tightened by an amendment, never loosened: then the earlier status stands, and says so.</summary>
    void Time(ref IndexEntry entry, bool mayNotLoosen, in IndexEntry held)
    {
        var first = Origin.FromMicroseconds(entry.FirstReceived);
        for (var clock = 0; clock < _clocks.Count; clock++)
            _timings[clock] = _clocks[clock].Measure(_record.Times, _record.Risk, first);
        ref var sharing = ref _timings[0];
        entry.Loosened = mayNotLoosen && Strictness(held.Status, held.Severity) > Strictness(sharing.Status, sharing.Severity);
        if (entry.Loosened)
            sharing = sharing with { Status = held.Status, Severity = held.Severity, Flags = sharing.Flags | TimingFlags.Loosened };
        (entry.Status, entry.Severity) = (sharing.Status, sharing.Severity);
    }

    static int Strictness(TimeStatus status, Severity severity) => status switch
    {
        TimeStatus.Late => 2 + (int)severity,
        TimeStatus.PossiblyLate or TimeStatus.Overdue => 1,
        _ => 0,
    };
}

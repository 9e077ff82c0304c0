using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Dates;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Ingestion.Versions;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion;

/// <summary>One reading of one file against what is held: each row read, validated, decided, timed and written, in that order.</summary>
sealed partial class IngestRun : IDisposable
{
    readonly Feed _feed;
    readonly FileDates _dates;
    readonly RowReader _rows;
    readonly RulesByDay _rulesByDay;
    readonly EditionRules _rules;
    readonly RecordIndex _index;
    readonly SharedNumbers _bearers;
    readonly bool _hasNumbers; // that one child bears alone
    readonly ArrivalTables _tables;
    readonly RejectFile _rejects;
    readonly LateFile _late;
    readonly Clock[] _clocks;
    readonly CouncilClocks _byCouncil;
    readonly Timing[] _timings;
    readonly long _received;
    readonly int _month;
    readonly byte[][] _names;
    readonly int _cancelled;
    Row _row;
    ValidatedRecord _record;
    int _records;
    readonly HashSet<long> _amended = [];
    long _amendedSince = long.MaxValue;
    (TimeStatus, Severity)? _alone;

    // The limits of clocks that ran by a row of this file: a later row may be another version of the record, and nothing else yet holds
    // them.
    readonly Dictionary<KeyedHash, NodaTime.Instant> _dues = [];

    public IngestRun(OpenedFile work, RecordIndex index, Pseudonyms keys, PipelineOptions options, string scratch, CancellationToken cancel)
    {
        (_feed, _dates, _index, _received, _month) = (work.Feed, work.Dates, index, work.Origin.ReceivedMicroseconds, work.Origin.Month);
        (_bearers, _hasNumbers) = (new SharedNumbers(index, _received), _feed.Child.NhsNumber >= 0 || _feed.Child.Upn >= 0);
        _clocks = [.. _feed.Clocks];
        _rows = new RowReader(work.Feed, work.Source.Parts);
        _rulesByDay = new RulesByDay(_feed,
            work.Sender.Id, edition => new RowValidator(edition, work.Sender, keys, options, work.Origin.Received, work.Dates));
        _rules = _rulesByDay.On(work.Origin.Received);
        _timings = new Timing[_rules.Clocks(Feed.None).Length];
        _byCouncil = new CouncilClocks(_feed, _rules.Validate.Councils, options.Calendars);
        _tables = new ArrivalTables(_feed, work.Origin, _rules.Validate.Councils, keys.Version, scratch, cancel);
        _rejects = new RejectFile(_feed, work.Source.Parts, Path.Combine(scratch, "rejects.csv"));
        _late = new LateFile(_feed, Path.Combine(scratch, "late.csv"));
        (_row, _record) = (new Row(_feed), new ValidatedRecord(_feed));
        _sent = new Row(_feed);
        _names = [.. _feed.Columns.Select(column => System.Text.Encoding.UTF8.GetBytes(column.Name))];
        _cancelled = _feed.Lake.Status < 0 ? Feed.None : _feed.Codes[_feed.Lake.Status]!.CodeOf("cancelled");
        Raised = new AlertSelector(work.Origin, _rules.Validate.Councils, keys);
        foreach (var defect in work.Source.Defects.Concat(work.Dates.Defects)) Note(defect);
        Tally.Headlines.AddRange([.. FileHeadlines.Of(work.Source.Defects), .. work.Dates.Headlines,
            .. ClockHeadlines.Of(_feed, work.Source.Parts)]);
        foreach (var part in work.Source.Parts)
            foreach (var (defect, column,
                found) in part.Text.Found) Tally.NameFound(defect, column < 0 ? null : _feed.Columns[column].Name, part.Number, found);
    }

    public IngestCounts Tally { get; } = new();
    public AlertSelector Raised { get; }
    public ArrivalTables Tables => _tables;
    public RejectFile Rejects => _rejects;
    public LateFile Late => _late;

    /// <summary>A defect of the file or its header that lets the rows in.</summary>
    void Note(FileDefect defect)
    {
        Tally.CountDefect(defect.Defect, defect.Defect.Tier, defect.Column, defect.Part, defect.Line, defect.Found);
        _tables.WriteDefect(defect.Part, defect.Line, defect.Column is null ? default : System.Text.Encoding.UTF8.GetBytes(defect.Column),
            defect.Defect, defect.Defect.Tier, defect.Defect.AdviceText);
    }

    /// <summary>Decides, times and writes every record; reading and validating run ahead of it on another thread. False: the file's dates
    /// are not all as they were taken to be, and all of it must be done again.</summary>
    public bool Run(CancellationToken cancel)
    {
        var (row, record) = (_row, _record);
        using (var ahead = new ReadAhead(_feed, _rows, _rules.Validate, cancel))
            while (ahead.Next() is { } block)
                for (var place = 0; place < block.Count; place++)
                {
                    (_row, _record) = (block.Row(place), block.Record(place));
                    Take(block.Mark(place));
                }
        (_row, _record) = (row, record);
        Tally.Headlines.InsertRange(0, FileHeadlines.Of(_rows.Defects));
        foreach (var defect in _rows.Defects) Note(defect);
        return !_rules.Validate.NeedsOrders && !_dates.Settle();
    }

    void Take((RecordKind Kind, bool IsKept, UnsplitRecord? Unsplit) mark)
    {
        if (mark.Kind == RecordKind.Footer)
        {
            Tally.FooterLines.Add((_row.Part!.Number, _row.Line));
            return;
        }
        _records++;
        if (mark.Kind == RecordKind.Blank) Tally.CountBlank();
        else if (mark.Kind == RecordKind.Unsplit) RejectUnsplit(mark.Unsplit!);
        else
        {
            if (_hasNumbers && mark.IsKept) FindShared();
            if (_record.Defects.Count > 0) TellDefects();
            if (mark.IsKept) Decide();
            else RejectRow();
        }
    }

    void FindShared()
    {
        var child = _feed.Child;
        if (_record.Child is { } number && _record.ChildBearer is { } bearer)
            FindShared(number, bearer, _record.ChildBasis == ChildBasis.Nhs ? child.NhsNumber : child.Upn);
        if (_record.Pupil is { } pupil && _record.PupilBearer is { } its) FindShared(pupil, its, child.Upn);
    }

    /// <summary>A number that another child bears is told on both rows, where both stand in this file.</summary>
    void FindShared(KeyedHash number, KeyedHash bearer, int column)
    {
        if (!_bearers.IsAnothers(number, bearer, new RowPlace(_row.Part!.Number, _row.Line), out var first)) return;
        if (first is { } stood) Note(new FileDefect(Defects.NumberShared, stood.Line, _feed.Columns[column].Name) { Part = stood.Part });
        _record.Defects.Add(new RowDefect(Defects.NumberShared, column, Tier.Warning));
    }

    /// <summary>The earliest first receipt among the records that were corrected; null when none was.</summary>
    public NodaTime.Instant? AmendedSince => _amendedSince < long.MaxValue ? ArrivalContext.FromMicroseconds(_amendedSince) : null;

    /// <summary>When the versions were received that this file corrects; few, as the arrivals that brought them.</summary>
    public IReadOnlyCollection<long> Amended => _amended;

    /// <summary>Call once everything is decided, rows set aside too.</summary>
    public void Complete()
    {
        Tally.CheckConservation(_records);
        _rejects.Complete();
        _late.Complete();
        _tables.EndRows();
    }

    /// <summary>Which fields this file corrected; the tables are complete then. Null: not all that was corrected is among the likely
    /// files.</summary>
    public FieldCorrections? Corrections(RecordHistory history, CancellationToken cancel) =>
        _tables.Complete() is var (identities, notifications) ? history.Corrections(identities, notifications, cancel) : null;

    public void Dispose()
    {
        _rows.Dispose();
        _rulesByDay.Dispose();
        _tables.Dispose();
        _rejects.Dispose();
        _late.Dispose();
    }

    void RejectUnsplit(UnsplitRecord record)
    {
        var defect = _row.Part!.Text.IsTranscript ? Defects.RowUnreadable : Defects.RowUnsplit;
        Tally.CountRejected();
        Raised.Met(_rules.Validate.Councils.Count == 1 ? 0 : -1);
        Tally.CountDefect(defect, Tier.Row, null, _row.Part.Number, _row.Line, record.Found);
        _tables.WriteDefect(_row.Part.Number, _row.Line, default, defect, Tier.Row, defect.AdviceText);
        _rejects.Add(_row.Part, _row.Line, defect, record.Line);
    }

    void RejectRow()
    {
        Tally.CountRejected();
        Raised.Met(_record.Council);
        _rejects.Add(_row, _record.Defects);
    }

    void TellDefects()
    {
        foreach (var defect in _record.Defects)
        {
            var isChilds = defect.Column >= 0 && _row.IsChilds(defect.Column);
            var column = defect.Column < 0 ? null
                : isChilds ? $"{_feed.Columns[defect.Column].Name} (child {_row.Group})" : _feed.Columns[defect.Column].Name;
            var isFirst = Tally.CountDefect(defect.Defect, defect.Tier, column, _row.Part!.Number, _row.Line);
            // how a system writes its columns, in every row
            if (!isFirst && (ReferenceEquals(defect.Defect, Defects.NoValue) || ReferenceEquals(defect.Defect, Defects.MarksRemoved)))
                continue;
            _tables.WriteDefect(_row.Part.Number,
                _row.Line, column is null ? default : !isChilds ? _names[defect.Column] : System.Text.Encoding.UTF8.GetBytes(column),
                    defect.Defect, defect.Tier, _feed.Advice.TextOn(defect.Defect, defect.Column));
        }
    }

    void Decide()
    {
        var isHeld = _index.Find(_record.Key, out var held);
        if (IsOutOfOrder(isHeld, held))
        {
            Defer(held);
            return;
        }
        var change = isHeld ? RecordVersions.Compare(held, _record.Content, _record.Version ?? RecordIndexEntry.NoVersion, _received)
            : RecordChange.New;
        if (change == RecordChange.Amended && MayHaveRunOut(held)) Defer(held);
        else Take(isHeld, held, change, null);
    }

    void Amends(in RecordIndexEntry held)
    {
        _amendedSince = Math.Min(_amendedSince, held.FirstReceived);
        _amended.Add(held.Received);
    }

    void Take(bool isHeld, in RecordIndexEntry held, RecordChange change, CorrectionDecision? decided)
    {
        if (change is RecordChange.Unchanged or RecordChange.Older)
        {
            if (change == RecordChange.Unchanged && _received > held.LastSeen) _index.Put(held with { LastSeen = _received });
            Tally.CountUnchanged(change, _row);
            return;
        }
        if (change == RecordChange.Amended)
        {
            Amends(held);
            if (_record.Version is { } version && version == held.Version) Tally.CountConflict(_row);
        }
        var entry = held with
        {
            RecordVersion = held.RecordVersion + 1,
            RecordMonth = isHeld ? held.RecordMonth : _month,
            FirstReceived = isHeld ? Math.Min(held.FirstReceived, _received) : _received,
        };
        if (change != RecordChange.EarlierReceiptOfOlder)
            (entry.Key, entry.Content, entry.Version, entry.Received, entry.LastSeen) =
                (_record.Key, _record.Content, _record.Version ?? (isHeld ? held.Version : RecordIndexEntry.NoVersion),
                _received, change == RecordChange.EarlierReceipt ? held.LastSeen : _received);
        entry.IsAmended |= change is RecordChange.Amended or RecordChange.EarlierReceiptOfOlder;
        Time(_rules, ref entry, isHeld && change != RecordChange.EarlierReceipt || held.Loosened,
            held, change == RecordChange.Amended ? held.ToldRunning : Severity.None, _dues.TryGetValue(_record.Key, out var due) ? due
                : null, decided);
        if (_timings[0] is { RunsOutAt: not null, DueAt: { } runs } && !(entry.Loosened && _dues.ContainsKey(_record.Key)))
            _dues[_record.Key] = runs;
        Write(_rules, entry, change, held.Told, _row);
    }

    /// <param name="rules">Those of the version that stands.</param>
    /// <param name="told">The severity last alerted to.</param>
    /// <param name="sent">The row as it was sent, where what stands is another version's.</param>
    void Write(EditionRules rules, in RecordIndexEntry entry, RecordChange change, Severity told, Row sent)
    {
        _index.Put(entry);
        var flags = _tables.Write(
            new AcceptedRow
            {
                Row = _row,
                Sent = sent,
                Record = _record,
                Change = change,
                Entry = entry,
                Timings = _timings,
                Clocks = rules.Clocks(_record.Council),
                Alone = _alone
            });
        Tally.CountAccepted(change, _row, _timings, flags, entry.IsCancelled);
        _late.Add(sent, _timings, rules.Clocks(_record.Council));
        Raised.Met(_record.Council);
        if (!entry.IsCancelled && _timings[0].Severity > told
            && (_timings[0].Severity >= Severity.Serious || _timings[0].Status == TimeStatus.Overdue)
            && _clocks[rules.Clocks(_record.Council)[0]].Alerts)
            Raised.Add(_record, entry.Key, _timings[0], _clocks[rules.Clocks(_record.Council)[0]]);
        if (!entry.IsCancelled) RaiseOtherClocks(rules, entry.Key);
    }

    /// <summary>A clock other than the first that nothing has stopped, and that was past its limit already when the file came.</summary>
    void RaiseOtherClocks(EditionRules rules, KeyedHash key)
    {
        var clocks = rules.Clocks(_record.Council);
        for (var place = 1; place < _timings.Length; place++)
            if (_timings[place] is { IsNotRun: false, Status: TimeStatus.Overdue, RunsOutAt: { } limit } timing
                && _clocks[clocks[place]].Alerts)
                Raised.AddOther(_record, key, timing, _clocks[clocks[place]], RunningClock.HourAfter(limit));
    }

    /// <summary>Measures every clock that runs for the record. The first decides how it stands: there, what was held may be tightened by an
    /// amendment, never loosened.</summary>
    /// <param name="overdue">What the version held had come to be by now; <paramref name="due"/> its limit, where that is known.</param>
    /// <param name="decided">What somebody decided about this version.</param>
    void Time(EditionRules rules, ref RecordIndexEntry entry, bool mayNotLoosen, in RecordIndexEntry held, Severity overdue,
        NodaTime.Instant? due, CorrectionDecision? decided)
    {
        var first = ArrivalContext.FromMicroseconds(entry.FirstReceived);
        var clocks = rules.Clocks(_record.Council);
        for (var place = 0; place < _timings.Length; place++)
        {
            var clock = _clocks[clocks[place]];
            _timings[place] = clock.Runs(_record.Times, _record.Codes)
                ? _byCouncil.Measure(rules, place, _record, first, ArrivalContext.FromMicroseconds(entry.Received))
                : new Timing { IsNotRun = true, Status = TimeStatus.Unknown, Limit = clock.Limit };
        }
        ref var timing = ref _timings[0];
        var alone = timing;
        var isKept = mayNotLoosen && StatusRatchet.Keep(ref timing, held, due);
        isKept |= StatusRatchet.KeepOverdue(ref timing, overdue, due);
        if (decided is { IsAccepted: true }) (timing, isKept) = (alone with { Flags = alone.Flags | TimingFlags.LooseningAccepted }, false);
        else if (isKept && decided is not null) timing = timing with { Flags = timing.Flags | TimingFlags.LooseningRefused };
        entry.Loosened = isKept;
        _alone = isKept && decided is null ? (alone.Status, alone.Severity) : null;
        (entry.Status, entry.Severity) = (timing.Status, timing.Severity);
        entry.IsCancelled = _cancelled >= 0 && _record.Codes[_feed.Lake.Status] == _cancelled;
        if (timing.RunsOutAt is null && !entry.IsCancelled) entry.ToldRunning = Severity.None;
    }
}

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
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion;

/// <summary>One reading of one file against what is held: each row is read, validated, decided, timed and written, in that order.</summary>
sealed class IngestRun : IDisposable
{
    readonly Feed _feed;
    readonly FileDates _dates;
    readonly RowReader _rows;
    readonly RulesByDay _rulesByDay;
    readonly EditionRules _rules;
    readonly SharedNumbers _bearers;
    readonly bool _hasNumbers; // that one child bears only
    readonly byte[][] _names;
    readonly VersionDecision _decision;
    readonly VersionReplay _replay;
    readonly IReadOnlySet<(int Part, int Line)>? _only; // these rows are judged; null for all
    int _records;

    public IngestRun(OpenedFile file, RecordIndex index, Pseudonyms keys, PipelineOptions options, string scratch, CancellationToken cancel)
    {
        (_feed, _dates, _only) = (file.Feed, file.Dates, file.File.Replaces?.Rejected);
        (_bearers, _hasNumbers) =
            (new SharedNumbers(index, file.Origin.ReceivedMicroseconds), _feed.Child.NhsNumber >= 0 || _feed.Child.Upn >= 0);
        _rows = new RowReader(_feed, file.Source.Parts);
        _rulesByDay = new RulesByDay(_feed,
            file.Sender.Id, edition => new RowValidator(edition, file.Sender, keys, options, file.Origin.Received, file.Dates));
        _rules = _rulesByDay.On(file.Origin.Received);
        _names = [.. _feed.Columns.Select(column => System.Text.Encoding.UTF8.GetBytes(column.Name))];
        Tables = new ArrivalTables(_feed, file.Origin, _rules.Validate.Councils, keys.Version, scratch, cancel);
        Rejects = new RejectFile(_feed, file.Source.Parts, Path.Combine(scratch, "rejects.csv"));
        Late = new LateFile(_feed, Path.Combine(scratch, "late.csv"));
        Alerts = new AlertSelector(file.Origin, _rules.Validate.Councils, keys);
        var clocks = new ClockMeasurement(_feed, _rules, options);
        var writer = new VersionWriter(_feed, index, Tables, Counts, Alerts, Late);
        _decision = new VersionDecision(_feed, file.Origin, _rules, index, clocks, writer, Counts);
        _replay = new VersionReplay(_feed, file.Origin, _rulesByDay, index, clocks, writer, Counts);
        NoteWhatTheFileShows(file);
    }

    public IngestCounts Counts { get; } = new();
    public AlertSelector Alerts { get; }
    public ArrivalTables Tables { get; }
    public RejectFile Rejects { get; }
    public LateFile Late { get; }

    /// <summary>The rows that wait for the history of their records.</summary>
    public DeferredRows Deferred => _decision.Deferred;

    /// <summary>What this file corrects.</summary>
    public AmendedVersions Amended => _decision.Amended;

    /// <summary>Decides, times and writes every record; reading and validating run ahead of it on another thread. False: the file's dates
    /// are not all as they were taken to be, and all of it must be done again.</summary>
    public bool Run(CancellationToken cancel)
    {
        using (var ahead = new ReadAhead(_feed, _rows, _rules.Validate, cancel))
            while (ahead.Next() is { } block)
                for (var place = 0; place < block.Count; place++)
                    Take(block.Row(place), block.Record(place), block.Mark(place));
        Counts.Headlines.InsertRange(0, FileHeadlines.Of(_rows.Defects));
        foreach (var defect in _rows.Defects) Note(defect);
        return !_rules.Validate.NeedsOrders && !_dates.Settle();
    }

    /// <summary>Decides every row that waits.</summary>
    public void ReplayDeferred(RecordHistory history, CorrectionDecisions decisions, CancellationToken cancel) =>
        _replay.Run(_decision, history, decisions, cancel);

    /// <summary>Call once everything is decided, rows that waited too.</summary>
    public void Complete()
    {
        Counts.CheckConservation(_records);
        Rejects.Complete();
        Late.Complete();
        Tables.EndRows();
    }

    /// <summary>Which fields this file corrected; the tables are complete then. Null: not all that was corrected is among the likely
    /// files.</summary>
    public FieldCorrections? Corrections(RecordHistory history, CancellationToken cancel) =>
        Tables.Complete() is var (identities, notifications) ? history.Corrections(identities, notifications, cancel) : null;

    public void Dispose()
    {
        _rows.Dispose();
        _rulesByDay.Dispose();
        Tables.Dispose();
        Rejects.Dispose();
        Late.Dispose();
    }

    void NoteWhatTheFileShows(OpenedFile file)
    {
        foreach (var defect in file.Source.Defects.Concat(file.Dates.Defects)) Note(defect);
        Counts.Headlines.AddRange(
            [.. FileHeadlines.Of(file.Source.Defects), .. file.Dates.Headlines, .. ClockHeadlines.Of(_feed, file.Source.Parts)]);
        foreach (var part in file.Source.Parts)
            foreach (var (defect, column, found) in part.Text.Found)
                Counts.NameFound(defect, column < 0 ? null : _feed.Columns[column].Name, part.Number, found);
    }

    /// <summary>A defect of the file or its header that lets the rows in.</summary>
    void Note(FileDefect defect)
    {
        Counts.CountDefect(defect.Defect, defect.Defect.Tier, defect.Column, defect.Part, defect.Line, defect.Found);
        Tables.WriteDefect(defect.Part, defect.Line, defect.Column is null ? default : System.Text.Encoding.UTF8.GetBytes(defect.Column),
            defect.Defect, defect.Defect.Tier, defect.Defect.AdviceText);
    }

    void Take(Row row, ValidatedRecord record, (RecordKind Kind, bool IsKept, UnsplitRecord? Unsplit) mark)
    {
        if (mark.Kind == RecordKind.Footer)
        {
            Counts.FooterLines.Add((row.Part!.Number, row.Line));
            return;
        }
        _records++;
        if (mark.Kind == RecordKind.Blank) Counts.CountBlank();
        else if (_only is not null && !_only.Contains((row.Part!.Number, row.Line))) Counts.CountUnchanged(RecordChange.Unchanged, row);
        else if (mark.Kind == RecordKind.Unsplit) RejectUnsplit(row, mark.Unsplit!);
        else
        {
            if (_hasNumbers && mark.IsKept) FindShared(row, record);
            if (record.Defects.Count > 0) WriteDefects(row, record);
            if (mark.IsKept) _decision.Decide(row, record);
            else RejectRow(row, record);
        }
    }

    void FindShared(Row row, ValidatedRecord record)
    {
        var child = _feed.Child;
        if (record.Child is { } number && record.ChildBearer is { } bearer)
            FindShared(row, record, number, bearer, record.ChildBasis == ChildBasis.Nhs ? child.NhsNumber : child.Upn);
        if (record.Pupil is { } pupil && record.PupilBearer is { } its) FindShared(row, record, pupil, its, child.Upn);
    }

    /// <summary>A number that another child bears is a defect of both rows, where both are in this file.</summary>
    void FindShared(Row row, ValidatedRecord record, KeyedHash number, KeyedHash bearer, int column)
    {
        if (!_bearers.IsAnothers(number, bearer, new RowPlace(row.Part!.Number, row.Line), out var first)) return;
        if (first is { } place) Note(new FileDefect(Defects.NumberShared, place.Line, _feed.Columns[column].Name) { Part = place.Part });
        record.Defects.Add(new RowDefect(Defects.NumberShared, column, Tier.Warning));
    }

    void RejectUnsplit(Row row, UnsplitRecord unsplit)
    {
        var defect = row.Part!.Text.IsTranscript ? Defects.RowUnreadable : Defects.RowUnsplit;
        Counts.CountRejected();
        Alerts.CountRow(_rules.Validate.Councils.Count == 1 ? 0 : -1);
        Counts.CountDefect(defect, Tier.Row, null, row.Part.Number, row.Line, unsplit.Found);
        Tables.WriteDefect(row.Part.Number, row.Line, default, defect, Tier.Row, defect.AdviceText);
        Rejects.Add(row.Part, row.Line, defect, unsplit.Line);
    }

    void RejectRow(Row row, ValidatedRecord record)
    {
        Counts.CountRejected();
        Alerts.CountRow(record.Council);
        Rejects.Add(row, record.Defects);
    }

    void WriteDefects(Row row, ValidatedRecord record)
    {
        foreach (var defect in record.Defects)
        {
            var isChilds = defect.Column >= 0 && row.IsChilds(defect.Column);
            var column = defect.Column < 0 ? null
                : isChilds ? $"{_feed.Columns[defect.Column].Name} (child {row.Group})" : _feed.Columns[defect.Column].Name;
            var isFirst = Counts.CountDefect(defect.Defect, defect.Tier, column, row.Part!.Number, row.Line);
            // How a system writes its columns, in every row: once is enough.
            if (!isFirst && (ReferenceEquals(defect.Defect, Defects.NoValue) || ReferenceEquals(defect.Defect, Defects.MarksRemoved)))
                continue;
            var name = column is null ? default : isChilds ? System.Text.Encoding.UTF8.GetBytes(column) : _names[defect.Column];
            Tables.WriteDefect(row.Part.Number, row.Line, name, defect.Defect, defect.Tier,
                _feed.Advice.TextOn(defect.Defect, defect.Column));
        }
    }
}

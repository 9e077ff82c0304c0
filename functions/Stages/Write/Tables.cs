using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>An accepted version of a record, ready to be written: what the row says, what it is to what was held, and how it stands.</summary>
public readonly ref struct Accepted
{
    public required Row Row { get; init; }

    /// <summary>The row that came in; another than <see cref="Row"/> where an older version came out of order and a newer one stands.</summary>
    public required Row Sent { get; init; }
    public required Record Record { get; init; }
    public required Change Change { get; init; }
    public required RecordIndexEntry Entry { get; init; }
    public required ReadOnlySpan<Timing> Timings { get; init; }

    /// <summary>Which of the feed's clocks each timing is by: of every clock, the edition that holds.</summary>
    public required ReadOnlySpan<int> Clocks { get; init; }

    /// <summary>What the first clock would give by this version alone, where an earlier one's result stands and nobody has decided.</summary>
    public required (TimeStatus Status, Severity Severity)? Alone { get; init; }
}

/// <summary>The Parquet files one arrival fills: three for analysts, one for named operators.</summary>
public sealed class Tables : IDisposable
{
    static readonly int UpnKey = LakeTables.Notifications["upn_key"], ReferenceKey = LakeTables.Notifications["reference_key"], DemographicKey = LakeTables.Notifications["demographic_key"],
        ChildBearer = LakeTables.Notifications["child_bearer"], UpnBearer = LakeTables.Notifications["upn_bearer"];
    static readonly int Source = LakeTables.Notifications["source"], Outcome = LakeTables.Notifications["outcome"], ReferredOn = LakeTables.Notifications["referred_on"],
        SourceSystem = LakeTables.Notifications["source_system"],
        Detail = LakeTables.Notifications["detail"], OccurrenceKey = LakeTables.Notifications["occurrence_key"],
        AloneStatus = LakeTables.Timeliness["alone_status"], AloneSeverity = LakeTables.Timeliness["alone_severity"], OfficeHours = LakeTables.Timeliness["office_hours"];

    readonly Feed _feed;
    readonly Origin _origin;
    readonly int _keyVersion;
    readonly IReadOnlyList<Clock> _clocks;
    readonly TableFile _notifications;
    readonly TableFile _timeliness;
    readonly TableFile _identities;
    readonly TableFile _rejects;
    readonly AgeBand _ageBand;
    readonly Words _words;
    readonly byte[] _text = new byte[Clock.ExplanationLength + TimeCodes.MaxLength + 1024];
    readonly byte[] _key = new byte[KeyedHash.HexLength];
    readonly byte[] _child = new byte[KeyedHash.HexLength];
    readonly double[] _steps = new double[Clock.Steps];
    readonly Sender? _sender;

    public Tables(Engine engine, Feed feed, Origin origin, IReadOnlyList<string> councils, int keyVersion, string scratch, CancellationToken cancel)
    {
        (_feed, _origin, _clocks, _keyVersion) = (feed, origin, feed.Clocks, keyVersion);
        _words = new Words(feed.Editions[^1], origin, councils); // each edition's codes begin with those of the one before
        TableFile Open(LakeTable table, KnownTexts known, string container) =>
            new(engine, table, known, container, origin.TablePath(table.Name), System.IO.Path.Combine(scratch, $"{table.Name}.parquet"), cancel);
        _notifications = Open(LakeTables.Notifications, _words.Notifications(), Containers.Lake);
        _timeliness = Open(LakeTables.Timeliness, _words.Timeliness(), Containers.Lake);
        _rejects = Open(LakeTables.Rejects, _words.Rejects(), Containers.Lake);
        var identities = Stages.Identities.Table(feed);
        _identities = Open(identities, Stages.Identities.Known(identities, origin), Containers.Restricted);
        _sender = feed.FindSender(origin.Sender);
        _ageBand = new AgeBand(London.DayOf(origin.Received));
    }

    public TableFile Identities => _identities;
    public TableFile Notifications => _notifications;

    /// <summary>In the order they are published.</summary>
    public IEnumerable<TableFile> Files => [_identities, _notifications, _timeliness, _rejects];

    /// <summary>Returns what is to be known of the row on all its clocks.</summary>
    public TimingFlags Write(in Accepted accepted)
    {
        accepted.Record.Key.WriteHex(_key);
        var flags = TimingFlags.None;
        for (var timing = 0; timing < accepted.Timings.Length; timing++)
        {
            flags |= accepted.Timings[timing].Flags;
            if (!accepted.Timings[timing].IsNotRun) flags |= WriteTiming(accepted, timing, accepted.Clocks[timing]);
        }
        WriteNotification(accepted, flags);
        Stages.Identities.Write(_identities, _origin, _key, _keyVersion, accepted);
        return flags;
    }

    public void WriteDefect(int part, int line, ReadOnlySpan<byte> column, Defect defect, Tier tier, ReadOnlySpan<byte> advice)
    {
        var row = _rejects.Row;
        if (line > 0) row.Integer(4, line);
        if (!column.IsEmpty) row.Text(5, column);
        row.Text(6, defect.CodeText);
        row.Text(7, tier switch { Tier.File => "file"u8, Tier.Row => "row"u8, _ => "warning"u8 });
        row.Text(8, advice);
        row.Integer(9, part);
        _rejects.EndRow();
    }

    /// <summary>No more rows: the files are finished side by side while the index is written.</summary>
    public void EndRows()
    {
        foreach (var file in Files) file.EndRows();
    }

    public void Dispose()
    {
        foreach (var file in Files) file.Dispose();
    }

    void WriteNotification(in Accepted accepted, TimingFlags timing)
    {
        var (record, row, lake) = (accepted.Record, _notifications.Row, _feed.Lake);
        row.Text(0, _key);
        row.Integer(1, accepted.Entry.RecordVersion);
        row.Code(2, accepted.Change switch { Change.New => 0, Change.Amended => 1, _ => 2 });
        if (record.Council >= 0) row.Code(6, record.Council);
        WriteChild(row, record);
        row.Integer(10, _keyVersion);
        Code(row, 11, lake.Category, record);
        if (lake.RiskGrade >= 0) row.Code(12, _words.GradeCode(record));
        Code(row, 13, lake.Status, record);
        WriteOccurred(row, record);
        row.Instant(16, Origin.ToTheHour(_origin.ReceivedMicroseconds));
        row.Instant(17, Origin.ToTheHour(accepted.Entry.FirstReceived));
        if (_ageBand.Of(record) is { } band) row.Code(18, band);
        Code(row, 19, lake.Sex, record);
        Code(row, 20, lake.Ethnicity, record);
        if (!record.Sector.IsEmpty) row.Text(21, record.Sector);
        Code(row, 22, lake.Consent, record);
        if (lake.Category >= 0 && record.Codes[lake.Category] is >= 0 and var category && _words.FactorOf[category] >= 0) row.Code(23, _words.FactorOf[category]);
        if (Flags(accepted, timing) is { IsEmpty: false } flags) row.Text(24, flags);
        row.Integer(26, accepted.Row.Line);
        row.Integer(27, accepted.Row.Part!.Number);
        row.Instant(28, Origin.ToTheHour(accepted.Entry.Received));
        Code(row, Source, lake.Source, record);
        Code(row, Outcome, lake.Outcome, record);
        if (lake.Referred >= 0 && DayOf(record.Written[lake.Referred]) is { } referred) row.Date(ReferredOn, referred);
        if (_sender is { Systems.Count: > 0 } && _sender.SystemOn(CameOn(accepted)) is >= 0 and var system) row.Code(SourceSystem, system);
        Code(row, Detail, lake.Detail, record);
        if (record.Occurrence is { } occurrence)
        {
            occurrence.WriteHex(_child);
            row.Text(OccurrenceKey, _child);
        }
        _notifications.EndRow();
    }

    void WriteChild(Batch row, Record record)
    {
        if (record.Child is { } child)
        {
            child.WriteHex(_child);
            row.Text(7, _child);
            row.Code(8, record.ChildBasis switch { ChildBasis.Nhs => 0, ChildBasis.Upn => 1, ChildBasis.Demographic => 2, _ => 3 });
        }
        Key(row, 9, record.Household);
        Key(row, UpnKey, record.Pupil);
        Key(row, ReferenceKey, record.Reference);
        Key(row, DemographicKey, record.Demographic);
        Key(row, ChildBearer, record.ChildBearer);
        Key(row, UpnBearer, record.PupilBearer);
    }

    void Key(Batch row, int target, KeyedHash? key)
    {
        if (key is not { } known) return;
        known.WriteHex(_child);
        row.Text(target, _child);
    }

    void WriteOccurred(Batch row, Record record)
    {
        foreach (var slot in _feed.Occurred)
        {
            if (!record.Times[slot].IsUsable) continue;
            var local = London.ToLocalSeconds(London.Resolve(record.Times[slot]).Earliest);
            row.Date(14, (int)Math.Floor(local / 86400.0));
            if (record.Times[slot].Form == TimeForm.Minute) row.Integer(15, (int)((local % 86400 + 86400) % 86400 / 3600));
            return;
        }
    }

    /// <summary>The London day of a time that can be read.</summary>
    static int? DayOf(WrittenTime written) =>
        written.IsUsable ? (int)Math.Floor(London.ToLocalSeconds(London.Resolve(written).Earliest) / 86400.0) : null;

    void Code(Batch row, int target, int column, Record record)
    {
        if (column >= 0 && _words.CodeOf(column, record.Codes[column]) is { } code) row.Code(target, code);
    }

    /// <summary>The day the record was written, where that is told and can be; else of its first receipt.</summary>
    DateOnly CameOn(in Accepted accepted)
    {
        var came = Origin.FromMicroseconds(accepted.Entry.FirstReceived);
        foreach (var segment in _clocks[accepted.Clocks[0]].Segments)
            if (segment is { Step: Step.Written, To: >= 0 } && accepted.Record.Times[segment.To] is { IsUsable: true } written && London.Resolve(written).Earliest is var day && day < came)
                came = day;
        return DayNumber.ToDate(London.DayOf(came));
    }

    /// <summary>The codes of everything a reader of this row should know, each once, ';' between.</summary>
    /// <param name="timing">Of all its clocks.</param>
    ReadOnlySpan<byte> Flags(in Accepted accepted, TimingFlags timing)
    {
        var at = TimeCodes.Write(timing, _text);
        if (_feed.Lake.RiskGrade >= 0 && accepted.Record.Codes[_feed.Lake.RiskGrade] == Record.Blank) at = Append(at, "RISK_UNGRADED"u8);
        var defects = accepted.Record.Defects;
        for (var i = 0; i < defects.Count; i++)
        {
            if (IsRepeated(defects, i) || at > _text.Length - 64) continue;
            var code = defects[i].Defect.CodeText;
            if (_text.AsSpan(0, at).IndexOf(code) >= 0) continue;
            at = Append(at, code);
        }
        return _text.AsSpan(0, at);
    }

    int Append(int at, ReadOnlySpan<byte> code)
    {
        if (at > 0) _text[at++] = (byte)';';
        code.CopyTo(_text.AsSpan(at));
        return at + code.Length;
    }

    static bool IsRepeated(List<RowDefect> defects, int at)
    {
        for (var before = 0; before < at; before++)
            if (ReferenceEquals(defects[before].Defect, defects[at].Defect)) return true;
        return false;
    }

    /// <summary>Returns what is to be known of the steps on the way.</summary>
    TimingFlags WriteTiming(in Accepted accepted, int place, int clock)
    {
        ref readonly var timing = ref accepted.Timings[place];
        var row = _timeliness.Row;
        row.Text(0, _key);
        row.Integer(1, accepted.Entry.RecordVersion);
        row.Integer(2, _keyVersion);
        row.Code(6, _words.NameOf[clock]);
        row.Code(7, _words.EditionOf[clock]);
        if (timing.Basis >= 0) row.Code(8, _words.BasisOf[clock][timing.Basis]);
        if (timing.StartedOn is { } started) row.Date(10, started);
        if (timing.StoppedOn is { } stopped)
        {
            row.Code(9, timing.StopBasis < 0 ? 0 : _words.StopOf[clock][timing.StopBasis]);
            row.Date(11, stopped);
        }
        if (timing.DueAt is { } due) row.Instant(12, Origin.ToTheHour(Origin.Microseconds(due)));
        if (!double.IsNaN(timing.ElapsedHours)) row.Double(13, timing.ElapsedHours);
        if (!double.IsNaN(timing.ElapsedHoursMin)) row.Double(14, timing.ElapsedHoursMin);
        if (timing.WorkingDays is { } days) row.Integer(15, days);
        row.Code(16, _words.LimitCode(timing.Limit));
        row.Code(17, (int)timing.Status);
        row.Code(18, (int)timing.Severity);
        if (timing.LateByHours is { } late) row.Double(19, late);
        row.Text(20, _text.AsSpan(0, _clocks[clock].Explain(timing, accepted.Record.Risk, _text)));
        row.Instant(21, Origin.ToTheHour(accepted.Entry.FirstReceived));
        row.Integer(23, accepted.Row.Line);
        row.Integer(24, accepted.Row.Part!.Number);
        row.Instant(25, Origin.ToTheHour(accepted.Entry.Received));
        if (place == 0 && accepted.Alone is { } alone)
        {
            row.Code(AloneStatus, (int)alone.Status);
            row.Code(AloneSeverity, (int)alone.Severity);
        }
        if (timing.IsOfficeHours is { } isOpen) row.Code(OfficeHours, isOpen ? 0 : 1);
        if (timing.RunsOutAt is { } runsOut) WriteRunning(row, timing, runsOut);
        var flags = WriteSteps(row, accepted, timing, _clocks[clock]);
        _timeliness.EndRow();
        return flags;
    }

    TimingFlags WriteSteps(Batch row, in Accepted accepted, in Timing timing, Clock clock)
    {
        if (clock.Segments.Length == 0) return TimingFlags.None;
        var flags = clock.MeasureSegments(accepted.Record.Times, timing, Origin.FromMicroseconds(accepted.Entry.FirstReceived), _steps);
        for (var step = 0; step < _steps.Length; step++)
            if (!double.IsNaN(_steps[step])) row.Double(29 + step, _steps[step]);
        return flags;
    }

    /// <summary>What the clock will come to if nothing stops it, for whoever asks later.</summary>
    static void WriteRunning(Batch row, in Timing timing, NodaTime.Instant runsOut)
    {
        row.Instant(26, Origin.Microseconds(RunningClock.HourFrom(timing.Start!.Value)));
        row.Instant(27, Origin.Microseconds(RunningClock.HourFrom(timing.RunsSince!.Value)));
        row.Instant(28, Origin.Microseconds(RunningClock.HourAfter(runsOut)));
    }
}

using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Lake.Tables;
using FrontDoor.Lake.Writing;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Writing;

/// <summary>An accepted version of a record, to be written: its row, its relation to the earlier version, and its results.</summary>
public readonly ref struct AcceptedRow
{
    public required Row Row { get; init; }

    /// <summary>The row that came in; differs from <see cref="Row"/> if an older version came out of order and a newer one is
    /// current.</summary>
    public required Row Sent { get; init; }
    public required ValidatedRecord Record { get; init; }
    public required RecordChange Change { get; init; }
    public required RecordIndexEntry Entry { get; init; }
    public required ReadOnlySpan<Timing> Timings { get; init; }

    /// <summary>The clock of each timing: for every clock, the edition that applies.</summary>
    public required ReadOnlySpan<int> Clocks { get; init; }

    /// <summary>The first clock's result by this version only, if an earlier result applies and no one has decided.</summary>
    public required (TimeStatus Status, Severity Severity)? Alone { get; init; }
}

/// <summary>The Parquet files of one arrival: three for analysts, one for named operators.</summary>
public sealed class ArrivalTables : IDisposable
{
    readonly Feed _feed;
    readonly ArrivalContext _origin;
    readonly int _keyVersion;
    readonly IReadOnlyList<Clock> _clocks;
    readonly TableWriter<NotificationsTable> _notifications;
    readonly TableWriter<TimelinessTable> _timeliness;
    readonly TableWriter<Identities> _identities;
    readonly TableWriter<RejectsTable> _rejects;
    readonly AgeBand _ageBand;
    readonly ColumnDictionary _words;
    readonly byte[] _text = new byte[Clock.ExplanationLength + TimeCodes.MaxLength + 1024];
    readonly byte[] _key = new byte[KeyedHash.HexLength];
    readonly byte[] _child = new byte[KeyedHash.HexLength];
    readonly double[] _steps = new double[Clock.Steps];
    readonly Sender? _sender;

    public ArrivalTables(Feed feed, ArrivalContext origin, IReadOnlyList<string> councils, int keyVersion, string scratch,
        CancellationToken cancel)
    {
        (_feed, _origin, _clocks, _keyVersion) = (feed, origin, feed.Clocks, keyVersion);
        _words = new ColumnDictionary(feed.Editions[^1], origin, councils); // each edition's codes begin with those of the edition before
        TableWriter<T> Open<T>(Func<T> table, string name) where T : LakeTable =>
            new(table, Path.Combine(scratch, $"{name}.parquet"), cancel);
        _notifications = Open(_words.Notifications, LakeTables.Notifications.Name);
        _timeliness = Open(_words.Timeliness, LakeTables.Timeliness.Name);
        _rejects = Open(_words.Rejects, LakeTables.Rejects.Name);
        _identities = Open(() => Identities.Of(feed, origin), Identities.Folder);
        _sender = feed.FindSender(origin.Sender);
        _ageBand = new AgeBand(London.DayOf(origin.Received));
    }

    /// <summary>The paths of the finished files of identities and notifications.</summary>
    public (string Identities, string Notifications) Complete() => (_identities.Complete()!, _notifications.Complete()!);

    TableWriter[] Writers => [_identities, _notifications, _timeliness, _rejects];

    /// <summary>Adds the finished files to an attempt.</summary>
    internal void AddTo(CommitAttempt attempt)
    {
        attempt.Add(Containers.Restricted, Identities.Folder, _identities);
        attempt.Add(Containers.Lake, LakeTables.Notifications.Name, _notifications);
        attempt.Add(Containers.Lake, LakeTables.Timeliness.Name, _timeliness);
        attempt.Add(Containers.Lake, LakeTables.Rejects.Name, _rejects);
    }

    /// <summary>Returns the flags of the row on all its clocks.</summary>
    public TimingFlags Write(in AcceptedRow accepted)
    {
        accepted.Record.Key.WriteHex(_key);
        var flags = TimingFlags.None;
        for (var timing = 0; timing < accepted.Timings.Length; timing++)
        {
            flags |= accepted.Timings[timing].Flags;
            if (!accepted.Timings[timing].IsNotRun) flags |= WriteTiming(accepted, timing, accepted.Clocks[timing]);
        }
        WriteNotification(accepted, flags);
        _identities.Row.Write(_origin, _key, _keyVersion, accepted);
        _identities.EndRow();
        return flags;
    }

    public void WriteDefect(int part, int line, ReadOnlySpan<byte> column, Defect defect, Tier tier, ReadOnlySpan<byte> advice)
    {
        var row = _rejects.Row;
        if (line > 0) row.Line.Set(line);
        if (!column.IsEmpty) row.Column.Set(column);
        row.Code.Set(defect.CodeText);
        row.Tier.Set(tier switch { Tier.File => "file", Tier.Row => "row", _ => "warning" });
        row.Advice.Set(advice);
        row.Part.Set(part);
        _rejects.EndRow();
    }

    /// <summary>Ends the rows: the files are finished in parallel while the index is written.</summary>
    public void EndRows()
    {
        foreach (var writer in Writers) writer.EndRows();
    }

    public void Dispose()
    {
        foreach (var writer in Writers) writer.Dispose();
    }

    void WriteNotification(in AcceptedRow accepted, TimingFlags timing)
    {
        var (record, row, lake) = (accepted.Record, _notifications.Row, _feed.Lake);
        row.NotificationKey.Set(_key);
        row.RecordVersion.Set(accepted.Entry.RecordVersion);
        row.RecordMonth.Set(accepted.Entry.RecordMonth);
        row.Change.Set(accepted.Change switch { RecordChange.New => "new", RecordChange.Amended => "amended", _ => "earlier_receipt" });
        if (record.Council >= 0) row.LaCode.Code(record.Council);
        WriteChild(row, record);
        row.KeyVersion.Set(_keyVersion);
        Code(row.Category, lake.Category, record);
        if (lake.RiskGrade >= 0) row.RiskGrade.Code(_words.GradeCode(record));
        Code(row.Status, lake.Status, record);
        WriteOccurred(row, record);
        row.ReceivedAt.SetMicroseconds(ArrivalContext.ToTheHour(_origin.ReceivedMicroseconds));
        row.FirstReceivedAt.SetMicroseconds(ArrivalContext.ToTheHour(accepted.Entry.FirstReceived));
        row.AgeBand.Code(_ageBand.Of(record));
        Code(row.Sex, lake.Sex, record);
        Code(row.Ethnicity, lake.Ethnicity, record);
        if (!record.Sector.IsEmpty) row.PostcodeSector.Set(record.Sector);
        Code(row.Consent, lake.Consent, record);
        if (lake.Category >= 0 && record.Codes[lake.Category] is >= 0 and var category && _words.FactorOf[category] >= 0)
            row.Factors.Code(_words.FactorOf[category]);
        if (Flags(accepted, timing) is { IsEmpty: false } flags) row.Flags.Set(flags);
        row.Line.Set(accepted.Row.Line);
        row.Part.Set(accepted.Row.Part!.Number);
        row.AsOf.SetMicroseconds(ArrivalContext.ToTheHour(accepted.Entry.Received));
        Code(row.Source, lake.Source, record);
        Code(row.Outcome, lake.Outcome, record);
        if (lake.Referred >= 0) row.ReferredOn.SetDays(DayOf(record.Written[lake.Referred]));
        if (_sender is { Systems.Count: > 0 } && _sender.SystemOn(CameOn(accepted)) is >= 0 and var system) row.SourceSystem.Code(system);
        Code(row.Detail, lake.Detail, record);
        Key(row.OccurrenceKey, record.Occurrence);
        _notifications.EndRow();
    }

    void WriteChild(NotificationsTable row, ValidatedRecord record)
    {
        Key(row.ChildKey, record.Child);
        if (record.Child is not null)
            row.ChildKeyBasis.Set(record.ChildBasis switch
            {
                ChildBasis.Nhs => "nhs",
                ChildBasis.Upn => "upn",
                ChildBasis.Demographic =>
                "demographic",
                _ => "unborn"
            });
        Key(row.HouseholdKey, record.Household);
        Key(row.UpnKey, record.Pupil);
        Key(row.ReferenceKey, record.Reference);
        Key(row.DemographicKey, record.Demographic);
        Key(row.ChildBearer, record.ChildBearer);
        Key(row.UpnBearer, record.PupilBearer);
    }

    void Key(TextColumn target, KeyedHash? key)
    {
        if (key is not { } known) return;
        known.WriteHex(_child);
        target.Set(_child);
    }

    void WriteOccurred(NotificationsTable row, ValidatedRecord record)
    {
        foreach (var slot in _feed.Occurred)
        {
            if (!record.Times[slot].IsUsable) continue;
            var local = London.ToLocalSeconds(London.Resolve(record.Times[slot]).Earliest);
            row.OccurredOn.SetDays((int)Math.Floor(local / 86400.0));
            if (record.Times[slot].Form == TimeForm.Minute) row.OccurredHour.Set((int)((local % 86400 + 86400) % 86400 / 3600));
            return;
        }
    }

    /// <summary>The London day of a time that can be read.</summary>
    static int? DayOf(WrittenTime written) =>
        written.IsUsable ? (int)Math.Floor(London.ToLocalSeconds(London.Resolve(written).Earliest) / 86400.0) : null;

    void Code(TextColumn target, int column, ValidatedRecord record)
    {
        if (column >= 0) target.Code(_words.CodeOf(column, record.Codes[column]));
    }

    /// <summary>The day the record was written, if that is known and possible; else the day of its first receipt.</summary>
    DateOnly CameOn(in AcceptedRow accepted)
    {
        var came = ArrivalContext.FromMicroseconds(accepted.Entry.FirstReceived);
        foreach (var segment in _clocks[accepted.Clocks[0]].Segments)
            if (segment is { Step: Step.Written, To: >= 0 } && accepted.Record.Times[segment.To] is { IsUsable: true } written
                && London.Resolve(written).Earliest is var day && day < came)
                came = day;
        return DayNumber.ToDate(London.DayOf(came));
    }

    /// <summary>The codes of everything a reader of this row should know, each once, separated by ';'.</summary>
    /// <param name="timing">The results of all its clocks.</param>
    ReadOnlySpan<byte> Flags(in AcceptedRow accepted, TimingFlags timing)
    {
        var at = TimeCodes.Write(timing, _text);
        if (_feed.Lake.RiskGrade >= 0 && accepted.Record.Codes[_feed.Lake.RiskGrade] == ValidatedRecord.Blank)
            at = Append(at, "RISK_UNGRADED"u8);
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

    /// <summary>Returns the flags of the steps on the way.</summary>
    TimingFlags WriteTiming(in AcceptedRow accepted, int place, int clock)
    {
        ref readonly var timing = ref accepted.Timings[place];
        var row = _timeliness.Row;
        row.NotificationKey.Set(_key);
        row.RecordVersion.Set(accepted.Entry.RecordVersion);
        row.RecordMonth.Set(accepted.Entry.RecordMonth);
        row.KeyVersion.Set(_keyVersion);
        row.Clock.Code(_words.NameOf[clock]);
        row.Edition.Code(_words.EditionOf[clock]);
        if (timing.Basis >= 0) row.StartedBasis.Code(_words.BasisOf[clock][timing.Basis]);
        row.StartedOn.SetDays(timing.StartedOn);
        if (timing.StoppedOn is { } stopped)
        {
            row.StoppedBasis.Code(timing.StopBasis < 0 ? 0 : _words.StopOf[clock][timing.StopBasis]);
            row.StoppedOn.SetDays(stopped);
        }
        if (timing.DueAt is { } due) row.DueAt.SetMicroseconds(ArrivalContext.ToTheHour(ArrivalContext.Microseconds(due)));
        row.ElapsedHours.Set(timing.ElapsedHours);
        row.ElapsedHoursMin.Set(timing.ElapsedHoursMin);
        row.ElapsedWorkingDays.Set(timing.WorkingDays);
        row.LimitText.Code(_words.LimitCode(timing.Limit));
        row.Status.Code((int)timing.Status);
        row.Severity.Code((int)timing.Severity);
        row.LateByHours.Set(timing.LateByHours);
        row.Explanation.Set(_text.AsSpan(0, _clocks[clock].Explain(timing, accepted.Record.Risk, _text)));
        row.ReceivedAt.SetMicroseconds(ArrivalContext.ToTheHour(accepted.Entry.FirstReceived));
        row.Line.Set(accepted.Row.Line);
        row.Part.Set(accepted.Row.Part!.Number);
        row.AsOf.SetMicroseconds(ArrivalContext.ToTheHour(accepted.Entry.Received));
        if (place == 0 && accepted.Alone is { } alone)
        {
            row.ProposedStatus.Code((int)alone.Status);
            row.ProposedSeverity.Code((int)alone.Severity);
        }
        if (timing.IsOfficeHours is { } isOpen) row.OfficeHours.Set(isOpen ? "in" : "out");
        if (timing.RunsOutAt is { } runsOut) WriteRunning(row, timing, runsOut);
        var flags = WriteSteps(row, accepted, timing, _clocks[clock]);
        _timeliness.EndRow();
        return flags;
    }

    TimingFlags WriteSteps(TimelinessTable row, in AcceptedRow accepted, in Timing timing, Clock clock)
    {
        if (clock.Segments.Length == 0) return TimingFlags.None;
        var flags = clock.MeasureSegments(accepted.Record.Times, timing, ArrivalContext.FromMicroseconds(accepted.Entry.FirstReceived),
            _steps);
        row.WrittenAfterHours.Set(_steps[(int)Step.Written]);
        row.ReviewedAfterHours.Set(_steps[(int)Step.Reviewed]);
        row.SentAfterHours.Set(_steps[(int)Step.Sent]);
        row.ArrivedAfterHours.Set(_steps[(int)Step.Arrived]);
        return flags;
    }

    /// <summary>The future of the clock if nothing stops it, for later queries.</summary>
    static void WriteRunning(TimelinessTable row, in Timing timing, NodaTime.Instant runsOut)
    {
        row.ElapsedFrom.SetMicroseconds(ArrivalContext.Microseconds(RunningClock.HourFrom(timing.Start!.Value)));
        row.ElapsedMinFrom.SetMicroseconds(ArrivalContext.Microseconds(RunningClock.HourFrom(timing.RunsSince!.Value)));
        row.OverdueFrom.SetMicroseconds(ArrivalContext.Microseconds(RunningClock.HourAfter(runsOut)));
    }
}

using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The counts of a file, made while its rows are read. It keeps no more in memory than a receipt lists.</summary>
public sealed class IngestCounts
{
    /// <summary>The most lines listed for a defect of a column, or for a status; the true count is always given too.</summary>
    public const int LinesListed = 20;

    readonly Dictionary<(Defect, string?, int), DefectCount> _defects = [];
    readonly List<int[]> _byClock = [new int[Enum.GetValues<TimeStatus>().Length]];

    public int RowsIn { get; private set; }
    public int New { get; private set; }
    public int Amended { get; private set; }
    public int EarlierReceipts { get; private set; }
    public int Rejected { get; private set; }
    public int Unchanged { get; private set; }
    public int Blank { get; private set; }

    /// <summary>Accepted rows that say their record is cancelled.</summary>
    public int Cancelled { get; private set; }

    /// <summary>Unchanged rows with other content that is older than the current one.</summary>
    public RowList Older { get; } = new();

    /// <summary>Rows that are identical to those last sent.</summary>
    public RowList Repeated { get; } = new();

    /// <summary>Amended rows with the same version number as the current one.</summary>
    public RowList Conflicting { get; } = new();
    public int Accepted => New + Amended + EarlierReceipts;

    /// <summary>Accepted rows by status of the feed's first clock.</summary>
    public int[] ByStatus => _byClock[0];
    public int[] BySeverity { get; } = new int[Enum.GetValues<Severity>().Length];

    /// <summary>The same for each clock; records for which it does not run are not counted.</summary>
    public IReadOnlyList<int[]> ByClock => _byClock;

    /// <summary>Late by the first clock, including clocks that still run past their limit.</summary>
    public int Late => ByStatus[(int)TimeStatus.Late] + ByStatus[(int)TimeStatus.Overdue];

    /// <summary>Hours from start to stop of the latest late row, by the first clock.</summary>
    public double WorstHours { get; private set; }

    /// <summary>The first late rows by line, for any clock.</summary>
    public List<LateLine> LateLines { get; } = [];

    /// <summary>The reasons for accepted rows that are possibly late or undecided; no entry if nothing was in doubt.</summary>
    public SortedList<TimingFlags, RowList> Doubts { get; } = [];

    /// <summary>Probable faults in the dates of rows that could be timed.</summary>
    public SortedList<TimingFlags, RowList> Faults { get; } = [];

    /// <summary>Headlines that the sender must read before any count.</summary>
    public List<string> Headlines { get; } = [];

    /// <summary>Lines in each part that are not rows: totals, signatures, end marks.</summary>
    public List<(int Part, int Line)> FooterLines { get; } = [];
    public IReadOnlyCollection<DefectCount> Defects => [.. _defects.Values.Where(defect => defect.Count > 0)];
    public int Warnings => _defects.Values.Where(defect => defect.Tier == Tier.Warning).Sum(defect => defect.Count);

    public void CountBlank() => (RowsIn, Blank) = (RowsIn + 1, Blank + 1);

    public void CountRejected() => (RowsIn, Rejected) = (RowsIn + 1, Rejected + 1);

    public void CountUnchanged(RecordChange change, Row row)
    {
        (RowsIn, Unchanged) = (RowsIn + 1, Unchanged + 1);
        (change == RecordChange.Older ? Older : Repeated).Add(row);
    }

    /// <summary>Whether the row has the current version number, but other content.</summary>
    public void CountConflict(Row row) => Conflicting.Add(row);

    /// <param name="flags">The flags of the row on all its clocks.</param>
    public void CountAccepted(RecordChange change, Row row, ReadOnlySpan<Timing> timings, TimingFlags flags, bool isCancelled)
    {
        RowsIn++;
        if (change == RecordChange.New) New++;
        else if (change == RecordChange.Amended) Amended++;
        else EarlierReceipts++;
        if (isCancelled) Cancelled++;
        BySeverity[(int)timings[0].Severity]++;
        while (_byClock.Count < timings.Length) _byClock.Add(new int[ByStatus.Length]);
        var doubts = TimingFlags.None;
        for (var clock = 0; clock < timings.Length; clock++)
        {
            if (timings[clock].IsNotRun) continue;
            CountTiming(clock, row, timings[clock]);
            if (timings[clock].Status is TimeStatus.Unknown or TimeStatus.PossiblyLate) doubts |= Doubt(timings[clock]);
        }
        Count(Doubts, doubts, row);
        Count(Faults, flags & TimeCodes.Faults & ~doubts, row);
    }

    void CountTiming(int clock, Row row, in Timing timing)
    {
        _byClock[clock][(int)timing.Status]++;
        if (timing.Status is not (TimeStatus.Late or TimeStatus.Overdue)) return;
        var kept = (timing.Flags & TimingFlags.CorrectionPending) != 0; // then its hours are not those that made it late, and may be NaN
        if (!kept && clock == 0) WorstHours = Math.Max(WorstHours, timing.ElapsedHours);
        if (LateLines.Count < LinesListed)
            LateLines.Add(new LateLine(row.Part!.Number, row.Line, clock, kept ? null : timing.ElapsedHours,
                timing.Limit.Text, timing.Status == TimeStatus.Overdue, timing.Severity)
            { Least = timing.ElapsedHoursMin });
    }

    static TimingFlags Doubt(in Timing timing)
    {
        var flags = timing.Flags;
        // counts no working days, and decides nothing
        if (timing.Reason != UnknownReason.OutsideCalendar) flags &= ~TimingFlags.OutsideCalendar;
        return flags == TimingFlags.None ? TimingFlags.AtLeast : flags; // only the time of writing is known
    }

    /// <summary>Counts each reason once for a row, even if several clocks have it.</summary>
    static void Count(SortedList<TimingFlags, RowList> reasons, TimingFlags flags, Row row)
    {
        if (flags == TimingFlags.None) return;
        foreach (var code in TimeCodes.All)
        {
            if ((flags & code.Flag) == 0) continue;
            if (!reasons.TryGetValue(code.Flag, out var rows)) reasons.Add(code.Flag, rows = new RowList());
            rows.Add(row);
        }
    }

    /// <param name="line">0 if it is about no line.</param>
    /// <param name="found">The thing that the sender named: a sheet, a file.</param>
    /// <returns>Returns whether it is the first of its kind, in this column and part.</returns>
    public bool CountDefect(Defect defect, Tier tier, string? column, int part, int line, string? found = null)
    {
        var count = Of(defect, tier, column, part);
        count.Add(line, found);
        return count.Count == 1;
    }

    /// <summary>Records what is behind a defect that rows of the file will have, without a value of a row.</summary>
    public void NameFound(Defect defect, string? column, int part, string found) => Of(defect, defect.Tier, column, part).Name(found);

    DefectCount Of(Defect defect, Tier tier, string? column, int part)
    {
        if (!_defects.TryGetValue((defect, column, part), out var count))
            _defects.Add((defect, column, part), count = new DefectCount(defect, tier, column, part));
        return count;
    }

    /// <summary>Checks that every row is counted; otherwise nothing is committed.</summary>
    /// <exception cref="InvalidOperationException">The counts do not add up: a bug. The arrival is tried again.</exception>
    public void CheckConservation(int recordsRead)
    {
        if (RowsIn != recordsRead || RowsIn != Accepted + Rejected + Unchanged + Blank)
            throw new InvalidOperationException(
                $"{recordsRead} records were read but {RowsIn} counted: {Accepted} accepted + {Rejected} rejected + {Unchanged} "
                    + $"unchanged + {Blank} blank. Nothing was committed.");
    }
}

/// <summary>How often a defect occurs in a column of a part, and on which lines first.</summary>
public sealed class DefectCount(Defect defect, Tier tier, string? column, int part)
{
    public Defect Defect => defect;
    public Tier Tier => tier;
    public string? Column => column;
    public int Part => part;

    public int Count { get; private set; }
    public List<int> Lines { get; } = [];

    /// <summary>What was found in a file or header, without a value of a row.</summary>
    public List<string> Found { get; } = [];

    internal void Add(int line, string? found)
    {
        Count++;
        if (line > 0 && Lines.Count < IngestCounts.LinesListed) Lines.Add(line);
        if (found is not null) Name(found);
    }

    internal void Name(string found)
    {
        if (Found.Count < IngestCounts.LinesListed && !Found.Contains(found)) Found.Add(found);
    }
}

/// <summary>Rows of one kind: how many, and the places of the first.</summary>
public sealed class RowList
{
    readonly List<RowPlace> _first = [];

    public int Count { get; private set; }
    public IReadOnlyList<RowPlace> First => _first;

    internal void Add(Row row)
    {
        Count++;
        if (_first.Count < IngestCounts.LinesListed) _first.Add(new RowPlace(row.Part!.Number, row.Line));
    }
}

/// <summary>A late row as a receipt lists it.</summary>
/// <param name="Clock">The index of the clock, in the contract's order.</param>
/// <param name="Hours">Null if an earlier version was late, and this one would not have been.</param>
/// <param name="IsOverdue">Whether the clock still runs.</param>
public readonly record struct LateLine(int Part, int Line, int Clock, double? Hours, string Limit, bool IsOverdue, Severity Severity)
{
    /// <summary>The fewest hours it can be, where the row says a day and no time.</summary>
    public double Least { get; init; }
}

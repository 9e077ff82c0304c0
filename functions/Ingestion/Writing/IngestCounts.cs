using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Writing;

/// <summary>What one file came to, counted while its rows go by: never more in memory than a receipt lists.</summary>
public sealed class IngestCounts
{
    /// <summary>Lines listed for one defect of one column, or one status; the true count is always given beside them.</summary>
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

    /// <summary>Of the unchanged, those that are another content, older than what is held.</summary>
    public RowList Older { get; } = new();

    /// <summary>Of the amended, those that have the very version of what was held.</summary>
    public RowList Conflicting { get; } = new();
    public int Accepted => New + Amended + EarlierReceipts;

    /// <summary>Accepted rows by how they stand on the feed's first clock.</summary>
    public int[] ByStatus => _byClock[0];
    public int[] BySeverity { get; } = new int[Enum.GetValues<Severity>().Length];

    /// <summary>The same for each clock; what it does not run for is not counted.</summary>
    public IReadOnlyList<int[]> ByClock => _byClock;

    /// <summary>Late by the first clock, and what still runs past its limit.</summary>
    public int Late => ByStatus[(int)TimeStatus.Late] + ByStatus[(int)TimeStatus.Overdue];

    /// <summary>Hours from start to stop of the latest late row, by the first clock.</summary>
    public double WorstHours { get; private set; }

    /// <summary>The first late rows, by line, whichever clock found them so.</summary>
    public List<LateLine> LateLines { get; } = [];

    /// <summary>Why accepted rows are possibly late, or could not be decided; no entry where nobody was in doubt.</summary>
    public SortedList<TimingFlags, RowList> Doubts { get; } = [];

    /// <summary>What is probably wrong with the dates of rows that could be timed all the same.</summary>
    public SortedList<TimingFlags, RowList> Faults { get; } = [];

    /// <summary>What the sender must read before any count.</summary>
    public List<string> Headlines { get; } = [];

    /// <summary>Lines below each part's rows that are none: totals, signatures, end marks.</summary>
    public List<(int Part, int Line)> FooterLines { get; } = [];
    public IReadOnlyCollection<DefectCount> Defects => [.. _defects.Values.Where(defect => defect.Count > 0)];
    public int Warnings => _defects.Values.Where(defect => defect.Tier == Tier.Warning).Sum(defect => defect.Count);

    public void CountBlank() => (RowsIn, Blank) = (RowsIn + 1, Blank + 1);

    public void CountRejected() => (RowsIn, Rejected) = (RowsIn + 1, Rejected + 1);

    public void CountUnchanged(RecordChange change, Row row)
    {
        (RowsIn, Unchanged) = (RowsIn + 1, Unchanged + 1);
        if (change == RecordChange.Older) Older.Add(row);
    }

    /// <summary>The row has the version of what is held, and another content.</summary>
    public void CountConflict(Row row) => Conflicting.Add(row);

    /// <param name="flags">What is to be known of the row on all its clocks.</param>
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
        var kept = (timing.Flags & TimingFlags.Loosened) != 0; // then its hours are not those that made it late, and may not be a number
        if (!kept && clock == 0) WorstHours = Math.Max(WorstHours, timing.ElapsedHours);
        if (LateLines.Count < LinesListed)
            LateLines.Add(new LateLine(row.Part!.Number, row.Line, clock, kept ? null : timing.ElapsedHours,
                timing.Limit.Text, timing.Status == TimeStatus.Overdue, timing.Severity));
    }

    static TimingFlags Doubt(in Timing timing)
    {
        var flags = timing.Flags;
        // counts no working days, and decides nothing
        if (timing.Reason != UnknownReason.OutsideCalendar) flags &= ~TimingFlags.OutsideCalendar;
        return flags == TimingFlags.None ? TimingFlags.AtLeast : flags; // when it was written is all that is known
    }

    /// <summary>Each reason once for a row, however many of its clocks have it.</summary>
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

    /// <param name="line">0 where no line is meant.</param>
    /// <param name="found">Of what the sender named, that it names: a sheet, a file.</param>
    /// <returns>Whether it is the first of its kind, in this column and part.</returns>
    public bool CountDefect(Defect defect, Tier tier, string? column, int part, int line, string? found = null)
    {
        var count = Of(defect, tier, column, part);
        count.Add(line, found);
        return count.Count == 1;
    }

    /// <summary>Names what is behind a defect that rows of the file will have, in words that hold no value of a row.</summary>
    public void NameFound(Defect defect, string? column, int part, string found) => Of(defect, defect.Tier, column, part).Name(found);

    DefectCount Of(Defect defect, Tier tier, string? column, int part)
    {
        if (!_defects.TryGetValue((defect, column, part), out var count))
            _defects.Add((defect, column, part), count = new DefectCount(defect, tier, column, part));
        return count;
    }

    /// <summary>Every row is accounted for, or nothing is committed.</summary>
    /// <exception cref="InvalidOperationException">The counts do not add up: a bug, and the arrival is tried again rather than
    /// trusted.</exception>
    public void CheckConservation(int recordsRead)
    {
        if (RowsIn != recordsRead || RowsIn != Accepted + Rejected + Unchanged + Blank)
            throw new InvalidOperationException(
                $"{recordsRead} records were read but {RowsIn} counted: {Accepted} accepted + {Rejected} rejected + {Unchanged} "
                    + $"unchanged + {Blank} blank. Nothing was committed.");
    }
}

/// <summary>How often one defect stands in one column of one part, and on which lines first.</summary>
public sealed class DefectCount(Defect defect, Tier tier, string? column, int part)
{
    public Defect Defect => defect;
    public Tier Tier => tier;
    public string? Column => column;
    public int Part => part;

    public int Count { get; private set; }
    public List<int> Lines { get; } = [];

    /// <summary>What was found of a file or header, in words that hold no value of a row.</summary>
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

/// <summary>Rows of one kind: how many, and where the first of them stand.</summary>
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
/// <param name="Clock">Which of the clocks, in the contract's order.</param>
/// <param name="Hours">Null where an earlier version was late, and this one would not have been.</param>
/// <param name="IsOverdue">Nothing has stopped it yet.</param>
public readonly record struct LateLine(int Part, int Line, int Clock, double? Hours, string Limit, bool IsOverdue, Severity Severity);

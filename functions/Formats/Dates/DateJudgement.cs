using System.Globalization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Dates;

/// <summary>What the dates of a file, counted, come to. docs/decisions/0015-dates-are-voted.md says why so.</summary>
sealed class DateJudgement
{
    /// <summary>Of the texts that can be read one way only, one in so many may be a slip of the pen.</summary>
    const int SlipOneIn = 20;

    /// <summary>So many texts of a column that can be read one way only, and none the other way, prove its order whatever other columns
    /// hold.</summary>
    const int Strong = 3;

    /// <summary>So many midnights and no other time are no times.</summary>
    const int MidnightsAtLeast = 3;

    readonly Feed _feed;
    readonly IReadOnlyList<DateProof> _earlier;
    readonly List<(FilePart Part, int Column, DateCounts Counts)> _all;
    readonly int _dayFirst, _monthFirst;
    readonly DateHints? _hints;
    readonly bool _hasYearThenDay;
    readonly bool _hasSwappedCells;
    readonly bool _hasTextBesideCells;
    readonly Dictionary<(int Part, int Column), ColumnDates> _columns = [];
    readonly List<FileDefect> _defects = [];
    readonly List<(string Column, ColumnOrder Order)> _proofs = [];
    readonly DateHeadlines _headlines = new();

    DateJudgement() => (_feed, _earlier, _all) = (null!, [], []);

    DateJudgement(Feed feed, IReadOnlyList<FilePart> parts, DateCounts[]?[] counts, DateHints hints, IReadOnlyList<DateProof> earlier)
    {
        (_feed, _hints, _earlier) = (feed, hints, earlier);
        _all = [.. from part in parts where counts[part.Number] is not null from column in Enumerable.Range(0, feed.Columns.Count)
            select (part, column, counts[part.Number]![column])];
        _dayFirst = _all.Sum(one => one.Counts.DayFirst);
        _monthFirst = _all.Sum(one => one.Counts.MonthFirst);
        _hasSwappedCells = _all.Exists(one => MayBeSwapped(one.Counts, one.Counts.CellsLow, one.Counts.CellsHigh));
        _hasTextBesideCells = HasTextBesideCells(OfWorkbook(), Strong);
        _hasYearThenDay = IsMoreThanSlips(_all.Sum(one => one.Counts.YearThenDay), _all.Sum(one => one.Counts.YearFirstHigh));
        foreach (var (part, column, of) in _all) Judge(part, column, of);
    }

    public static DateJudgement AsAgreed { get; } = new();

    public IReadOnlyDictionary<(int Part, int Column), ColumnDates> Columns => _columns;
    public IReadOnlyList<FileDefect> Defects => _defects;
    public IReadOnlyList<string> Headlines => _headlines.Say();

    /// <summary>The columns whose own texts prove their order.</summary>
    public IReadOnlyList<(string Column, ColumnOrder Order)> Proofs => _proofs;

    /// <param name="counts">By the number of the part and the place of the column.</param>
    public static DateJudgement Of(Feed feed, IReadOnlyList<FilePart> parts, DateCounts[]?[] counts, DateHints hints,
        IReadOnlyList<DateProof> earlier) => new(feed, parts, counts, hints, earlier);

    /// <summary>The file holds texts that can only be month first, and more than slips of the pen.</summary>
    bool WritesMonthFirst => IsMoreThanSlips(_monthFirst, _dayFirst);

    /// <summary>
    /// No agreed column shows the order, and read day first more dates are impossible, or columns beside them written otherwise, than slips
    /// of the pen make. Of a sender whose
    /// earlier files were day first one such date is a slip.
    /// </summary>
    bool SeemsMonthFirst => _dayFirst + _monthFirst == 0 && _hints is { } hints
        && hints.MonthFirst >= (_earlier.Any(proof => proof.DayFirst > (proof.MonthFirst ?? DateTimeOffset.MinValue)) ? Strong : 1)
        && IsMoreThanSlips(hints.MonthFirst, hints.DayFirst);

    static bool IsMoreThanSlips(int few, int many) => few * SlipOneIn > few + many;

    /// <summary>A spreadsheet of the other order made dates of what it could, with day and month swapped, and left the rest as text: no
    /// date of it can have a day over 12.</summary>
    static bool MayBeSwapped(DateCounts of, int low, int high) => low > 0 && high == 0 && of.Refused > 0
        && !IsMoreThanSlips(of.Left, of.Refused);

    /// <summary>The same over several columns or sheets of a workbook: every text in them is one that a spreadsheet did not take for a
    /// date, and no date cell has a day over 12. In another column few such texts are no sign: it may be text throughout.</summary>
    static bool HasTextBesideCells(IReadOnlyList<DateCounts> all, int atLeast) => all.All(of => of.CellsHigh == 0)
        && all.Sum(of => of.Refused) is var refused && refused >= atLeast && !IsMoreThanSlips(all.Sum(of => of.Left), refused);

    List<DateCounts> OfWorkbook(int? column = null) => [.. _all.Where(one => one.Part.Text.Dates is not null
        && (column ?? one.Column) == one.Column).Select(one => one.Counts)];

    void Judge(FilePart part, int column, DateCounts of)
    {
        var judged = new ColumnDates(Order(part, column, of))
        {
            DoubtsCells = of is { CellsLow: > 0, CellsHigh: 0 } && (_hasSwappedCells || WritesMonthFirst),
            DoubtsCredibleCells = of.CellsCredible > 0 && part.Text.Dates is not null
            && (_hasTextBesideCells || HasTextBesideCells(OfWorkbook(column), atLeast: 1)),
            DoubtsYearFirst = MayBeSwapped(of, of.YearFirstLow, of.YearFirstHigh)
            || _hasYearThenDay && of is { YearFirstLow: > 0, YearFirstHigh: 0 },
            IsDayOnly = IsDayOnly(column, of),
        };
        if (judged.DoubtsCells || judged.DoubtsCredibleCells || judged.DoubtsYearFirst) Swapped(part, column, of, judged);
        if (judged.IsDayOnly)
        {
            Found(Domain.Feeds.Defects.TimeAllMidnight, part, column, of.DayEnds == 0 ? $"{of.Midnights} times, each 00:00:00"
                : $"{of.Midnights + of.DayEnds} times, each the start or the end of a day");
            (of.DayEnds == 0 ? _headlines.DayOnly : _headlines.DayEndOnly).Add(Name(column));
        }
        if (judged != default) _columns.Add((part.Number, column), judged);
    }

    /// <summary>Every time of the part's column, or of the file's, is the edge of a day. Of midnights there must be enough: taken for a
    /// time, one lets the clock start no later. One end of a day is enough: it would hide most of that day.</summary>
    bool IsDayOnly(int column, DateCounts of)
    {
        if (of.OtherTimes > 0 || of.Midnights + of.DayEnds == 0) return false;
        var all = _all.Where(one => one.Column == column).Select(one => one.Counts).ToList();
        return of.DayEnds > 0 || of.Midnights >= MidnightsAtLeast
            || all.Sum(one => one.OtherTimes) == 0 && all.Sum(one => one.Midnights + one.DayEnds) >= MidnightsAtLeast;
    }

    void Swapped(FilePart part, int column, DateCounts of, ColumnDates judged)
    {
        var low = (judged.DoubtsCells ? of.CellsLow : judged.DoubtsCredibleCells ? of.CellsCredible : 0) + (judged.DoubtsYearFirst
            ? of.YearFirstLow : 0);
        Found(Domain.Feeds.Defects.DateAmbiguous, part, column, judged.DoubtsYearFirst && _hasYearThenDay
            ? $"{low} dates with the year first and days up to 12, in a file that writes others with the day before the month, as "
            + "2019-31-12; those were not read"
            : of.Refused > 0
            ? $"{low} date cells with days up to 12 beside {of.Refused} texts that a spreadsheet did not take for dates; those cells "
            + "were not read"
            : $"{low} date cells with days up to 12, in a file whose other dates a spreadsheet did not take for dates; those cells "
            + "were not read");
        (judged.DoubtsYearFirst && _hasYearThenDay ? _headlines.YearThenDay
            : of.Refused > 0 ? _headlines.Swapped : _headlines.BesideSwapped).Add(Name(column));
    }

    ColumnOrder Order(FilePart part, int column, DateCounts of)
    {
        if (of.MonthFirst > 0) return OwnMonthFirst(part, column, of);
        var isOwn = of.DayFirst >= Strong || of.DayFirst > 0 && !WritesMonthFirst;
        if (isOwn) _proofs.Add((Name(column), ColumnOrder.DayFirst));
        if (isOwn || of.Either == 0) return ColumnOrder.DayFirst;
        if (part.Header.MonthFirst.Contains(column))
            return NotKnown(part, column, of, "its heading says month first", _headlines.DoubtfulByHeading);
        if (WritesMonthFirst) return NotKnown(part, column, of,
            $"{string.Join(", ", MonthFirstColumns)} {(MonthFirstColumns.Count == 1 ? "writes" : "write")} the month first",
                _headlines.Doubtful);
        if (SeemsMonthFirst) return NotKnown(part, column, of,
            $"read day first the file is not possible: {_hints!.MonthFirst} after its receipt, out of order, or in columns, headings or "
                + "titles that write the month first", _headlines.DoubtfulByHints);
        if (IsMonthFirstEarlier(column))
            return NotKnown(part, column, of, "earlier files wrote the month first", _headlines.DoubtfulByEarlier);
        return ColumnOrder.DayFirst;
    }

    ColumnOrder NotKnown(FilePart part, int column, DateCounts of, string why, SortedSet<string> headline)
    {
        Found(Domain.Feeds.Defects.DateAmbiguous, part, column, $"{of.Either} can be either, and {why}; those were not read");
        headline.Add(Name(column));
        return ColumnOrder.Doubtful;
    }

    ColumnOrder OwnMonthFirst(FilePart part, int column, DateCounts of)
    {
        var isMonthFirst = of.DayFirst == 0 && (of.MonthFirst >= Strong || _monthFirst > _dayFirst);
        var order = isMonthFirst ? ColumnOrder.MonthFirst
            : of.DayFirst == 0 || IsMoreThanSlips(of.MonthFirst, of.DayFirst) ? ColumnOrder.Doubtful : ColumnOrder.DayFirst;
        var outcome = order switch
        {
            ColumnOrder.MonthFirst => "all were read month first",
            ColumnOrder.Doubtful => "those that are either were not read",
            _ => "all were read day first",
        };
        Found(isMonthFirst ? Domain.Feeds.Defects.DateOrderUs : Domain.Feeds.Defects.DateAmbiguous, part, column,
            $"{of.MonthFirst} can only be month first, {of.DayFirst} only day first, {of.Either} either; {outcome}");
        if (isMonthFirst) _proofs.Add((Name(column), order));
        if (order != ColumnOrder.DayFirst) (isMonthFirst ? _headlines.MonthFirst : _headlines.Mixed).Add(Name(column));
        return order;
    }

    List<string> MonthFirstColumns => [.. _all.Where(one => one.Counts.MonthFirst > 0).Select(one => Name(one.Column)).Distinct()];

    /// <summary>This column's own earlier dates count first; others' where nothing in this file is day first for certain.</summary>
    bool IsMonthFirstEarlier(int column) =>
        _earlier.FirstOrDefault(proof => proof.Column == Name(column)) is { } own ? own.IsMonthFirst
        : _dayFirst == 0 && _earlier.Any(proof => proof.IsMonthFirst);

    void Found(Defect defect, FilePart part, int column, string found) =>
        _defects.Add(new FileDefect(defect, part.Header.Line, Name(column), found) { Part = part.Number });

    string Name(int column) => _feed.Columns[column].Name;

}

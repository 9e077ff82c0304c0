namespace FrontDoor.Formats.Dates;

/// <summary>What is said of a file's dates before anything else, by column, in the words of those who send it.</summary>
sealed class DateHeadlines
{
    const string SendAsAgreed = "Send every date day first, as 31/12/2019, or as yyyy-MM-dd.";

    public SortedSet<string> MonthFirst { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> Mixed { get; } = new(StringComparer.Ordinal);

    /// <summary>Another column of the file is month first.</summary>
    public SortedSet<string> Doubtful { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> DoubtfulByEarlier { get; } = new(StringComparer.Ordinal);

    /// <summary>Read day first, dates of the file are not possible.</summary>
    public SortedSet<string> DoubtfulByHints { get; } = new(StringComparer.Ordinal);

    /// <summary>The column's heading has the month first: mm/dd/yyyy.</summary>
    public SortedSet<string> DoubtfulByHeading { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> YearThenDay { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> Swapped { get; } = new(StringComparer.Ordinal);

    /// <summary>Another column of the workbook is swapped, or month first.</summary>
    public SortedSet<string> BesideSwapped { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> DayOnly { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> DayEndOnly { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Say() =>
    [
        .. If(MonthFirst, $"Dates in {Names(MonthFirst)} are written month first, as in the United States (12/31/2019), and are read "
            + $"so. {SendAsAgreed}"),
        .. If(Doubtful, $"Dates in {Names(Doubtful)} can be read day first or month first, and other dates of this file are written "
            + $"month first. It is unclear whether 03/02/2019 is 3 February or 2 March, so such dates are not used. {SendAsAgreed}"),
        .. If(Mixed, $"Some dates of this file are written day first and others month first. It is unclear whether 03/02/2019 in "
            + $"{Names(Mixed)} is 3 February or 2 March, so such dates are not used. {SendAsAgreed}"),
        .. If(DoubtfulByEarlier, $"Dates in {Names(DoubtfulByEarlier)} can be read day first or month first, and earlier files of yours "
            + $"wrote the month first. It is unclear whether 03/02/2019 is 3 February or 2 March, so such dates are not used. "
            + $"{SendAsAgreed}"),
        .. If(DoubtfulByHints, $"Dates in {Names(DoubtfulByHints)} can be read day first or month first, and not all of this file makes "
            + $"sense day first. It is unclear whether 03/02/2019 is 3 February or 2 March, so such dates are not used. {SendAsAgreed}"),
        .. If(DoubtfulByHeading, $"Dates in {Names(DoubtfulByHeading)} can be read day first or month first, and the heading says month "
            + $"first (mm/dd/yyyy). It is unclear whether 03/02/2019 is 3 February or 2 March, so such dates are not used. {SendAsAgreed}"),
        .. If(YearThenDay, $"Dates of this file are written with the day before the month behind the year (2019-31-12). It is unclear "
            + $"whether 2019-03-02 in {Names(YearThenDay)} is 3 February or 2 March, so such dates are not used. {SendAsAgreed}"),
        .. If(Swapped, $"{Names(Swapped)} has text with days over 12 and date cells with days up to 12. Excel makes such a column when "
            + $"it opens a CSV and takes the day for the month, so those date cells may have day and month swapped and are "
            + $"not used. Export the file again, and do not open the CSV in Excel."),
        .. If(BesideSwapped, $"Date cells in {Names(BesideSwapped)} may have day and month swapped, as Excel makes them of "
            + $"a CSV whose dates it takes for another order, and are not used. Export the file again, and do not open the CSV in Excel."),
        .. If(DayOnly, $"Every time in {Names(DayOnly)} is 00:00:00, so only the day is used, and whether a row is late may not be "
            + $"certain. Send the time of day as well."),
        .. If(DayEndOnly, $"Every time in {Names(DayEndOnly)} is 00:00 or 23:59, so only the day is used, and whether a row "
            + $"is late may not be certain. Send the time of day as well."),
    ];

    static IEnumerable<string> If(SortedSet<string> columns, string said) => columns.Count > 0 ? [said] : [];

    static string Names(SortedSet<string> columns) => columns.Count < 2 ? string.Concat(columns)
        : $"{string.Join(", ", columns.SkipLast(1))} and {columns.Last()}";
}

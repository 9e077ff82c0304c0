using System.Globalization;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>How the dates of one column of one part are to be read.</summary>
public enum ColumnOrder : byte
{
    DayFirst,
    MonthFirst,

    /// <summary>The column holds both: a date that could be either is not read.</summary>
    Doubtful,
}

/// <summary>
/// Whether a column writes the month first. Nothing is counted until a cell is met that is a date only so: a file without one, nearly every file, is read once.
/// A column is judged by all its cells together, never a cell by itself.
/// </summary>
public sealed class DateOrders(Feed feed, IReadOnlyList<Part> parts)
{
    /// <summary>Of the cells that can be read one way only, one in so many may be a slip of the pen.</summary>
    const int SlipOneIn = 20;

    readonly Dictionary<(int Part, int Column), ColumnOrder> _orders = [];
    readonly List<FileDefect> _defects = [];

    public bool IsCounted { get; private set; }

    /// <summary>What was found, once for each column that is not day first throughout.</summary>
    public IReadOnlyList<FileDefect> Defects => _defects;

    public ColumnOrder Of(Part part, int column) => _orders.GetValueOrDefault((part.Number, column));

    /// <summary>Reads every date of the file for its order alone.</summary>
    public void Count(CancellationToken cancel)
    {
        var counts = new Dictionary<int, int[,]>();
        var row = new Row(feed);
        using (var rows = new Rows(feed, parts))
            while (rows.Next(row) is { } kind)
            {
                cancel.ThrowIfCancellationRequested();
                if (kind != RecordKind.Row) continue;
                if (!counts.TryGetValue(row.Part!.Number, out var of)) counts.Add(row.Part.Number, of = new int[feed.Columns.Count, Enum.GetValues<DateOrder>().Length]);
                foreach (var column in feed.Dates) of[column, (int)TimeText.OrderOf(row[column])]++;
            }
        foreach (var (part, of) in counts)
            foreach (var column in feed.Dates)
                Judge(part, column, of[column, (int)DateOrder.DayFirst], of[column, (int)DateOrder.MonthFirst], of[column, (int)DateOrder.Either]);
        IsCounted = true;
    }

    void Judge(int part, int column, int dayFirst, int monthFirst, int either)
    {
        if (monthFirst == 0) return;
        var isDoubtful = monthFirst * SlipOneIn > dayFirst + monthFirst;
        if (dayFirst == 0) _orders.Add((part, column), ColumnOrder.MonthFirst);
        else if (isDoubtful) _orders.Add((part, column), ColumnOrder.Doubtful);
        var line = parts.First(one => one.Number == part).Header.Line;
        var outcome = dayFirst == 0 ? "all were read month first" : isDoubtful ? "those that are either were not read" : "all were read day first";
        var found = string.Create(CultureInfo.InvariantCulture, $"{monthFirst} can only be month first, {dayFirst} only day first, {either} either; {outcome}");
        _defects.Add(new FileDefect(dayFirst == 0 ? Domain.Defects.DateOrderUs : Domain.Defects.DateAmbiguous, line, feed.Columns[column].Name, found) { Part = part });
    }
}

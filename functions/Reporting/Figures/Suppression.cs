using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Figures;

/// <summary>The rows of a table that are not published: those with a count of 1 to 5, and others that would give one away.</summary>
public sealed class Suppression
{
    readonly HashSet<Row> _hidden;
    Func<Row, string> _total = static _ => "";

    Suppression(IEnumerable<Row> hidden) => _hidden = [.. hidden];

    public static Suppression None { get; } = new([]);

    public bool IsEmpty => _hidden.Count == 0;

    /// <summary>Of rows that no published total includes: those with a small count.</summary>
    /// <param name="counts">The counts of a row that are shown.</param>
    public static Suppression OfRows(bool isForPublication, IReadOnlyList<Row> rows, Func<Row, IReadOnlyList<long>> counts) =>
        new(isForPublication ? rows.Where(row => counts(row).Any(Cell.IsSmall)) : []);

    /// <summary>Of rows whose total may be known from another table: with those that have a small count so many others, the smallest
    /// first, that every hidden count has several possible values. One hidden row is the total less the others; and where each has one
    /// record, their sum gives each.</summary>
    /// <param name="counts">The counts of a row that are shown; the first is its number of records, of which the others are parts.</param>
    /// <param name="together">Rows with the same value are hidden together; null: each row is on its own.</param>
    /// <param name="total">Rows with the same value have a total of their own; null: all have one.</param>
    public static Suppression OfParts(bool isForPublication, IReadOnlyList<Row> rows, Func<Row, IReadOnlyList<long>> counts,
        Func<Row, object>? together = null, Func<Row, string>? total = null)
    {
        if (!isForPublication) return None;
        var parts = rows.GroupBy(row => together is null ? row : together(row))
            .Select(part => (Rows: part.ToList(), Size: part.Min(row => counts(row)[0]))).ToList();
        var hidden = parts.Where(part => part.Rows.Any(row => counts(row).Any(Cell.IsSmall))).ToList();
        foreach (var other in parts.Except(hidden).Where(part => part.Size > 0).OrderBy(part => part.Size).ToList())
            if (IsKnown()) hidden.Add(other);
        return new(hidden.SelectMany(part => part.Rows)) { IsWhole = IsKnown(), _total = total ?? (_ => "") };

        bool IsKnown() => hidden.Count == 1 || (hidden.Count > 1 && hidden.Sum(part => part.Size) <= hidden.Count);
    }

    /// <summary>Whether even which rows there are gives a count away, so that the table is left out.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>What takes the place of a table that is left out.</summary>
    public static Section Withheld(string title) => new(title) { Text = "Too few records to be published." };

    public bool Hides(Row row) => _hidden.Contains(row);

    /// <summary>A count of a row. Where it is 0 in every hidden row of one total, it hides nobody and is shown.</summary>
    public Cell Count(Row row, Func<Row, long> count) =>
        Hides(row) && _hidden.Any(hidden => _total(hidden) == _total(row) && count(hidden) > 0) ? Cell.Hidden : Cell.Count(count(row));

    /// <summary>Another figure of a row, such as a percentage.</summary>
    public Cell Figure(Row row, Cell cell) => Hides(row) ? Cell.Hidden : cell;
}

namespace FrontDoor.Reporting.Measures;

/// <summary>One row of a measure's answer, read by the names of its columns.</summary>
public sealed class Row(IReadOnlyDictionary<string, int> places, object?[] cells)
{
    public object? this[string column] => cells[places[column]];

    /// <summary>The names of its columns, in order.</summary>
    public IEnumerable<string> Columns => places.OrderBy(place => place.Value).Select(place => place.Key);

    /// <summary>Its values, in the order of <see cref="Columns"/>.</summary>
    public IReadOnlyList<object?> Cells => cells;

    public string Text(string column) => (string?)this[column] ?? "";

    public long Count(string column) => this[column] is { } value ? Convert.ToInt64(value,
        System.Globalization.CultureInfo.InvariantCulture) : 0;

    public double? Number(string column) =>
        this[column] is { } value ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    public bool Is(string column) => this[column] is true;

    public DateOnly? Day(string column) => (DateOnly?)this[column];

    public DateTimeOffset? Moment(string column) => (DateTimeOffset?)this[column];
}

using System.Globalization;

namespace FrontDoor.Reporting.Measures;

/// <summary>Which records a page counts, beside what its address says.</summary>
public sealed record RecordCondition
{
    RecordCondition(string sql) => Sql = sql;

    /// <summary>A condition on rows that are counted.</summary>
    internal string Sql { get; }

    /// <summary>Records first received on these days.</summary>
    public static RecordCondition ReceivedOn(DateOnly first, DateOnly last) => new($"received_on between {Day(first)} and {Day(last)}");

    /// <summary>Without the records of whole weeks, so that no total gives these away.</summary>
    /// <param name="day">By which day a record belongs to a week: started_on or received_on.</param>
    /// <param name="mondays">The first days of the weeks; at least one.</param>
    public static RecordCondition NotInWeeks(string day, IEnumerable<DateOnly> mondays) =>
        new($"({day} is null or date_trunc('week', {day})::date not in ({string.Join(", ", mondays.Select(Day))}))");

    internal static string Day(DateOnly day) =>
        $"{Lake.DuckDb.Sql.Text(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}::date";
}

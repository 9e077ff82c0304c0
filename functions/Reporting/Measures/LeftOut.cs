using System.Globalization;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Reporting.Measures;

/// <summary>Weeks whose records no measure counts, so that no total gives them away.</summary>
/// <param name="Day">By which day a record belongs to a week: started_on or received_on.</param>
/// <param name="Mondays">The first days of the weeks.</param>
public sealed record LeftOut(string Day, IReadOnlyList<DateOnly> Mondays)
{
    /// <summary>A condition on rows that are counted.</summary>
    internal string Sql => Mondays.Count == 0 ? "true" : $"({Day} is null or date_trunc('week', {Day})::date not in ("
        + $"{string.Join(", ", Mondays.Select(SqlDay))}))";

    internal static string SqlDay(DateOnly day) =>
        $"{Lake.DuckDb.Sql.Text(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}::date";
}

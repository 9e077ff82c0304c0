using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Alerts;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Lake.Queries;

/// <summary>A view over the lake's tables, computed by each query that names it: one SELECT in a file of Views.</summary>
public sealed record DerivedView(string Name, string Select)
{
    /// <summary>The views, each after those it reads.</summary>
    public static IReadOnlyList<DerivedView> All { get; } =
        [.. new[] { "alerts", "children", "re_referrals", "repeat_notifications", "co_occurrence", "unassessed_days",
        "conversion" }.Select(name => new DerivedView(name, Text(name)))];

    internal string Create => $"CREATE VIEW {Sql.Name(Name)} AS {Select}";

    /// <summary>Whether a statement may read this table, directly or through a view.</summary>
    internal static bool MayRead(string sql, string table) => MayRead(sql, table, All.Count);

    static bool MayRead(string sql, string table, int before) =>
        Names(sql, table) || Enumerable.Range(0, before)
        .Any(place => Names(sql, All[place].Name) && MayRead(All[place].Select, table, place));

    /// <summary>Compared as a whole word, because current_timeliness does not mean timeliness.</summary>
    static bool Names(string sql, string name) =>
        Regex.IsMatch(sql, $@"(?<![\w$]){name}(?![\w$])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static string Text(string name)
    {
        using var text = new StreamReader(typeof(DerivedView).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return text.ReadToEnd().Replace("$kinds", string.Join(", ", AlertKinds.Waiting.Select(Sql.Text)), StringComparison.Ordinal);
    }
}

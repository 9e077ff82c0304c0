using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Alerts;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Lake.Queries;

/// <summary>A view over the lake's tables, computed by each query that names it: one SELECT in a file of Views.</summary>
public sealed record DerivedView(string Name, string Select)
{
    /// <summary>The views, each after those it reads.</summary>
    public static IReadOnlyList<DerivedView> All { get; } =
        [.. new[] { "alerts", "children", "re_referrals", "repeat_notifications", "co_occurrence", "unassessed_days",
        "conversion" }.Select(name => new DerivedView(name, Text(name)))];

    internal string Create => $"CREATE VIEW {Sql.Name(Name)} AS {Select}";

    static readonly FrozenDictionary<string, Regex> s_readers = LakeTables.All.ToFrozenDictionary(table => table.Name,
        table => Words(Readers(table.Name)));

    /// <summary>Whether a statement may read this table, directly or through a view.</summary>
    internal static bool MayRead(string sql, string table) => s_readers[table].IsMatch(sql);

    /// <summary>The table, and each view that reads it directly or through a view before it.</summary>
    static List<string> Readers(string table)
    {
        List<string> readers = [table];
        foreach (var view in All)
            if (Words(readers).IsMatch(view.Select)) readers.Add(view.Name);
        return readers;
    }

    /// <summary>Compared as whole words, because current_timeliness does not mean timeliness.</summary>
    static Regex Words(List<string> names) =>
        new($@"(?<![\w$])({string.Join('|', names)})(?![\w$])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static string Text(string name)
    {
        using var text = new StreamReader(typeof(DerivedView).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return text.ReadToEnd().Replace("$kinds", string.Join(", ", AlertKinds.Waiting.Select(Sql.Text)), StringComparison.Ordinal);
    }
}

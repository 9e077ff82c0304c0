using System.Collections.Frozen;
using System.Text;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Reporting.Measures;

/// <summary>The measures as SQL: one file each beside this one, asked by the pages and by <c>report</c>.</summary>
public static class MeasureSql
{
    const string Trend = "trend", FillingName = "filling";

    /// <summary>The measures that are one file, for a unit of time and the last day of one.</summary>
    static readonly FrozenDictionary<string, (string Unit, string End)> s_trends = new Dictionary<string, (string, string)>
    {
        ["weeks"] = ("week", "(week + 6)"),
        ["months"] = ("month", "last_day(month)"),
    }.ToFrozenDictionary();

    /// <summary>The file's text without the remark it begins with.</summary>
    public static string Text(string name)
    {
        if (s_trends.TryGetValue(name, out var trend))
            return File(Trend).Replace("$unit", trend.Unit, StringComparison.Ordinal).Replace("$end", trend.End, StringComparison.Ordinal);
        return name == FillingName ? Filling("0") : File(name);
    }

    /// <summary>How a week fills, by so many days more than whole weeks after it was over.</summary>
    public static string Filling(string days) => File(FillingName).Replace("$days", days, StringComparison.Ordinal);

    static string File(string name)
    {
        using var text = new StreamReader(typeof(MeasureSql).Assembly.GetManifestResourceStream($"measures/{name}")
            ?? throw new InvalidOperationException($"There is no measure {name}."), Encoding.UTF8);
        var lines = text.ReadToEnd().Split('\n');
        return string.Join('\n', lines.SkipWhile(line => line.StartsWith("--", StringComparison.Ordinal)));
    }

    /// <summary>A measure of one record.</summary>
    public static string About(string name, string key) => Text(name).Replace("$key", Sql.Text(key), StringComparison.Ordinal);

    /// <summary>One statement, in which these names stand for these questions.</summary>
    /// <param name="named">What a measure reads, such as "chosen", each as a question of its own.</param>
    public static string Of(string name, params IEnumerable<(string Name, string Sql)> named)
    {
        var text = Text(name);
        var before = string.Join(",\n", named.Select(one => $"{one.Name} as ({one.Sql})"));
        return text.StartsWith("with ", StringComparison.Ordinal) ? $"with {before},\n{text["with ".Length..]}" : $"with {before}\n{text}";
    }
}

namespace FrontDoor.Cli.Answers;

/// <summary>The names of columns as people read them in a table; csv, json and xlsx keep the names that programs read.</summary>
static class ColumnWords
{
    static readonly Dictionary<string, string> s_words = new(StringComparer.Ordinal)
    {
        ["arrived"] = "hours to arrive",
        ["days"] = "days of unassessed risk",
        ["incident_since"] = "not well since",
        ["late_days"] = "days late",
        ["p90_hours"] = "90% within hours",
        ["p90_working_hours"] = "90% within working hours",
        ["percent"] = "percent re-referred",
        ["percent_nfa"] = "percent no further action",
        ["possibly"] = "possibly late",
        ["reviewed"] = "hours to review",
        ["rows_in"] = "rows",
        ["sent"] = "hours to share",
        ["silent_of_28"] = "silent days of the last 28",
        ["state"] = "health",
        ["undecided"] = "days without a decision",
        ["unshared"] = "days before it was shared",
        ["usual"] = "usually received",
        ["whole"] = "hours in all",
        ["written"] = "hours to write",
    };

    public static IReadOnlyList<string> Of(IEnumerable<string> names) =>
        [.. names.Select(name => s_words.GetValueOrDefault(name) ?? name.Replace('_', ' '))];

    /// <summary>A value as people read it: a moment in local time, and nothing where a measure has a dash.</summary>
    public static object? Of(object? value) => value switch
    {
        "-" or "" => null,
        DateTimeOffset moment => Domain.Clocks.PeopleText.About(moment),
        _ => value,
    };

    /// <summary>Names and rows as a table for people.</summary>
    public static void Write(IReadOnlyList<string> names, IEnumerable<object?[]> rows, TextWriter to) =>
        TextTable.Write(Of(names), rows.Select(row => row.Select(Of).ToArray()), to);
}

using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Feeds;

/// <summary>The words of a contract where it chooses from a few. Its compiler and its JSON Schema read them here.</summary>
public static class ContractWords
{
    /// <summary>The names of the sets, as <c>OneOf</c> gives them.</summary>
    public const string Feed = "feed", Format = "format", Unit = "unit", Risk = "risk", Band = "band", Step = "step", Tier = "tier",
        Schedule = "schedule", FreeDay = "free day", TimeZone = "time zone", Stop = "stop", Alerting = "alerting";

    public static IReadOnlyDictionary<string, TimeUnit> Units { get; } =
        TimeUnits.Table.ToDictionary(entry => entry.Name, entry => entry.Unit, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, RiskGrade> Grades { get; } = Named(RiskGrade.High, RiskGrade.Medium, RiskGrade.Standard);

    public static IReadOnlyDictionary<string, Severity> Bands { get; } = Named(Severity.Late, Severity.Serious, Severity.Critical);

    public static IReadOnlyDictionary<string, Step> Steps { get; } =
        Named(Clocks.Step.Written, Clocks.Step.Reviewed, Clocks.Step.Sent, Clocks.Step.Arrived);

    internal const string RefuseFile = "refuse file", RejectRow = "reject row", Warn = "warn";

    internal const string FirstReceipt = "first receipt", Columns = "columns";

    internal const string Overdue = "overdue", NoAlert = "none";

    /// <summary>Each set under its name. <see cref="Format"/> is apart: what reads files declares them.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Sets { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Unit] = [.. Units.Keys],
        [Risk] = [.. Grades.Keys],
        [Band] = [.. Bands.Keys],
        [Step] = [.. Steps.Keys],
        [Tier] = [RefuseFile, RejectRow, Warn],
        [Schedule] = [Expected.Daily, Expected.WorkingDays, .. Expected.Weekdays],
        [FreeDay] = [Expected.BankHolidays, Expected.SchoolHolidays],
        [TimeZone] = [Sender.Local, Sender.Utc],
        [Stop] = [FirstReceipt, Columns],
        [Alerting] = [Overdue, NoAlert],
    };

    internal static bool Has(string set, string word) => Sets[set].Contains(word);

    /// <summary>The set as a fault lists it.</summary>
    internal static string Listed(string set) => string.Join(", ", Sets[set]);

    static Dictionary<string, T> Named<T>(params IEnumerable<T> values) where T : struct, Enum =>
        values.ToDictionary(value => value.ToString().ToLowerInvariant(), StringComparer.Ordinal);
}

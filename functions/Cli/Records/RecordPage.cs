using System.Globalization;
using FrontDoor.Alerting;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Commands;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;
using FrontDoor.Lake.Tables;
using FrontDoor.Reporting.Measures;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Records;

/// <summary>Writes a record in plain text: its state, versions, clocks, alerts and files, without personal data.</summary>
static class RecordPage
{
    /// <param name="store">Says who acknowledged or closed an alert; a copy for reading says nothing of it.</param>
    public static async Task Write(LakeFolder lake, IDocumentStore store, string key, TextWriter to, int width, CancellationToken cancel)
    {
        var now = Rows(lake, $"select agency || '/' || feed, sender, record_version, la_code, risk_grade, category, status, "
            + $"first_received_at, flags from current_notifications where notification_key = '{key}'", cancel).Single();
        Line($"RECORD {key}");
        Line($"{now[0]} from {now[1]}");
        var risk = now[4] is null or CommonColumns.Unmapped ? "not graded" : now[4];
        Line($"  Council {now[3] ?? "not known"}; risk {risk}; about {now[5] ?? "not said"}; sender says "
            + $"{now[6] ?? "nothing of its status"}");
        Line($"  First received {At(now[7])}; version {now[2]} is current");
        if (now[8] is string { Length: > 0 } flags) Line($"  To check: {flags.Replace(";", ", ", StringComparison.Ordinal)}");

        Line($"\nClocks");
        foreach (var clock in Rows(lake, MeasureSql.About("record_clocks", key), cancel))
        {
            var severity = clock[2] is "none" or null ? "" : $" ({clock[2]})";
            var took = clock[3] is double hours ? $", {PeopleText.Hours(hours)} against a limit of {clock[4]}" : "";
            Line($"  {clock[0]}: {Words(clock[1])}{severity}{took}{(clock[5] is null ? "" : $", due {At(clock[5])}")}");
            Line($"    {clock[6]}");
        }

        Line($"\nVersions");
        foreach (var version in Rows(lake, MeasureSql.About("record_versions", key), cancel))
            Line($"  {version[0]}  {Words(version[1])}, received {At(version[2])}, file {Short(version[3])}, line {version[4]}");

        var alerts = Rows(lake, MeasureSql.About("record_alerts", key), cancel);
        Line($"\nAlerts{(alerts.Count == 0 ? ": none" : "")}");
        foreach (var alert in alerts)
        {
            var id = (string)alert[0]!;
            var state = await Acknowledgement.Find(store, id, AlertAction.Close, cancel) is { } closed
                ? $"closed {CliCommand.On(closed.By, closed.At)}"
                : alert[6] is not null ? $"resolved {At(alert[6])}, because its reason had ended"
                : await Acknowledgement.Find(store, id, AlertAction.Acknowledge, cancel) is { } first
                ? $"acknowledged {CliCommand.On(first.By, first.At)}"
                : alert[5] is not null ? $"acknowledged {At(alert[5])}" : "open, no one has acknowledged it";
            Line($"  {Short(alert[0])}  {alert[1]}{(alert[2] is "none" ? "" : $" ({alert[2]})")}, raised {At(alert[3])}: {state}");
            Line($"    {alert[4]}");
        }

        Line($"\nFiles");
        foreach (var file in Rows(lake, MeasureSql.About("record_files", key), cancel))
            Line($"  {Short(file[0])}  received {At(file[1])}, {file[2]}, {PeopleText.Count((int)file[3]!, "row", "rows")}: {file[4]} "
                + $"accepted, {file[5]} rejected");

        void Line(string text)
        {
            if (text.StartsWith('\n')) to.Write('\n');
            text = text.TrimStart('\n');
            to.Write(WrappedText.Of(text.TrimStart(' '), text.Length - text.TrimStart(' ').Length, width));
        }
    }

    static List<object?[]> Rows(LakeFolder lake, string sql, CancellationToken cancel)
    {
        using var answer = lake.Ask(sql, cancel);
        return [.. answer.Rows];
    }

    static string At(object? moment) => moment is DateTimeOffset at ? PeopleText.About(at) : "at a time not known";

    static string Short(object? id) => ((string)id!)[..8];

    static string Words(object? code) => ((string)code!).Replace('_', ' ');
}

using System.Globalization;
using FrontDoor.Cli.Answers;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Cli.Records;

/// <summary>Writes a record in plain text: its state, versions, clocks, alerts and files, without personal data.</summary>
static class RecordPage
{
    public static void Write(LakeFolder lake, string key, TextWriter to, int width, CancellationToken cancel)
    {
        var now = Rows(lake, $"select agency || '/' || feed, sender, record_version, la_code, risk_grade, category, status, "
            + $"first_received_at, flags from current_notifications where notification_key = '{key}'", cancel).Single();
        Line($"RECORD {key}");
        Line($"{now[0]} from {now[1]}");
        Line($"  Council {now[3] ?? "not known"}; risk {now[4] ?? "not graded"}; about {now[5] ?? "not said"}; sender says {now[6] ?? "nothing of its status"}");
        Line($"  First received {At(now[7])}; version {now[2]} is current");
        if (now[8] is string { Length: > 0 } flags) Line($"  To check: {flags.Replace(";", ", ", StringComparison.Ordinal)}");

        Line($"\nClocks");
        foreach (var clock in Rows(lake, $"select clock, status, severity, elapsed_hours, limit_text, due_at, explanation, as_of from "
            + $"current_timeliness where notification_key = '{key}' order by clock", cancel))
        {
            Line($"  {clock[0]}: {Words(clock[1])}{(clock[2] is "none" or null ? "" : $" ({clock[2]})")}{(clock[3] is double hours ? $", {PeopleText.Hours(hours)} against a limit of {clock[4]}" : "")}{(clock[5] is null ? "" : $", due {At(clock[5])}")}");
            Line($"    {clock[6]}");
        }

        Line($"\nVersions");
        foreach (var version in Rows(lake, $"select record_version, change, as_of, file_id, line from notifications where "
            + $"notification_key = '{key}' order by record_version", cancel))
            Line($"  {version[0]}  {Words(version[1])}, received {At(version[2])}, file {Short(version[3])}, line {version[4]}");

        var alerts = Rows(lake, $"""
            select n.notice_id, n.kind, n.severity, n.raised_at, n.text, a.acknowledged_at, r.raised_at
            from notices n left join acknowledgements a using (notice_id) left join notices r on r.about = n.notice_id and r.kind = 'resolved'
            where n.subject_key = '{key}' and n.about is null order by n.raised_at, n.notice_id
            """, cancel);
        Line($"\nAlerts{(alerts.Count == 0 ? ": none" : "")}");
        foreach (var alert in alerts)
        {
            var state = alert[6] is not null ? $"resolved {At(alert[6])}"
                : alert[5] is not null ? $"acknowledged {At(alert[5])}" : "open, no one has acknowledged it";
            Line($"  {Short(alert[0])}  {alert[1]}{(alert[2] is "none" ? "" : $" ({alert[2]})")}, raised {At(alert[3])}: {state}");
            Line($"    {alert[4]}");
        }

        Line($"\nFiles");
        foreach (var file in Rows(lake, $"select file_id, received_at, format, rows_in, accepted, rejected from files where file_id in "
            + $"(select file_id from notifications where notification_key = '{key}') order by received_at, file_id", cancel))
            Line($"  {Short(file[0])}  received {At(file[1])}, {file[2]}, {PeopleText.Count((int)file[3]!, "row", "rows")}: {file[4]} accepted, {file[5]} rejected");

        void Line(FormattableString line)
        {
            var text = line.ToString(CultureInfo.InvariantCulture);
            if (text.StartsWith('\n')) to.Write('\n');
            text = text.TrimStart('\n');
            to.Write(Paragraph.Of(text.TrimStart(' '), text.Length - text.TrimStart(' ').Length, width));
        }
    }

    static List<object?[]> Rows(LakeFolder lake, string sql, CancellationToken cancel)
    {
        using var answer = lake.Ask(sql, cancel);
        return [.. answer.Rows];
    }

    static string At(object? moment) => moment is DateTimeOffset at ? PeopleText.Moment(at) : "at a time not known";

    static string Short(object? id) => ((string)id!)[..8];

    static string Words(object? code) => ((string)code!).Replace('_', ' ');
}

using System.CommandLine;
using System.Globalization;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;
using FrontDoor.Lake.Tables;
using Spectre.Console;

namespace FrontDoor.Cli.Commands;

/// <summary><c>late</c>: lists every late notification, the worst first.</summary>
static class LateCommand
{
    const int SeverityWidth = 10;

    static readonly string[] s_columns = ["feed", "sender", "notification_key", "risk", "status", "severity", "elapsed_hours", "limit_text",
        "late_by_hours", "clock", "explanation", "received_at"];

    static readonly Style s_dim = new(decoration: Decoration.Dim);

    public static Command Create()
    {
        var (options, filter) = (new LakeOptions(), new RecordFilter("First received"));
        var limit = CliCommand.Limit();
        var format = CliCommand.Format();
        var verb = new CliCommand("late", "List what was late, worst first",
            "./pipeline late", "./pipeline late --feed police/domestic-abuse --severity critical --since 2019-01-01",
                "./pipeline late --as-of 2019-01-28",
            "./pipeline late --format xlsx > late.xlsx", "./pipeline late --account https://ACCOUNT.blob.core.windows.net");
        foreach (var option in (Option[])[.. options.All, .. filter.All, limit, format]) verb.Add(option);
        verb.SetAction((parsed, cancel) =>
        {
            using var open = CliCommand.OpenLake(parsed, options, cancel);
            var where = filter.Where(parsed, CliCommand.Load(parsed.GetValue(options.Contracts)), "l", "received_at");
            if (parsed.GetValue(format) == AnswerFormat.Table)
                return Task.FromResult(Show(open, where, parsed.GetValue(limit) ?? CliCommand.ListedAtMost, Screen.Out(), cancel,
                    parsed.GetValue(options.AsOf) is null ? null : () => FirstReceived(parsed, options, cancel)));
            using var late = open.Ask(Late(where, parsed.GetValue(limit)), cancel);
            Answer.Write(s_columns, late.Rows, parsed.GetValue(format));
            return Task.FromResult(ExitCodes.Done);
        });
        return verb;
    }

    /// <param name="where">A further condition on the rows, from " and" on.</param>
    static string Late(string where, int? limit) => $"""
        select l.agency || '/' || l.feed as feed, l.sender, l.notification_key, n.risk_grade, l.status, l.severity, l.elapsed_hours,
               l.limit_text, l.late_by_hours, l.clock, l.explanation, l.received_at
        from current_timeliness l left join current_notifications n using (notification_key)
        where l.status in ('late', 'overdue') and n.status is distinct from 'cancelled'{where}
        order by case l.severity when 'critical' then 3 when 'serious' then 2 when 'late' then 1 else 0 end desc,
                 l.late_by_hours desc nulls last, l.elapsed_hours desc, l.file_id, l.line,
                 l.clock{(limit is { } most ? $" limit {most}" : "")}
        """;

    static string Counts(string where) => $"""
        select count(*) filter (where l.status in ('late', 'overdue') and n.status is distinct from 'cancelled'),
               count(*) filter (where l.status = 'on_time'),
               count(*) filter (where l.status = 'possibly_late'), count(*) filter (where l.status = 'unknown'),
               count(*) filter (where l.status = 'open'),
               count(*) filter (where l.status in ('late', 'overdue') and n.status is not distinct from 'cancelled'), count(*)
        from current_timeliness l left join current_notifications n using (notification_key) where true{where}
        """;

    static DateTimeOffset? FirstReceived(ParseResult parsed, LakeOptions options, CancellationToken cancel)
    {
        using var whole = CliCommand.OpenLake(parsed, options, null, cancel);
        using var first = whole.Ask("select min(received_at) from files", cancel);
        return first.Rows.Single()[0] as DateTimeOffset?;
    }

    /// <param name="first">Of a past moment: when the first file of all came.</param>
    public static int Show(LakeFolder lake, string where, int limit, IAnsiConsole to, CancellationToken cancel,
        Func<DateTimeOffset?>? first = null)
    {
        var shown = 0L;
        using (var late = lake.Ask(Late(where, limit), cancel))
        using (var lines = new Lines(to))
            foreach (var row in late.Rows)
            {
                if (shown++ == 0) lines.Write("Severity", Style.Plain, Columns("Severity", "Feed", "Risk", "Took", "Limit"));
                var (severity, style) = Severity(Answer.Words(row[5]), Answer.Words(row[4]));
                lines.Write(severity, style,
                    Columns(severity, Answer.Words(row[0]), Risk(row[3]), row[6] is double hours
                        ? PeopleText.Hours(hours) : "-", Answer.Words(row[7])));
                lines.Below($"{row[9]}: {row[10]} Record {((string)row[2]!)[..8]}.", SeverityWidth, s_dim);
            }

        using var counted = lake.Ask(Counts(where), cancel);
        var counts = counted.Rows.Single().Select(count => (long)count!).ToArray();
        if (counts[0] > shown) to.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"and {counts[0] - shown} more: --limit {counts[0]}, or --format csv"));
        if (shown > 0) to.WriteLine();
        to.WriteLine(counts[^1] == 0
            ? where.Length > 0 ? "No timed record matches these filters."
            : first?.Invoke() is { } came ? $"No record had been timed by then; the first file came on {PeopleText.About(came)}."
            : "Nothing has been timed yet. Drop a file, or run: ./pipeline ingest DIR"
            : $"{counts[0]} late; {counts[1]} on time, {counts[2]} possibly late, {counts[3]} "
            + $"unknown{(counts[4] > 0 ? $", {counts[4]} open" : "")}."
            + (counts[5] > 0 ? $" {counts[5]} late but cancelled since, not listed." : ""));
        if (shown > 0) Screen.Say("To see one: ./pipeline record RECORD");
        return ExitCodes.Done;
    }

    static string Risk(object? risk) => risk switch
    {
        CommonColumns.Unmapped => "not graded",
        string { Length: > 0 } grade => grade,
        _ => "-",
    };

    // Fits 80 columns: the reason has its own lines below.
    static string Columns(string severity, string feed, string risk, string took, string limit) =>
        $"{new string(' ', SeverityWidth - severity.Length)}{feed,-28} {risk,-10} {took,-10} {limit}";

    static (string, Style) Severity(string severity, string status) => severity switch
    {
        "critical" => ("CRITICAL", new Style(Color.Red, decoration: Decoration.Bold)),
        "serious" => ("serious", new Style(Color.Yellow)),
        "none" or "" => (status, Style.Plain),
        _ => (severity, Style.Plain),
    };
}

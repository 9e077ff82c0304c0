using System.CommandLine;
using System.Globalization;
using FrontDoor.Lake;
using Spectre.Console;

namespace FrontDoor.Cli;

/// <summary><c>late</c>: every notification that came late, worst first.</summary>
static class LateCommand
{
    const string Late = """
        with several as (select agency, feed from current_timeliness group by agency, feed having min(clock) <> max(clock))
        select l.agency || '/' || l.feed as feed, n.risk_grade as risk, l.elapsed_hours, n.status = 'cancelled' as cancelled, l.limit_text, l.status, l.severity,
               case when (l.agency, l.feed) in (from several) then l.clock || ': ' else '' end || l.explanation as said
        from current_timeliness l left join current_notifications n using (notification_key)
        where l.status in ('late', 'overdue')
        order by case l.severity when 'critical' then 3 when 'serious' then 2 when 'late' then 1 else 0 end desc,
                 l.late_by_hours desc nulls last, l.elapsed_hours desc, l.file_id, l.line, l.clock
        """;

    const string Others = "select count(*) filter (where status = 'on_time'), count(*) filter (where status = 'possibly_late'), count(*) filter (where status = 'unknown'), count(*), count(*) filter (where status = 'open') from current_timeliness";

    const int SeverityWidth = 10;

    static readonly Style s_dim = new(decoration: Decoration.Dim);

    public static Command Create()
    {
        var options = new LakeOptions();
        var verb = new Verb("late", "The late table, worst first",
            "./pipeline late", "./pipeline late --as-of 2019-01-28", "./pipeline late --lake ./data/demo | less", "./pipeline late --account https://ACCOUNT.blob.core.windows.net");
        foreach (var option in options.All) verb.Add(option);
        verb.SetAction((parsed, cancel) =>
        {
            using var open = Verb.OpenLake(parsed, options, cancel);
            return Task.FromResult(Show(open, Screen.Out(), cancel));
        });
        return verb;
    }

    public static int Show(LakeFolder lake, IAnsiConsole to, CancellationToken cancel)
    {
        var (shown, cancelled) = (0, 0);
        using (var late = lake.Ask(Late, cancel))
        using (var lines = new Lines(to))
            foreach (var row in late.Rows)
            {
                if (row[3] is true)
                {
                    cancelled++;
                    continue;
                }
                if (shown++ == 0) lines.Write("Severity", Style.Plain, Columns("Severity", "Feed", "Risk", "Took", "Limit"));
                var (severity, style) = Severity(Answer.Words(row[6]), Answer.Words(row[5]));
                lines.Write(severity, style, Columns(severity, Answer.Words(row[0]), row[1] is string { Length: > 0 } risk ? risk : "-", Hours(row[2]), Answer.Words(row[4])));
                lines.Below(Answer.Words(row[7]), SeverityWidth, s_dim);
            }

        if (shown > 0) to.WriteLine();
        using var others = lake.Ask(Others, cancel);
        var counts = others.Rows.Single();
        to.WriteLine(counts is [_, _, _, 0L, _]
            ? "Nothing has been timed yet. Drop a file, or run: ./pipeline ingest DIR"
            : $"{shown} late; {counts[0]} on time, {counts[1]} possibly late, {counts[2]} unknown{(counts[4] is long and > 0 ? $", {counts[4]} open" : "")}.{(cancelled > 0 ? $" {cancelled} late but cancelled since, not listed." : "")}");
        return ExitCodes.Done;
    }

    // Narrow enough for 80 columns: the reason has its own lines below.
    static string Columns(string severity, string feed, string risk, string took, string limit) =>
        $"{new string(' ', SeverityWidth - severity.Length)}{feed,-28} {risk,-9} {took,-10} {limit}";

    // As on receipts: 24 hours and a minute against a limit of 24 hours are not 24 hours.
    static string UpToTenths(double number) => Domain.Tenths.Up(number).ToString("0.#", CultureInfo.InvariantCulture);

    static string Hours(object? hours) => hours is double h
        ? h < 96 ? $"{UpToTenths(h)} h" : $"{UpToTenths(h / 24)} days"
        : "-";

    static (string, Style) Severity(string severity, string status) => severity switch
    {
        "critical" => ("CRITICAL", new Style(Color.Red, decoration: Decoration.Bold)),
        "serious" => ("serious", new Style(Color.Yellow)),
        "none" or "" => (status, Style.Plain),
        _ => (severity, Style.Plain),
    };
}

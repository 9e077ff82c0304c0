using System.CommandLine;
using System.Globalization;
using FrontDoor.Lake;
using Spectre.Console;

namespace FrontDoor.Cli;

/// <summary><c>late</c>: every notification that came late, worst first.</summary>
static class LateCommand
{
    const string Latest = """
        with latest as (select *, min(clock) over (partition by agency, feed) <> max(clock) over (partition by agency, feed) as of_several from current_timeliness)
        """;

    const string Late = Latest + """

        select l.agency || '/' || l.feed as feed, n.risk_grade as risk, l.elapsed_hours, l.elapsed_hours_min, l.limit_text, l.status, l.severity,
               l.late_by_hours, case when of_several then l.clock || ': ' else '' end || l.explanation as said, l.sender
        from latest l left join current_notifications n using (notification_key)
        where l.status in ('late', 'overdue') and n.status is distinct from 'cancelled'
        order by case l.severity when 'critical' then 3 when 'serious' then 2 when 'late' then 1 else 0 end desc,
                 l.late_by_hours desc nulls last, l.elapsed_hours desc, l.file_id, l.line, l.clock
        """;

    const string Others = Latest + """

        select count(*) filter (where status = 'on_time'), count(*) filter (where status = 'possibly_late'),
               count(*) filter (where status = 'unknown'), count(*),
               (select count(*) from latest l join current_notifications n using (notification_key)
                where l.status in ('late', 'overdue') and n.status = 'cancelled'),
               count(*) filter (where status = 'open')
        from latest
        """;

    const int SeverityWidth = 10;

    public static Command Create()
    {
        var lake = Verb.Lake();
        var asOf = Verb.AsOf();
        var contracts = Verb.Contracts();
        var verb = new Verb("late", "The late table, worst first", "./pipeline late", "./pipeline late --as-of 2019-01-28", "./pipeline late --lake ./data/demo | less") { lake, asOf, contracts };
        verb.SetAction((parsed, cancel) =>
        {
            using var open = LakeFolder.Open(parsed.GetRequiredValue(lake).FullName, PastMoment.Read(parsed.GetValue(asOf), TimeProvider.System), () => Verb.Load(parsed.GetValue(contracts)), cancel);
            return Task.FromResult(Show(open, Screen.Out(), cancel));
        });
        return verb;
    }

    public static int Show(LakeFolder lake, IAnsiConsole to, CancellationToken cancel)
    {
        var shown = 0;
        using (var late = lake.Ask(Late, cancel))
            foreach (var row in late.Rows)
            {
                if (shown++ == 0) Line(to, new Text("Severity"), "Feed", "Risk", "Took", "Limit");
                Line(to, Severity(Answer.Words(row[6]), Answer.Words(row[5])), Answer.Words(row[0]), row[1] is string { Length: > 0 } risk ? risk : "-", Hours(row[2]), Answer.Words(row[4]));
                to.Write(new Padder(new Text(Answer.Words(row[8]), new Style(decoration: Decoration.Dim))).Padding(SeverityWidth, 0, 0, 0));
            }

        if (shown > 0) to.WriteLine();
        using var others = lake.Ask(Others, cancel);
        var counts = others.Rows.Single();
        to.WriteLine(counts is [_, _, _, 0L, _, _]
            ? "Nothing has been timed yet. Drop a file, or run: ./pipeline ingest DIR"
            : $"{shown} late; {counts[0]} on time, {counts[1]} possibly late, {counts[2]} unknown{(counts[5] is long and > 0 ? $", {counts[5]} open" : "")}.{(counts[4] is long and > 0 ? $" {counts[4]} late but cancelled since, not listed." : "")}");
        return ExitCodes.Done;
    }

    // Narrow enough for 80 columns: the reason has its own lines below.
    static void Line(IAnsiConsole to, Text severity, string feed, string risk, string took, string limit)
    {
        to.Write(severity);
        to.WriteLine($"{new string(' ', SeverityWidth - severity.Length)}{feed,-28} {risk,-9} {took,-10} {limit}");
    }

    // As on receipts: 24 hours and a minute against a limit of 24 hours are not 24 hours.
    static string UpToTenths(double number) => Domain.Tenths.Up(number).ToString("0.#", CultureInfo.InvariantCulture);

    static string Hours(object? hours) => hours is double h
        ? h < 96 ? $"{UpToTenths(h)} h" : $"{UpToTenths(h / 24)} days"
        : "-";

    static Text Severity(string severity, string status) => severity switch
    {
        "critical" => new Text("CRITICAL", new Style(Color.Red, decoration: Decoration.Bold)),
        "serious" => new Text("serious", new Style(Color.Yellow)),
        "none" or "" => new Text(status),
        _ => new Text(severity),
    };
}

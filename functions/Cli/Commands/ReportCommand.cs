using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary><c>report</c>: a scorecard for each sender: how many came, how many in time, how long they took.</summary>
static class ReportCommand
{
    const string Scorecard = """
        with newest as (
          select *, max(record_version) over (partition by notification_key) as last_version from timeliness)
        select sender, agency || '/' || feed as feed, clock, count(*) as records,
               count(*) filter (where status = 'on_time') as on_time, count(*) filter (where status = 'late') as late,
               count(*) filter (where status = 'possibly_late') as possibly, count(*) filter (where status not in ('on_time', 'late', 'possibly_late')) as unknown,
               round(100.0 * count(*) filter (where status = 'on_time') / nullif(count(*) filter (where status in ('on_time', 'late')), 0), 1)::double as percent_in_time,
               round(median(elapsed_hours), 1) as median_hours, round(quantile_cont(elapsed_hours, 0.9), 1) as p90_hours
        from newest where record_version = last_version
        group by all order by percent_in_time nulls last, sender, feed, clock
        """;

    public static Command Create()
    {
        var lake = Verb.Lake();
        var verb = new Verb("report", "A scorecard for each sender: in time, late, median and 90th percentile of hours taken", "./pipeline report --lake ./data/demo") { lake };
        verb.SetAction((parsed, cancel) => Task.FromResult(Show(parsed.GetRequiredValue(lake).FullName, cancel)));
        return verb;
    }

    static int Show(string root, CancellationToken cancel)
    {
        using var lake = LakeFolder.Open(root);
        using var answer = lake.Ask(Scorecard, cancel);
        using var to = Answer.Out();
        Answer.Write(answer, AnswerFormat.Table, to, cancel);
        return ExitCodes.Done;
    }
}

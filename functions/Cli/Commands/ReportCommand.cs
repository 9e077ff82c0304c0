using System.CommandLine;
using FrontDoor.Domain;
using FrontDoor.Lake;
using FrontDoor.Stages;

namespace FrontDoor.Cli;

/// <summary><c>report</c>: a scorecard for each sender: how many came, how many in time, how long they took.</summary>
static class ReportCommand
{
    const string Scorecard = Standing.With + """

        select sender, agency || '/' || feed as feed, clock, count(*) as records,
               count(*) filter (where status = 'on_time') as on_time, count(*) filter (where status = 'late') as late,
               count(*) filter (where status = 'possibly_late') as possibly, count(*) filter (where status = 'unknown') as unknown,
               count(*) filter (where status = 'open') as open, count(*) filter (where status = 'overdue') as overdue,
               round(100.0 * count(*) filter (where status = 'on_time') / nullif(count(*) filter (where status in ('on_time', 'late', 'overdue')), 0), 1)::double as percent_in_time,
               round(median(elapsed_hours), 1) as median_hours, round(quantile_cont(elapsed_hours, 0.9), 1) as p90_hours
        from standing
        group by all order by percent_in_time nulls last, sender, feed, clock
        """;

    public static Command Create()
    {
        var lake = Verb.Lake();
        var asOf = Verb.AsOf();
        var contracts = Verb.Contracts();
        var unmapped = new Option<bool>("--unmapped")
        {
            Description = "Instead: what was sent in code columns and matches no spelling, with how often; read from restricted, for operators, and may hold personal data",
        };
        var verb = new Verb("report", "A scorecard for each sender: in time, late, median and 90th percentile of hours taken",
            "./pipeline report --lake ./data/demo", "./pipeline report --unmapped") { lake, asOf, contracts, unmapped };
        verb.SetAction((parsed, cancel) =>
        {
            var root = parsed.GetRequiredValue(lake).FullName;
            if (parsed.GetValue(unmapped)) return Task.FromResult(ShowUnmapped(root, cancel));
            using var open = LakeFolder.Open(root, PastMoment.Read(parsed.GetValue(asOf), TimeProvider.System), () => Verb.Load(parsed.GetValue(contracts)), cancel);
            return Task.FromResult(Show(open, cancel));
        });
        return verb;
    }

    static int Show(LakeFolder lake, CancellationToken cancel)
    {
        using var answer = lake.Ask(Scorecard, cancel);
        using var to = Answer.Out();
        Answer.Write(answer, AnswerFormat.Table, to, cancel);
        return ExitCodes.Done;
    }

    static int ShowUnmapped(string root, CancellationToken cancel)
    {
        LakeFolder.Require(root);
        using var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-query"));
        using var engine = new Engine(new EngineOptions(scratch.Folder));
        var values = UnmappedValues.Find(engine, Path.Combine(root, Containers.Restricted), Contracts.Shipped(), cancel);
        Screen.Say("from restricted: these values may hold personal data; add a spelling to functions/codes or to the feed's contract");
        using var to = Answer.Out();
        TextTable.Write(["feed", "column", "sent", "records"], values.Select(value => new object?[] { value.Feed, value.Column, value.Value, value.Records }), to);
        return ExitCodes.Done;
    }
}

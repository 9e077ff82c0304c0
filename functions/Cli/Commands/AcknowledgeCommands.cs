using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FrontDoor.Alerting;
using FrontDoor.Cli.Alerts;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Alerts;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Commands;

/// <summary><c>alerts open</c>, <c>alerts ack</c> and <c>alerts close</c>: what waits for somebody, and what they do about it, on a
/// folder.</summary>
static class AcknowledgeCommands
{
    /// <param name="where">What narrows them, from " and" on.</param>
    static string OpenAlerts(string where) => $"""
        select n.notice_id, n.kind, n.severity, n.agency || '/' || n.feed as feed, n.sender, n.la_code, n.worst_hours, n.raised_at,
               n.acknowledged_at, n.after_working_hours,
               (select count(*) from notices e where e.kind = 'escalated' and e.about = n.notice_id)::integer as rung
        from alerts n where n.state <> 'resolved'{where} order by n.place
        """;

    static readonly string[] s_columns = ["id", "kind", "severity", "feed", "sender", "la_code", "worst_hours", "raised_at",
        "waiting_working_hours", "rung", "acknowledged_at"];

    public static CliCommand Open()
    {
        var (lake, contracts, filter) = (CliCommand.Lake(), CliCommand.Contracts(), new RecordFilter("Raised"));
        var limit = CliCommand.Limit();
        var format = CliCommand.Format();
        var verb = new CliCommand("open", "List open alerts: first those that no one has acknowledged, the most severe first",
            "./pipeline alerts open", "./pipeline alerts open --severity critical --feed police/domestic-abuse",
                "./pipeline alerts open --format csv > open.csv")
        { lake, contracts, limit, format };
        foreach (var option in filter.All) verb.Add(option);
        verb.SetAction(async (parsed, cancel) =>
        {
            var root = CliCommand.FolderToRead(parsed, lake);
            using var open = LakeFolder.Open(root);
            var where = filter.Where(parsed, CliCommand.Load(parsed.GetValue(contracts)), "n", "raised_at");
            using var answer = open.Ask(OpenAlerts(where), cancel);
            var (rows, isTable) = (answer.Rows.ToList(), parsed.GetValue(format) == AnswerFormat.Table);
            var most = parsed.GetValue(limit) ?? (isTable ? CliCommand.ListedAtMost : int.MaxValue);
            var (alerts, shown, now) = (new AlertStore(new FolderStore(root)), new List<OpenAlert>(), TimeProvider.System.GetUtcNow());
            foreach (var cells in rows.Take(most))
                shown.Add(new OpenAlert(cells, (await alerts.Find((string)cells[0]!, cancel))?.Document, now));
            if (isTable) Write(shown, rows.Count);
            else Answer.Write(s_columns, shown.Select(alert => alert.Row()), parsed.GetValue(format));
            return ExitCodes.Done;
        });
        return verb;
    }

    /// <summary>Two lines an alert: what it is, then how late, how long it has waited and who is to act.</summary>
    static void Write(List<OpenAlert> shown, int all)
    {
        using var to = Answer.Out();
        if (all == 0)
        {
            to.Write("No alert is open.\n");
            return;
        }
        foreach (var alert in shown)
        {
            to.Write(alert.Headline);
            to.Write(WrappedText.Of(alert.Details, 10, Screen.Width));
        }
        if (all > shown.Count) to.Write(string.Create(CultureInfo.InvariantCulture, $"and {all - shown.Count} more: --limit {all}\n"));
        Screen.Say("To deal with one: ./pipeline alerts ack ID --by ROLE --reason \"...\"; when it is dealt with: ./pipeline alerts close");
    }

    public static CliCommand Attend(string name, string description, AlertAction act)
    {
        var (lake, contracts) = (CliCommand.Lake(), CliCommand.Contracts());
        var id = new Argument<string>("id")
        {
            Description =
            "The alert's id, or its first eight characters",
            HelpName = "ID"
        };
        var by = new Option<string>("--by")
        {
            Description = "Your role, kept only in the container restricted",
            HelpName = "ROLE",
            Required = true
        };
        var reason = new Option<string>("--reason")
        {
            Description = "The reason, or what was done, kept only in the container restricted",
            HelpName = "TEXT",
            Required = true
        };
        var app = new Option<Uri?>("--app")
        {
            CustomParser = Address,
            Description = $"The address of a deployed app, in place of a folder; its function key is taken from {AppAlerts.KeyName}",
            HelpName = "URL",
        };
        var verb = new CliCommand(name, description,
            $"./pipeline alerts {name} 0123abcd --by \"duty manager\" --reason \"The allocated worker visits today.\"",
            $"./pipeline alerts {name} 0123456789abcdef0123456789abcdef --app https://APP.azurewebsites.net --by \"duty manager\" "
                + $"--reason \"Seen today.\"")
        { id, by, reason, app, lake, contracts };
        verb.SetAction(async (parsed, cancel) =>
        {
            var (which, who, why) = (Id(parsed.GetRequiredValue(id)), CliCommand.Words(parsed, by, "a role"),
                CliCommand.Words(parsed, reason, "why, or what was done"));
            var root = CliCommand.FolderToRead(parsed, lake);
            if (parsed.GetValue(app) is { } address)
            {
                if (which.Length < ShortId.Whole)
                    throw CliException.Usage("an app is asked by the whole id of an alert", "32 hex digits",
                        "take it from the alert, or from ./pipeline alerts open --format csv");
                Console.Out.WriteLine(await new AppAlerts(address).Acknowledge(which, name, who, why, cancel));
                return ExitCodes.Done;
            }
            if (LocalBus.Read(root) is { App: { } running })
            {
                Console.Out.WriteLine(await new AppAlerts(running).Acknowledge(Whole(which, root, cancel), name, who, why, cancel));
                return ExitCodes.Done;
            }
            using var engine = await CliCommand.Open(parsed, lake, contracts, cancel);
            Console.Out.WriteLine(Describe(
                await engine.Acknowledge(Whole(which, root, cancel), act, who, why,
                    TimeProvider.System.GetUtcNow(), cancel)));
            return ExitCodes.Done;
        });
        return verb;
    }

    /// <summary>Never the reason: it may name people, and a terminal may be logged.</summary>
    static string Describe(AcknowledgeAlertResult result) => result switch
    {
        AcknowledgeAlertResult.Now(var alert, { Act: AlertAction.Close } done) => $"closed: {alert.NoticeId}, {After(alert, done)}",
        AcknowledgeAlertResult.Now(var alert, var done) => $"acknowledged: {alert.NoticeId}, {After(alert, done)}",
        AcknowledgeAlertResult.Before(var alert, var first) =>
            $"acknowledged already, {CliCommand.On(first.By, first.At)}, {After(alert, first)}; nothing was changed",
        AcknowledgeAlertResult.Resolved(_, _, { } closed) => $"closed already, {CliCommand.On(closed.By, closed.At)}; nothing was changed",
        AcknowledgeAlertResult.Resolved(var alert, _, null) =>
            $"resolved already: the reason for {alert.NoticeId} has ended; nothing was changed",
        AcknowledgeAlertResult.Unknown =>
            throw CliException.Usage("no alert with that id can be acknowledged", $"the id of an alert {AlertKinds.WaitingInWords}",
            "list the open ones: ./pipeline alerts open"),
        _ => throw new InvalidOperationException($"No words for {result.GetType().Name}."),
    };

    static string After(Notice alert, Acknowledgement done) =>
        Alerting.AcknowledgeAlerts.Waited(alert, done.At) is var (hours, workingHours)
        ? string.Create(CultureInfo.InvariantCulture, $"{hours:0.#} h after it was raised, {workingHours:0.#} of them working hours")
        : "";

    static Uri? Address(ArgumentResult typed)
    {
        if (Uri.TryCreate(typed.Tokens[^1].Value, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http")) return address;
        typed.AddError($"{typed.Tokens[^1].Value} is not the address of an app, such as https://APP.azurewebsites.net");
        return null;
    }

    static string Id(string typed) => ShortId.IsOne(typed) ? typed.ToLowerInvariant()
        : throw CliException.Usage("that is not the id of an alert", "32 hex digits, or the first eight or more of them",
        "list the open ones: ./pipeline alerts open");

    /// <summary>The whole id of the only alert whose id begins so.</summary>
    static string Whole(string begun, string root, CancellationToken cancel)
    {
        if (begun.Length == ShortId.Whole) return begun;
        using var lake = LakeFolder.Open(root);
        // only hex digits
        using var found = lake.Ask($"select distinct notice_id from notices where starts_with(notice_id, '{begun}')", cancel);
        var ids = found.Rows.Select(cells => (string)cells[0]!).ToList();
        return ids.Count == 1 ? ids[0]
            : throw CliException.Usage(
            string.Create(CultureInfo.InvariantCulture,
                $"{(ids.Count == 0 ? "no" : ids.Count)} alerts have an id that begins with {begun}"),
                "the first characters of one alert's id", "list the open ones: ./pipeline alerts open");
    }
}

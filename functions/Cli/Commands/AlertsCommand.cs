using System.CommandLine;
using System.Text;
using FrontDoor.Alerting;
using FrontDoor.Cli.Alerts;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Stack;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Commands;

/// <summary><c>alerts</c>: shows alerts as they arrive, one line each; its subcommands list, acknowledge and close alerts.</summary>
static class AlertsCommand
{
    static readonly TimeSpan s_wait = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        var lake = CliCommand.Lake();
        var follow = new Option<bool>("--follow")
        {
            Description = "Wait for more alerts until Ctrl-C. Without this, stop when no alert waits"
        };
        var subscription = new Option<string>("--subscription")
        {
            Description = "The subscription to read: " + string.Join(", ", Subscription.All.Select(one => one.Name)),
            HelpName = "NAME",
            DefaultValueFactory = _ => Subscription.All[0].Name,
        };
        var format = CliCommand.Format();
        format.Description = "table: one line each. json: each as it was sent, one CloudEvent per line";
        format.HelpName = "table|json";
        format.AcceptOnlyFromAmong("table", "json");
        var verb = new CliCommand("alerts", "Show alerts as they arrive, one line each. A shown alert is removed from the subscription",
            "./pipeline alerts --follow", "./pipeline alerts --subscription police --format json | jq .data.text")
        { lake, follow, subscription, format };
        verb.Add(AcknowledgeCommands.Open());
        verb.Add(AcknowledgeCommands.Attend("ack", "Acknowledge an alert: it is not escalated any further", AlertAction.Acknowledge));
        verb.Add(AcknowledgeCommands.Attend("close",
            "Close an alert that is dealt with. Everyone who got it gets one message that it is closed", AlertAction.Close));
        verb.SetAction((parsed, cancel) => Terminated.Heeded(async stop =>
        {
            await using var reader =
                AlertConnection.Open(CliCommand.Folder(parsed, lake), Known(parsed.GetRequiredValue(subscription)));
            return await Run(reader, parsed.GetValue(follow), parsed.GetValue(format) == AnswerFormat.Json, Console.Out, stop);
        }, cancel));
        return verb;
    }

    /// <summary>Each alert is shown first and completed after: after a kill between the two, it is shown again.</summary>
    public static async Task<int> Run(IAlertReader reader, bool follow, bool json, TextWriter to, CancellationToken cancel)
    {
        var shown = new HashSet<string>();
        try
        {
            while (await reader.Next(follow ? s_wait : TimeSpan.Zero, cancel) is var held && (held is not null || follow))
            {
                if (held is null) continue;
                if (shown.Add(AlertLine.Id(held.Event)))
                    await to.WriteLineAsync(json ? Encoding.UTF8.GetString(held.Event.Span) : AlertLine.Of(held.Event));
                await to.FlushAsync(CancellationToken.None);
                await held.Complete(CancellationToken.None); // it was shown: it must not come again after Ctrl-C
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Screen.Say("stopped");
        }
        return ExitCodes.Done;
    }

    static string Known(string name) => Subscription.All.Any(one => one.Name == name)
        ? name
        : throw CliException.Usage(
        $"there is no subscription '{name}'", "one of: " + string.Join(", ", Subscription.All.Select(one => one.Name)),
            "read in docs/alerts.md what each subscription gets");
}

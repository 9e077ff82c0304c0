using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Commands;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Handover;

/// <summary>The formats of the handover.</summary>
enum HandoverFormat
{
    Text,
    Json,
    Html,
}

/// <summary><c>handover</c>: shows what is open, new, due next and silent, for the morning meeting.</summary>
static class HandoverCommand
{
    const int SinceHours = 24;

    public static Command Create()
    {
        var options = new LakeOptions();
        var since = new Option<int>("--since-hours")
        {
            Description = "What counts as new: received or raised in the last HOURS hours",
            HelpName = "HOURS",
            DefaultValueFactory = _ => SinceHours
        };
        var format = new Option<HandoverFormat>("--format") { Description = "text, json or html", HelpName = "text|json|html" };
        var verb = new CliCommand("handover",
            "Show what the morning meeting needs: open alerts, what is new, what is due in the next 24 hours, and silent feeds",
            "./pipeline handover", "./pipeline handover --since-hours 72", "./pipeline handover --format html > handover.html")
        { since, format };
        foreach (var option in options.All) verb.Add(option);
        verb.SetAction((parsed, cancel) =>
        {
            if (parsed.GetValue(since) is var hours and < 1)
                throw CliException.Usage($"--since-hours {hours}", "a number of hours from 1", "for instance --since-hours 72 on a Monday");
            using var open = CliCommand.OpenLake(parsed, options, cancel);
            var at = PastMoment.Read(parsed.GetValue(options.AsOf), TimeProvider.System) ?? TimeProvider.System.GetUtcNow();
            var facts = HandoverFacts.Read(open, at.AddHours(-parsed.GetValue(since)), at, cancel);
            using var to = Answer.Out();
            to.Write(parsed.GetValue(format) switch
            {
                HandoverFormat.Text => HandoverText.Text(facts, Screen.Width),
                HandoverFormat.Json => HandoverText.Json(facts),
                HandoverFormat.Html => HandoverText.Html(facts),
                var other => throw new InvalidOperationException($"No writer for the format {other}."),
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return verb;
    }
}

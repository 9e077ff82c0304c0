using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Storage.Queries;

namespace FrontDoor.Cli.Commands;

/// <summary><c>corrections</c>: lists corrections that would relax a clock, and records an operator's decision on each.</summary>
static class CorrectionsCommand
{
    static readonly string[] Columns = ["key", "version", "feed", "sender", "clock", "status", "severity", "proposed_status",
        "proposed_severity", "since"];

    public static Command Create()
    {
        var (lake, contracts) = (CliCommand.Lake(), CliCommand.Contracts());
        var format = CliCommand.Format();
        var verb = new CliCommand("corrections",
            "List corrections that would relax a clock and wait for a decision: the current result, and the one they would give",
            "./pipeline corrections", "./pipeline corrections --format json",
                "./pipeline corrections accept KEY --reason \"The force's log confirms the later time.\" --by \"MASH manager\"") { lake,
                    contracts, format };
        verb.SetAction(async (parsed, cancel) =>
        {
            using var engine = await CliCommand.Open(parsed, lake, contracts, cancel);
            Show(await engine.Corrections.List(cancel), parsed.GetValue(format));
            return ExitCodes.Done;
        });
        verb.Add(Decide("accept", "Use the result of the correction", isAccepted: true));
        verb.Add(Decide("refuse", "Keep the stricter result. The same correction does not ask again", isAccepted: false));
        return verb;
    }

    static CliCommand Decide(string name, string description, bool isAccepted)
    {
        var (lake, contracts) = (CliCommand.Lake(), CliCommand.Contracts());
        var key = new Argument<string>("key")
        {
            Description = "The record's notification_key, as ./pipeline corrections lists it",
            HelpName = "KEY"
        };
        var reason = new Option<string>("--reason")
        {
            Description = "The reason, kept only in the container restricted",
            HelpName = "TEXT",
            Required = true
        };
        var by = new Option<string>("--by")
        {
            Description = "The role of the person who decides",
            HelpName = "ROLE",
            DefaultValueFactory = _ => "operator"
        };
        var version = new Option<int?>("--version-seen")
        {
            Description = "The version you looked at. If a newer one arrived, nothing is decided",
            HelpName = "N"
        };
        var verb = new CliCommand(name, description, $"./pipeline corrections {name} 0123456789abcdef0123456789abcdef --reason \"The "
            + $"force's log says so.\" --by \"MASH manager\"") { key, reason, by, version, lake, contracts };
        verb.SetAction(async (parsed, cancel) =>
        {
            var choice = new CorrectionChoice(Key(parsed.GetRequiredValue(key)), isAccepted, CliCommand.Words(parsed, reason, "why"),
                CliCommand.Words(parsed, by, "a role"), parsed.GetValue(version));
            using var engine = await CliCommand.Open(parsed, lake, contracts, cancel);
            Print(await engine.Decide(choice, TimeProvider.System.GetUtcNow(), cancel), choice);
            return ExitCodes.Done;
        });
        return verb;
    }

    static void Show(IReadOnlyList<PendingCorrection> waiting, AnswerFormat format)
    {
        var rows = waiting.Select(record => (object?[])
            [record.NotificationKey, record.RecordVersion, record.Feed, record.Sender, record.Clock, record.Status, record.Severity,
            record.ProposedStatus, record.ProposedSeverity, record.Since]);
        if (waiting.Count == 0 && format == AnswerFormat.Table) Console.Out.WriteLine("No correction waits for a decision.");
        else Answer.Write(Columns, rows, format);
        if (waiting.Count > 0 && format == AnswerFormat.Table)
            Screen.Say("Decide with: ./pipeline corrections accept KEY --reason \"...\" or refuse KEY --reason \"...\"");
    }

    /// <summary>Never the reason: it may name people, and a terminal may be logged.</summary>
    static void Print(CorrectionDecisionResult decided, CorrectionChoice choice)
    {
        switch (decided)
        {
            case CorrectionDecisionResult.Now(var decision, var waited):
                Console.Out.WriteLine(decision.IsAccepted
                    ? $"accepted: version {waited.RecordVersion} of {decision.NotificationKey} is now "
                    + $"{Result(waited.ProposedStatus, waited.ProposedSeverity)}; before it was {Result(waited.Status, waited.Severity)}"
                    : $"refused: version {waited.RecordVersion} of {decision.NotificationKey} stays "
                    + $"{Result(waited.Status, waited.Severity)}, not {Result(waited.ProposedStatus, waited.ProposedSeverity)}");
                return;
            case CorrectionDecisionResult.Before({ } made) when made.IsAccepted == choice.IsAccepted:
                Console.Out.WriteLine($"{Verdict(made)} already, {CliCommand.On(made.By, made.DecidedAt)}; nothing was changed");
                return;
            case CorrectionDecisionResult.Before({ } made):
                throw new CliException($"version {made.RecordVersion} of {made.NotificationKey} was {Verdict(made)}, "
                    + $"{CliCommand.On(made.By, made.DecidedAt)}", "a version without a decision",
                    "nothing to do: the first decision is final; another correction by the sender asks again");
            case CorrectionDecisionResult.Overtaken(var newest):
                throw new CliException(
                    $"the newest version of {newest.NotificationKey} is {newest.RecordVersion}, not {choice.RecordVersion}",
                    "the version you looked at", "look again: ./pipeline corrections");
            case CorrectionDecisionResult.Nothing:
                throw new CliException($"{choice.NotificationKey} already has the result of its newest version",
                    "a record that waits for a decision",
                    "list those that wait: ./pipeline corrections");
            case CorrectionDecisionResult.Unknown:
                throw CliException.Usage($"no record has the key {choice.NotificationKey}", "a notification_key of this lake",
                    "list those that wait: ./pipeline corrections");
            default:
                throw new InvalidOperationException($"No words for {decided.GetType().Name}.");
        }
    }

    static string Result(string status, string severity) => severity == "none" ? status : $"{status} ({severity})";

    static string Verdict(CorrectionDecision made) => made.IsAccepted ? "accepted" : "refused";

    static string Key(string typed) => typed.Length == 32 && typed.All(char.IsAsciiHexDigit) ? typed.ToLowerInvariant()
        : throw CliException.Usage("that is not a key", "a notification_key, 32 hex digits",
        "list those that wait: ./pipeline corrections");
}

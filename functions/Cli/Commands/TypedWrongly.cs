using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Cli.Commands;

/// <summary>What was typed wrongly, in the product's own words: only the first cause, because the parser stumbles over all that follows
/// it.</summary>
static class TypedWrongly
{
    public static CliException Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var unknown, ..]) return Say(command, Unknown(command, unknown), Expected(command));
        if (IsGroup(command))
            return Say(command, command is RootCommand ? "no command is given" : $"no command of {CliCommand.Path(command)} is given",
                Expected(command));
        foreach (var error in parsed.Errors)
            if (error.SymbolResult is OptionResult { Option: var option, Tokens: [{ Value: var typed }, ..] }
                && Words(option) is { Count: > 0 } words)
                return Say(command, $"{option.Name} cannot be {typed}{CliCommand.DidYouMean(Meant(typed, words))}",
                    $"one of: {string.Join(", ", words)}");
        return Say(command, string.Join("; ", parsed.Errors.Select(Said)), Expected(command));
    }

    static CliException Say(Command command, string found, string expected) =>
        CliException.Usage(found, expected, $"see ./pipeline {$"{CliCommand.Path(command)} --help".TrimStart()}");

    static string Unknown(Command command, string typed)
    {
        var meant = NearestWord.Of(typed, command.Subcommands.Where(each => !each.Hidden).Concat<Symbol>(command.Options)
            .Select(each => each.Name));
        var what = typed.StartsWith('-') ? $"there is no option {typed}"
            : command.Subcommands.Count > 0 ? $"there is no command {$"{CliCommand.Path(command)} {typed}".TrimStart()}"
            : $"{typed} is one word too many";
        return what + CliCommand.DidYouMean(meant);
    }

    static string Expected(Command command) => !IsGroup(command) || command is RootCommand ? CliCommand.Usage(command)
        : $"{CliCommand.Path(command)} {OneOf([.. command.Subcommands.Where(each => !each.Hidden).Select(each => each.Name)])}";

    static string OneOf(IReadOnlyList<string> words) => words.Count == 1 ? words[0]
        : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    /// <summary>Whether it does nothing without the name of one of its commands.</summary>
    static bool IsGroup(Command command) => command.Subcommands.Count > 0 && command.Action is null;

    /// <summary>The only words that an option takes; none if it takes any.</summary>
    static List<string> Words(Option option) =>
        [.. option.GetCompletions(CompletionContext.Empty).Select(one => one.Label.ToLowerInvariant())];

    /// <summary>The only word that begins so, else the nearest.</summary>
    static string? Meant(string typed, List<string> words) =>
        words.Where(word => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList() is [var one] ? one
        : NearestWord.Of(typed, words);

    /// <summary>Without the names of this program's types, which the parser adds.</summary>
    static string Said(ParseError error) => error.Message.Split(" as expected type", 2)[0].TrimEnd('.');
}

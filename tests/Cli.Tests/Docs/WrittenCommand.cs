using System.CommandLine;
using System.Text.RegularExpressions;
using FrontDoor.Cli.Commands;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>A command line as a document, a help text or a message has it.</summary>
/// <param name="Page">Where it is written. The lines of one page run one after another in one folder.</param>
/// <param name="Line">From its first word, with what follows it: variables before it, a pipe, a redirection, a comment.</param>
sealed partial record WrittenCommand(string Page, string Line)
{
    static readonly RootCommand s_all = CommandLine.All();

    /// <summary>The words from ./pipeline on, with the quotes around them.</summary>
    public IReadOnlyList<string> Words { get; } = Split(Line[Line.IndexOf(Typed, StringComparison.Ordinal)..]);

    /// <summary>The command's name, with that of its subcommand; the rest of the words are arguments.</summary>
    public string Name => string.Join(' ', Path(Words).Select(command => command.Name));

    /// <summary>Whether only a command is named, as a sentence does that does not say what to type.</summary>
    public bool IsMention => Path(Words).Count() == Words.Count - 1;

    /// <summary>Whether all words are commands, options and values that there are; the reason if not.</summary>
    public string? Fault => s_all.Parse([.. Plain().Skip(1).Select(word => word.Trim('"', '\''))]) is { Errors: { Count: > 0 } errors }
        ? string.Join("; ", errors.Select(error => error.Message)) : null;

    public const string Typed = "./pipeline";

    public static IReadOnlyList<string> Split(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    /// <summary>The commands that the first words name, outermost first.</summary>
    public static IEnumerable<Command> Path(IReadOnlyList<string> words)
    {
        Command? command = s_all;
        foreach (var word in words.Skip(1))
        {
            command = command.Subcommands.FirstOrDefault(each => each.Name == word);
            if (command is null) yield break;
            yield return command;
        }
    }

    /// <summary>Every line of a document that begins with a command, in a block or between backticks, and every command in the text of a
    /// block.</summary>
    public static IEnumerable<WrittenCommand> OfDocument(string file)
    {
        var page = System.IO.Path.GetRelativePath(Repository.Root, file);
        foreach (Match match in BlockOrCode().Matches(File.ReadAllText(file)))
            foreach (var line in match.Groups["block"].Success ? match.Groups["block"].Value.Split('\n')
                : [LineBreak().Replace(match.Groups["code"].Value, " ")])
                foreach (var command in Begins().IsMatch(line) ? [new WrittenCommand(page, line.Trim())] : OfText(page, line))
                    if (command.Words.Count > 1) yield return command;
    }

    /// <summary>The examples of every command's help.</summary>
    public static IEnumerable<WrittenCommand> OfHelp(Command? of = null) =>
        (of ?? s_all).Subcommands.SelectMany(command => (command as CliCommand)?.Examples
            .Select(example => new WrittenCommand($"{CliCommand.Path(command)} --help", example)).Concat(OfHelp(command)) ?? []);

    /// <summary>Every command that a text of the program names; a value that it would put in is the word VALUE.</summary>
    public static IEnumerable<WrittenCommand> OfSources() =>
        from examples in (HashSet<string>[])[[.. OfHelp().Select(one => one.Line)]]
        from file in Directory.EnumerateFiles(Repository.Path("functions"), "*.cs", SearchOption.AllDirectories)
        let code = string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
        from Match text in Literal().Matches(Joined().Replace(code, ""))
        let plain = Hole().Replace(text.Value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal), "VALUE")
        where !examples.Contains(plain)
        from command in OfText("messages", plain)
        select command;

    /// <summary>Every command in running text: its names, options and what looks like a value, up to the first word of prose.</summary>
    public static IEnumerable<WrittenCommand> OfText(string page, string text)
    {
        for (var at = text.IndexOf(Typed + " ", StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(Typed + " ", at + 1, StringComparison.Ordinal))
        {
            var taken = new List<string> { Typed };
            var isValueNext = false;
            foreach (var word in Split(text[(at + Typed.Length)..].Split('\n')[0]))
            {
                var bare = word.EndsWith("...", StringComparison.Ordinal) ? word
                    : Markup().Replace(word, "").TrimEnd('.', ',', ';', ':', ')');
                var command = Path(taken).LastOrDefault() ?? s_all;
                var isName = command.Subcommands.Any(each => each.Name == bare) && Path(taken).Count() == taken.Count - 1;
                var isOption = bare.StartsWith("--", StringComparison.Ordinal);
                if (!isName && !isOption && !isValueNext && !(command.Arguments.Count > 0 && Value().IsMatch(bare))) break;
                isValueNext = isOption && command.Options.FirstOrDefault(each => each.Name == bare) is { } option
                    && option.ValueType != typeof(bool);
                taken.Add(bare);
                if (bare != word) break;
            }
            if (taken.Count > 1) yield return new WrittenCommand(page, string.Join(' ', taken));
        }
    }

    /// <summary>The words without what the shell does with the result.</summary>
    IEnumerable<string> Plain() => Words.TakeWhile(word => word is not ("|" or ">" or "#"));

    [GeneratedRegex("""(?:"[^"]*"|'[^']*'|[^\s"'])+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"```[^\n]*\n(?<block>.*?)```|`(?<code>[^`]+)`", RegexOptions.Singleline)]
    private static partial Regex BlockOrCode();

    [GeneratedRegex(@"\s+")]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"^\s*(?:[A-Z_]+=\S+ )*\./pipeline(?: |$)")]
    private static partial Regex Begins();

    [GeneratedRegex("""^(?:".*"|'.*'|[A-Z|]{2,}(?:\.\.\.)?|.*[0-9/._-].*)$""")]
    private static partial Regex Value();

    /// <summary>The end of a member of JSON, an element, or an optional word: the command ends before it.</summary>
    [GeneratedRegex("""(?:",|<|\[).*$""", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex("""
        "\s*\+\s*\$?"
        """)]
    private static partial Regex Joined();

    [GeneratedRegex("""
        "(?:[^"\\\n]|\\.)*"
        """)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();
}

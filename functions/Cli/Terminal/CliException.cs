using FrontDoor.Local;

namespace FrontDoor.Cli.Terminal;

/// <summary>An error that stops a command, in three parts: what was found, what was expected, what to do next.</summary>
sealed class CliException(string found, string expected, string next) : ExplainedException(found, expected, next)
{
    /// <summary>2 for a command typed wrongly, 1 for everything else.</summary>
    public int ExitCode { get; init; } = ExitCodes.Failed;

    const int Indent = 2;

    public static CliException Usage(string found, string expected, string next) =>
        new(found, expected, next) { ExitCode = ExitCodes.Usage };

    public static void Write(ExplainedException fault, TextWriter to)
    {
        Line($"error: {fault.Found}", 0);
        Line($"expected: {fault.Expected}", Indent);
        Line($"next: {fault.Next}", Indent);

        // DuckDB marks the fault of a statement by a caret below it.
        void Line(string text, int indent)
        {
            foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
                if (line.StartsWith("LINE ", StringComparison.Ordinal) || line.Trim() == "^") to.Write($"{line}\n");
                else to.Write(WrappedText.Of(line, indent, Screen.MessageWidth));
        }
    }
}

/// <summary>The program's exit codes.</summary>
static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Interrupted = 130;
}

namespace FrontDoor.Cli;

/// <summary>Something that stops a command, in three parts: what was found, what was expected, what to do next.</summary>
sealed class Complaint(string found, string expected, string next) : Exception($"{found}; expected {expected}; next: {next}")
{
    /// <summary>2 for a command typed wrongly, 1 for everything else.</summary>
    public int ExitCode { get; init; } = ExitCodes.Failed;

    public static Complaint Usage(string found, string expected, string next) => new(found, expected, next) { ExitCode = ExitCodes.Usage };

    public void Tell(TextWriter to)
    {
        to.WriteLine($"error: {found}");
        to.WriteLine($"  expected: {expected}");
        to.WriteLine($"  next: {next}");
    }
}

/// <summary>What the program's exit code says.</summary>
static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Interrupted = 130;
}

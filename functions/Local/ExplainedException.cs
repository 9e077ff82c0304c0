namespace FrontDoor.Local;

/// <summary>A failure that a person can act on, in three parts: what was found, what was expected, what to do next.</summary>
public class ExplainedException(string found, string expected, string next) : Exception($"{found}; expected {expected}; next: {next}")
{
    public string Found { get; } = found;
    public string Expected { get; } = expected;
    public string Next { get; } = next;
}

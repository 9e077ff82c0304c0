namespace FrontDoor.Cli.Doctor;

/// <summary>How bad a finding is, the worst last.</summary>
enum FindingLevel
{
    Ok,

    /// <summary>Nothing is known: someone else has to look, by the command that is said.</summary>
    NotChecked,
    Soon,
    Wrong,
}

/// <summary>What one check found.</summary>
/// <param name="Next">What to do about it; null where nothing is to be done.</param>
sealed record Finding(FindingLevel Level, string Text, string? Next = null)
{
    public static Finding Ok(string text) => new(FindingLevel.Ok, text);
    public static Finding NotChecked(string text, string next) => new(FindingLevel.NotChecked, text, next);
    public static Finding Soon(string text, string next) => new(FindingLevel.Soon, text, next);
    public static Finding Wrong(string text, string next) => new(FindingLevel.Wrong, text, next);
}

namespace FrontDoor.Cli.Answers;

/// <summary>The id of an alert or the key of a record, whole or as much of its beginning as is shown.</summary>
static class ShortId
{
    /// <summary>So many hex digits are shown, and are enough to type.</summary>
    public const int Shown = 8;

    /// <summary>So many there are.</summary>
    public const int Whole = 32;

    public static bool IsOne(string typed) => typed.Length is >= Shown and <= Whole && typed.All(char.IsAsciiHexDigit);
}

namespace FrontDoor.Cli.Answers;

/// <summary>The id of an alert or the key of a record, whole or shortened.</summary>
static class ShortId
{
    /// <summary>How many hex digits are shown, and enough to type.</summary>
    public const int Shown = 8;

    /// <summary>How many hex digits a whole id has.</summary>
    public const int Whole = 32;

    public static bool IsOne(string typed) => typed.Length is >= Shown and <= Whole && typed.All(char.IsAsciiHexDigit);
}

namespace FrontDoor.Domain.Clocks;

/// <summary>What stands in place of a code's place in its list, where there is none.</summary>
public static class CodePlace
{
    /// <summary>Something is written, and no list knows it.</summary>
    public const int Unmapped = -1;

    /// <summary>Nothing is written.</summary>
    public const int Blank = -2;
}

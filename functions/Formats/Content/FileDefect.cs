using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>A defect of the file as a whole or of a header: what, on which line, about which column of the contract, and what was found in
/// words that hold no value of a row.</summary>
public sealed record FileDefect(Defect Defect, int Line, string? Column, string? Found = null)
{
    /// <summary>What the file is, where what was found in it is something else.</summary>
    public string? Format { get; init; }

    /// <summary>What to do about it: the defect's own advice, where the kind of file asks for no other.</summary>
    public string Advice { get => field ?? Defect.Advice; init; }

    /// <summary>Which part of the file; 1 where the whole is meant.</summary>
    public int Part { get; init; } = 1;

    /// <summary>What <see cref="Line"/> counts.</summary>
    public string Counts { get; init; } = "line";
}

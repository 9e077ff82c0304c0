using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>What was found behind a defect, in words that hold no value of a row: the name of a system, an element that is
/// missing.</summary>
/// <param name="Column">A place in the contract, or -1.</param>
public sealed record FoundText(Defect Defect, int Column, string Found);

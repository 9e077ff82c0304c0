using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>A defect of one row and the column it stands in (a place in the contract, or -1).</summary>
public readonly record struct RowDefect(Defect Defect, int Column, Tier Tier);

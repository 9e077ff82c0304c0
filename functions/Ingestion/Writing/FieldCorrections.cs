using FrontDoor.Formats.Content;

namespace FrontDoor.Ingestion.Writing;

/// <summary>What a file corrected, by field and never by value.</summary>
/// <param name="Compared">Corrected records whose earlier version is still kept; the fields count these alone.</param>
/// <param name="Fields">The fields that differ, most often corrected first.</param>
/// <param name="AnotherChild">Corrections that make a record another child's: another NHS number or UPN, or another forename and date of
/// birth.</param>
public sealed record FieldCorrections(int Compared, IReadOnlyList<FieldCorrection> Fields, int AnotherChild,
    IReadOnlyList<RowPlace> AnotherChildFirst)
{
    public static FieldCorrections None { get; } = new(0, [], 0, []);
}

/// <summary>In how many corrected records one field is other than before.</summary>
public sealed record FieldCorrection(string Column, int Count);

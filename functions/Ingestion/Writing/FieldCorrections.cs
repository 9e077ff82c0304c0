using FrontDoor.Formats.Content;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The corrections of a file, by field, without values.</summary>
/// <param name="Compared">Corrected records whose earlier version is still stored; the fields count only these.</param>
/// <param name="Fields">The fields that differ, most often corrected first.</param>
/// <param name="AnotherChild">Corrections that turn a record into another child's: another NHS number or UPN, or another forename and
/// date of birth.</param>
public sealed record FieldCorrections(int Compared, IReadOnlyList<FieldCorrection> Fields, int AnotherChild,
    IReadOnlyList<RowPlace> AnotherChildFirst)
{
    public static FieldCorrections None { get; } = new(0, [], 0, []);
}

/// <summary>In how many corrected records a field has changed.</summary>
public sealed record FieldCorrection(string Column, int Count);

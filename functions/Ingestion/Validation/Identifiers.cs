using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Ingestion.Validation;

/// <summary>Checks identifiers by column type, and gives their comparable form. Use one for each thread: results are valid until the next
/// call.</summary>
sealed class Identifiers
{
    readonly byte[] _form = new byte[16];

    /// <summary>The defect of an identifier of this type; null if there is none.</summary>
    public Defect? Check(ColumnType type, ReadOnlySpan<byte> cell) => type switch
    {
        ColumnType.NhsNumber => Judge(NhsNumber.Check(cell, _form), Defects.NhsTestRange, Defects.NhsInvalid),
        ColumnType.Upn => Judge(Upn.Check(cell, _form), null, Defects.UpnInvalid),
        ColumnType.Urn => Judge(Urn.Check(cell, _form), null, Defects.UrnInvalid),
        ColumnType.Laestab => Judge(LaEstab.Check(cell, _form), null, Defects.LaestabInvalid),
        ColumnType.Postcode => Judge(Postcode.Check(cell, _form, out _), null, Defects.PostcodeInvalid),
        ColumnType.PoliceReference => Judge(PoliceReference.Check(cell), null, Defects.PoliceReferenceForm),
        ColumnType.Ods => Judge(OdsCode.Check(cell, _form, out _), null, Defects.OdsInvalid),
        _ => null,
    };

    /// <summary>The canonical form of an identifier, valid or not; empty if the cell has none, or says that there is none.</summary>
    public ReadOnlySpan<byte> Canonical(ColumnType type, ReadOnlySpan<byte> cell)
    {
        var length = 0;
        var (check, whole) = type switch
        {
            ColumnType.NhsNumber => (NhsNumber.Check(cell, _form), NhsNumber.Length),
            ColumnType.Upn => (Upn.Check(cell, _form), Upn.Length),
            ColumnType.Urn => (Urn.Check(cell, _form), Urn.Length),
            ColumnType.Laestab => (LaEstab.Check(cell, _form), LaEstab.Length),
            ColumnType.Postcode => (Postcode.Check(cell, _form, out length), length),
            ColumnType.Ods => (OdsCode.Check(cell, _form, out length), length),
            _ => (IdCheck.WrongForm, 0),
        };
        return check is IdCheck.Absent or IdCheck.StandIn or IdCheck.WrongLength or IdCheck.WrongForm or IdCheck.WrongCharacter
            or IdCheck.PrecisionLost or IdCheck.LeadingZeroLost or IdCheck.LookAlike
            ? default : _form.AsSpan(0, whole);
    }

    /// <summary>Whether it is a published code for no number: UN1.</summary>
    public bool IsStandIn(ColumnType type, ReadOnlySpan<byte> cell) => type == ColumnType.Upn && Upn.Check(cell, _form) == IdCheck.StandIn;

    static Defect? Judge(IdCheck check, Defect? test, Defect invalid) => check switch
    {
        IdCheck.Valid or IdCheck.StandIn or IdCheck.Absent => null,
        IdCheck.TestRange => test,
        IdCheck.Temporary => Defects.UpnTemporary,
        IdCheck.UnknownAuthority => Defects.AuthorityUnknown,
        IdCheck.LeadingZeroLost or IdCheck.PrecisionLost => Defects.PrecisionLost,
        IdCheck.LookAlike => Defects.PostcodeLookAlike,
        _ => invalid,
    };

    /// <summary>The ten digits of a number that can identify a child; empty for any other. Test numbers are shared, so they identify no
    /// one.</summary>
    public ReadOnlySpan<byte> Nhs(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && NhsNumber.Check(cell, _form) == IdCheck.Valid ? _form.AsSpan(0, NhsNumber.Length) : default;

    /// <summary>The canonical UPN; empty for a temporary one, which can pass to another child.</summary>
    public ReadOnlySpan<byte> PupilNumber(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && Upn.Check(cell, _form) is IdCheck.Valid or IdCheck.TestRange ? _form.AsSpan(0, Upn.Length) : default;

    /// <summary>The canonical postcode of a real place.</summary>
    public ReadOnlySpan<byte> Home(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && Postcode.Check(cell, _form, out var length) == IdCheck.Valid ? _form.AsSpan(0, length) : default;
}

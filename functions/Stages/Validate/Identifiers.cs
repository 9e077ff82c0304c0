using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Checks identifiers by column type, and gives the comparable form of those that may be matched on. One for each thread: results live until the next call.</summary>
sealed class Identifiers
{
    readonly byte[] _form = new byte[16];

    /// <summary>What is wrong with an identifier of this type, or null.</summary>
    public Defect? Check(ColumnType type, ReadOnlySpan<byte> cell) => type switch
    {
        ColumnType.NhsNumber => NhsNumber.Check(cell, _form) switch
        {
            IdCheck.Valid => null,
            IdCheck.TestRange => Defects.NhsTestRange,
            _ => Defects.NhsInvalid,
        },
        ColumnType.Upn => Upn.Check(cell, _form) is IdCheck.Valid or IdCheck.Temporary or IdCheck.StandIn or IdCheck.TestRange ? null : Defects.UpnInvalid,
        ColumnType.Urn => IsFine(Urn.Check(cell, _form)) ? null : Defects.UrnInvalid,
        ColumnType.Laestab => IsFine(LaEstab.Check(cell, _form)) ? null : Defects.LaestabInvalid,
        ColumnType.Postcode => IsFine(Postcode.Check(cell, _form, out _)) ? null : Defects.PostcodeInvalid,
        ColumnType.Ods => IsFine(OdsCode.Check(cell, _form, out _)) ? null : Defects.OdsInvalid,
        _ => null,
    };

    /// <summary>The ten digits of a number that may identify a child; empty for any other, the test range included: test numbers are shared.</summary>
    public ReadOnlySpan<byte> Nhs(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && NhsNumber.Check(cell, _form) == IdCheck.Valid ? _form.AsSpan(0, NhsNumber.Length) : default;

    /// <summary>The canonical UPN; temporary ones change hands, so they identify nobody.</summary>
    public ReadOnlySpan<byte> PupilNumber(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && Upn.Check(cell, _form) is IdCheck.Valid or IdCheck.TestRange ? _form.AsSpan(0, Upn.Length) : default;

    /// <summary>The canonical postcode of a real place.</summary>
    public ReadOnlySpan<byte> Home(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && Postcode.Check(cell, _form, out var length) == IdCheck.Valid ? _form.AsSpan(0, length) : default;

    static bool IsFine(IdCheck check) => check is IdCheck.Valid or IdCheck.TestRange or IdCheck.StandIn;
}

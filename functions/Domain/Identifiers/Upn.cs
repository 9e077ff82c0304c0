namespace FrontDoor.Domain.Identifiers;

/// <summary>
/// The unique pupil number: check letter, local authority, establishment, year, serial (DfE, Unique Pupil Numbers guidance;
/// CIN census rules 1510 to 1560).
/// </summary>
public static class Upn
{
    public const int Length = 13;

    static ReadOnlySpan<byte> Letters => "ABCDEFGHJKLMNPQRTUVWXYZ"u8; // no I, O, S

    /// <summary>Writes the canonical thirteen characters when there are thirteen; <paramref name="canonical"/> must hold
    /// <see cref="Length"/> bytes.</summary>
    public static IdCheck Check(ReadOnlySpan<byte> text, Span<byte> canonical)
    {
        var target = canonical[..Length];
        var length = IdText.Strip(text, default, target);
        if (length == 0)
            return IdCheck.Absent;
        var upn = target[..Math.Max(0, length)];
        if (upn is [(byte)'U', (byte)'N', >= (byte)'1' and <= (byte)'7'])
            return IdCheck.StandIn;
        if (length != Length)
            return IdCheck.WrongLength;
        var temporary = IdText.IsLetter(upn[12]);
        if (!IdText.IsLetter(upn[0]) || !IdText.AllDigits(upn[1..(temporary ? 12 : 13)]) || (temporary && !Letters.Contains(upn[12])))
            return IdCheck.WrongCharacter;
        return upn[0] == CheckLetter(upn) ? LocalAuthority.Check(upn[1..4], temporary ? IdCheck.Temporary : IdCheck.Valid)
            : IdCheck.WrongCheckDigit;
    }

    // The 2nd to 13th characters times their places, modulus 23; a final letter counts as its index among the letters.
    static byte CheckLetter(ReadOnlySpan<byte> upn)
    {
        var sum = 0;
        for (var i = 1; i < Length; i++)
            sum += (IdText.IsLetter(upn[i]) ? Letters.IndexOf(upn[i]) : upn[i] - '0') * (i + 1);
        return Letters[sum % 23];
    }
}

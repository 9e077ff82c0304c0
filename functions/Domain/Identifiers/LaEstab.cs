namespace FrontDoor.Domain.Identifiers;

/// <summary>A school's DfE number: local authority and establishment, 201/3614 or 2013614 (Get Information about Schools).</summary>
public static class LaEstab
{
    public const int Length = 7;

    /// <summary>Writes the seven digits when there are seven; <paramref name="canonical"/> must hold <see cref="Length"/> bytes.</summary>
    public static IdCheck Check(ReadOnlySpan<byte> text, Span<byte> canonical)
    {
        text = WholeNumber.WithoutFraction(text);
        var target = canonical[..Length];
        var length = IdText.Strip(text, "/\\_:.,"u8, target);
        if (length == 0)
            return IdCheck.Absent;
        if (!IdText.AllDigits(target[..Math.Max(0, length)]))
            return IdText.Or(text, IdCheck.WrongCharacter);
        if (length != Length)
            return HasShortSchool(text) ? IdCheck.LeadingZeroLost : IdText.Or(text, IdCheck.WrongLength);
        return LocalAuthority.Check(target[..3], IdCheck.Valid);
    }

    // 201/614: the authority whole, then fewer than the school's four digits.
    static bool HasShortSchool(ReadOnlySpan<byte> text)
    {
        var slash = text.IndexOf((byte)'/');
        return slash == 3 && text.Length - slash is >= 2 and <= 4 && IdText.AllDigits(text[..slash])
            && IdText.AllDigits(text[(slash + 1)..]);
    }
}

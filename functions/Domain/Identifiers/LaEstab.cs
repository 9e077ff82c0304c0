namespace FrontDoor.Domain;

/// <summary>A school's DfE number: local authority and establishment, 201/3614 or 2013614 (Get Information about Schools).</summary>
public static class LaEstab
{
    public const int Length = 7;

    /// <summary>Writes the seven digits when there are seven; <paramref name="canonical"/> must hold <see cref="Length"/> bytes.</summary>
    public static IdCheck Check(ReadOnlySpan<byte> text, Span<byte> canonical)
    {
        var target = canonical[..Length];
        var length = IdText.Strip(text, "/"u8, target);
        if (length == 0)
            return IdCheck.Absent;
        if (!IdText.AllDigits(target[..Math.Max(0, length)]))
            return IdCheck.WrongCharacter;
        if (length != Length)
            return IdCheck.WrongLength;
        return LocalAuthority.Check(target[..3], IdCheck.Valid);
    }
}

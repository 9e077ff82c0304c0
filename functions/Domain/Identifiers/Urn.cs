namespace FrontDoor.Domain.Identifiers;

/// <summary>The unique reference number of a school: six digits and no check (Get Information about Schools).</summary>
public static class Urn
{
    public const int Length = 6;

    /// <summary>Writes the six digits when valid; <paramref name="canonical"/> must hold <see cref="Length"/> bytes.</summary>
    public static IdCheck Check(ReadOnlySpan<byte> text, Span<byte> canonical)
    {
        text = WholeNumber.WithoutFraction(text);
        var target = canonical[..Length];
        var length = IdText.Strip(text, default, target);
        if (length == 0)
            return IdCheck.Absent;
        if (!IdText.AllDigits(target[..Math.Max(0, length)]))
            return IdText.Or(text, IdCheck.WrongCharacter);
        if (length != Length)
            return IdText.Or(text, IdCheck.WrongLength);
        return target[0] == '0' ? IdCheck.NotIssued : IdCheck.Valid;
    }
}

namespace FrontDoor.Domain.Identifiers;

/// <summary>An NHS organisation code, by form alone: three to six letters and digits (NHS Data Dictionary, ORGANISATION CODE;
/// ODS).</summary>
public static class OdsCode
{
    public const int MaxLength = 6;

    /// <summary>Writes the code in upper case when its form is right; <paramref name="canonical"/> must hold <see cref="MaxLength"/>
    /// bytes.</summary>
    public static IdCheck Check(ReadOnlySpan<byte> text, Span<byte> canonical, out int length)
    {
        length = 0;
        var target = canonical[..MaxLength];
        var stripped = IdText.Strip(text, default, target);
        if (stripped == 0)
            return IdCheck.Absent;
        if (stripped is < 3 or > MaxLength)
            return IdText.Or(text, IdCheck.WrongLength);
        var code = target[..stripped];
        foreach (var b in code)
            if (!IdText.IsLetter(b) && !char.IsAsciiDigit((char)b))
                return IdText.Or(text, IdCheck.WrongCharacter);

        // V81999 practice not known, V81998 not applicable, V81997 none registered.
        length = stripped;
        return code.StartsWith("V8199"u8) && stripped == 6 && code[5] is >= (byte)'7' and <= (byte)'9' ? IdCheck.StandIn : IdCheck.Valid;
    }
}

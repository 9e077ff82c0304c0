namespace FrontDoor.Domain.Identifiers;

/// <summary>The NHS number: ten digits, the last a modulus 11 check (NHS Data Dictionary, NHS NUMBER).</summary>
public static class NhsNumber
{
    public const int Length = 10;

    /// <summary>Writes the ten digits when there are ten, valid or not; <paramref name="digits"/> must hold <see cref="Length"/>
    /// bytes.</summary>
    public static IdCheck Check(ReadOnlySpan<byte> text, Span<byte> digits)
    {
        text = WholeNumber.WithoutFraction(text);
        var target = digits[..Length];
        var length = IdText.Strip(text, default, target);
        if (length == 0)
            return IdCheck.Absent;
        var read = target[..Math.Max(0, length)];
        if (!IdText.AllDigits(read))
            return IdText.Or(text, IdCheck.WrongCharacter);
        if (length != Length)
            return length == Length - 1 ? IdCheck.LeadingZeroLost : IdText.Or(text, IdCheck.WrongLength);
        if (read.IndexOfAnyExcept(read[0]) < 0)
            return IdCheck.SameDigits;
        return HasCheckDigit(read) ? Range(IdText.Number(read[..4])) : IdCheck.WrongCheckDigit;
    }

    // Weights 10 down to 2; a remainder that asks for a check digit of 10 has no valid number.
    static bool HasCheckDigit(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++)
            sum += (digits[i] - '0') * (10 - i);
        return (11 - sum % 11) % 11 == digits[9] - '0';
    }

    // Scotland 010 to 311 2, Northern Ireland 320 to 399, England, Wales and Man 4xx, 6xx and 7xx, tests 9xx.
    static IdCheck Range(int firstFour) => firstFour switch
    {
        >= 9000 => IdCheck.TestRange,
        (>= 4000 and < 5000) or (>= 6000 and < 8000) or (>= 3200 and < 4000) or (>= 0100 and <= 3112) => IdCheck.Valid,
        _ => IdCheck.NotIssued,
    };
}

namespace FrontDoor.Domain.Identifiers;

/// <summary>A UK postcode in the strict form of BS 7666, and the stand-ins the NHS uses for people without one (ODS pseudo
/// postcodes).</summary>
public static class Postcode
{
    /// <summary>The longest canonical form: "SW1A 2AA".</summary>
    public const int MaxLength = 8;

    /// <summary>
    /// Writes the canonical form, upper case with one blank before the last three, when it is valid or a stand-in; a letter O for a
    /// nought is told apart and refused, not mended. <paramref name="canonical"/> must hold <see cref="MaxLength"/> bytes.
    /// </summary>
    public static IdCheck Check(ReadOnlySpan<byte> text, Span<byte> canonical, out int length)
    {
        length = 0;
        var stripped = IdText.Strip(text, default, canonical[..(MaxLength - 1)]);
        if (stripped == 0)
            return IdCheck.Absent;
        if (stripped is < 5 or > 7)
            return IdCheck.WrongLength;
        var outward = canonical[..(stripped - 3)];
        var inward = canonical[(stripped - 3)..stripped];
        var check = Form(outward, inward);
        if (check is not (IdCheck.Valid or IdCheck.StandIn))
            return WouldBeRight(canonical[..stripped], 0) ? IdCheck.LookAlike : check;
        inward.CopyTo(canonical[(stripped - 2)..]);
        canonical[stripped - 3] = (byte)' ';
        length = stripped + 1;
        return check;
    }

    /// <summary>The sector of a canonical postcode: "ME4 4" of "ME4 4TR".</summary>
    public static ReadOnlySpan<byte> Sector(ReadOnlySpan<byte> canonical) => canonical[..^2];

    // Tries each letter or digit that looks like another in its place; what it tries stays in a buffer nobody reads.
    static bool WouldBeRight(Span<byte> code, int at)
    {
        if (at == code.Length)
            return Form(code[..^3], code[^3..]) is IdCheck.Valid or IdCheck.StandIn;
        if (WouldBeRight(code, at + 1))
            return true;
        var written = code[at];
        var would = false;
        foreach (var like in Alike(written))
        {
            code[at] = like;
            would |= WouldBeRight(code, at + 1);
        }
        code[at] = written;
        return would;
    }

    static ReadOnlySpan<byte> Alike(byte written) => written switch
    {
        (byte)'O' => "0"u8,
        (byte)'0' => "O"u8,
        (byte)'1' => "IL"u8,
        (byte)'I' or (byte)'L' => "1"u8,
        _ => default,
    };

    static IdCheck Form(ReadOnlySpan<byte> outward, ReadOnlySpan<byte> inward)
    {
        if (outward.SequenceEqual("ZZ99"u8))
            return IdText.AllDigits(inward[..1]) && IdText.IsLetter(inward[1]) && IdText.IsLetter(inward[2]) ? IdCheck.StandIn
                : IdCheck.WrongForm;
        if (outward.SequenceEqual("GIR"u8))
            return inward.SequenceEqual("0AA"u8) ? IdCheck.Valid : IdCheck.WrongForm;
        if (!IdText.AllDigits(inward[..1]) || !In(inward[1], "ABDEFGHJLNPQRSTUWXYZ"u8) || !In(inward[2], "ABDEFGHJLNPQRSTUWXYZ"u8))
            return IdCheck.WrongForm;
        return IsOutward(outward) ? IdCheck.Valid : IdCheck.WrongForm;
    }

    // A9, A99, A9A, AA9, AA99, AA9A, each place with its own letters.
    static bool IsOutward(ReadOnlySpan<byte> outward)
    {
        if (!In(outward[0], "ABCDEFGHIJKLMNOPRSTUWYZ"u8))
            return false;
        if (Digit(outward[1]))
            return outward.Length == 2 || (outward.Length == 3 && (Digit(outward[2]) || In(outward[2], "ABCDEFGHJKPSTUW"u8)));
        return In(outward[1], "ABCDEFGHKLMNOPQRSTUVWXY"u8) && outward.Length >= 3 && Digit(outward[2])
            && (outward.Length == 3 || Digit(outward[3]) || In(outward[3], "ABEHMNPRVWXY"u8));
    }

    static bool Digit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    static bool In(byte b, ReadOnlySpan<byte> letters) => letters.Contains(b);
}

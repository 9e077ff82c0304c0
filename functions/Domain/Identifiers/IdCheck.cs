namespace FrontDoor.Domain.Identifiers;

/// <summary>What a check of an identifier found.</summary>
public enum IdCheck : byte
{
    Valid,

    /// <summary>Blank.</summary>
    Absent,

    /// <summary>Well formed, in a range kept for tests or samples.</summary>
    TestRange,

    /// <summary>A published stand-in that says there is none: UN1, ZZ99 3VZ, V81999.</summary>
    StandIn,

    /// <summary>A temporary UPN, well formed.</summary>
    Temporary,

    WrongLength,

    /// <summary>Short at the front: a spreadsheet may have dropped a leading zero. It is never put back.</summary>
    LeadingZeroLost,

    /// <summary>Written as 4.3E+10, or as a date: a spreadsheet has lost what stood there.</summary>
    PrecisionLost,

    WrongCharacter,

    WrongForm,

    /// <summary>Wrong as it stands, right with 0 for O or 1 for I or l, or the other way round. It is never mended.</summary>
    LookAlike,

    WrongCheckDigit,

    /// <summary>One digit repeated, which passes the arithmetic and identifies nobody.</summary>
    SameDigits,

    /// <summary>Outside every range issued.</summary>
    NotIssued,

    /// <summary>The check character is right, the local authority code is not on the list.</summary>
    UnknownAuthority,
}

/// <summary>A number as a spreadsheet writes it when it is too long for the cell, 4.3E+10: the digits that told it from others are
/// gone.</summary>
public static class Exponent
{
    public static bool IsIn(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        var e = text.IndexOfAny((byte)'E', (byte)'e');
        return e > 0 && IsNumber(text[..e]) && text.Length - e is >= 3 and <= 5 && text[e + 1] == '+' && IdText.AllDigits(text[(e + 2)..]);
    }

    static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var point = text.IndexOf((byte)'.');
        return point < 0 ? IdText.AllDigits(text) : point > 0 && IdText.AllDigits(text[..point]) && IdText.AllDigits(text[(point + 1)..]);
    }
}

/// <summary>Copies an identifier without the marks people put between its parts.</summary>
static class IdText
{
    /// <summary>
    /// Upper-cases ASCII letters and leaves out blanks of every width, hyphens and dashes, a leading apostrophe (a spreadsheet's, straight
    /// or curled) and
    /// any byte of <paramref name="marks"/>; -1 when the rest is longer than the target.
    /// </summary>
    public static int Strip(ReadOnlySpan<byte> text, ReadOnlySpan<byte> marks, Span<byte> target)
    {
        var length = 0;
        text = AfterApostrophe(text);
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b >= 0x80 && Mark(text[i..]) is > 0 and var bytes)
            {
                i += bytes - 1;
                continue;
            }
            if (b <= ' ' || b == '-' || marks.Contains(b))
                continue;
            if (length == target.Length)
                return -1;
            target[length++] = b is >= (byte)'a' and <= (byte)'z' ? (byte)(b - 0x20) : b;
        }
        return length;
    }

    public static ReadOnlySpan<byte> AfterApostrophe(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'\'' or (byte)'`', ..] => text[1..],
        [0xC2, 0xB4, ..] or [0xCA, 0xBB or 0xBC, ..] => text[2..], // an accent or a letter that looks like one
        [0xE2, 0x80, 0x98 or 0x99 or 0xB2, ..] => text[3..],
        _ => text,
    };

    // The dashes of U+2010 to U+2015, and what nobody sees, but for the ideographic blank (U+3000).
    static int Mark(ReadOnlySpan<byte> text) => text switch
    {
        [0xE2, 0x80, >= 0x90 and <= 0x95, ..] => 3,
        [0xE3, ..] => 0,
        _ => InvisibleCharacters.Mark(text) + InvisibleCharacters.Blank(text),
    };

    /// <summary>The fault found, unless the text shows what became of it.</summary>
    public static IdCheck Or(ReadOnlySpan<byte> text, IdCheck fault) => Exponent.IsIn(text) ? IdCheck.PrecisionLost : fault;

    public static bool AllDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    public static bool IsLetter(byte b) => b is >= (byte)'A' and <= (byte)'Z';

    public static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var b in digits)
            number = number * 10 + b - '0';
        return number;
    }
}

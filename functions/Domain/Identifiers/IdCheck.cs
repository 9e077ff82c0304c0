namespace FrontDoor.Domain;

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

    /// <summary>One digit short: a spreadsheet may have dropped a leading zero. It is never put back.</summary>
    LeadingZeroLost,

    /// <summary>Written as 4.3E+10: a spreadsheet has lost the digits.</summary>
    PrecisionLost,

    WrongCharacter,

    WrongForm,

    WrongCheckDigit,

    /// <summary>One digit repeated, which passes the arithmetic and identifies nobody.</summary>
    SameDigits,

    /// <summary>Outside every range issued.</summary>
    NotIssued,

    /// <summary>The check character is right, the local authority code is not on the list.</summary>
    UnknownAuthority,
}

/// <summary>Copies an identifier without the marks people put between its parts.</summary>
static class IdText
{
    /// <summary>
    /// Upper-cases ASCII letters and leaves out blanks, no-break spaces, hyphens, a leading Excel apostrophe and any byte of
    /// <paramref name="marks"/>; -1 when the rest is longer than the target.
    /// </summary>
    public static int Strip(ReadOnlySpan<byte> text, ReadOnlySpan<byte> marks, Span<byte> target)
    {
        var length = 0;
        for (var i = text is [(byte)'\'', ..] ? 1 : 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == 0xC2 && i + 1 < text.Length && text[i + 1] == 0xA0)
            {
                i++;
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

namespace FrontDoor.Domain.Identifiers;

/// <summary>Characters that web pages, chats and spreadsheets leave in text and that nobody sees: marks of no width, and blanks of other
/// widths.</summary>
public static class InvisibleCharacters
{
    /// <summary>Bytes of the mark of no width that the text begins with, else 0: soft hyphen, zero-width space and joiners, marks of
    /// direction, word joiner, byte-order mark.</summary>
    public static int Mark(ReadOnlySpan<byte> text) => text switch
    {
        [0xC2, 0xAD, ..] or [0xD8, 0x9C, ..] => 2,
        [0xE1, 0xA0, 0x8E, ..] => 3,
        [0xE2, 0x80, (>= 0x8B and <= 0x8F) or (>= 0xAA and <= 0xAE), ..] => 3,
        [0xE2, 0x81, >= 0xA0 and <= 0xAF, ..] => 3,
        [0xEF, 0xBB, 0xBF, ..] => 3,
        _ => 0,
    };

    /// <summary>Bytes of the blank beyond ASCII that the text begins with, else 0: the no-break space and the wider and narrower
    /// ones.</summary>
    public static int Blank(ReadOnlySpan<byte> text) => text switch
    {
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, (>= 0x80 and <= 0x8A) or 0xAF, ..] => 3,
        [0xE2, 0x81, 0x9F, ..] => 3,
        [0xE3, 0x80, 0x80, ..] => 3,
        _ => 0,
    };

    /// <summary>The text without marks of no width and control characters, white space apart.</summary>
    public static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAnyExceptInRange((byte)' ', (byte)'~')) return text; // nearly every one
        var seen = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length;)
        {
            var mark = text[at] is < (byte)'\t' or > (byte)'\r' and < (byte)' ' or 0x7F ? 1 : Mark(text[at..]);
            if (mark == 0) seen[length++] = text[at++];
            else at += mark;
        }
        return length == text.Length ? text : seen.AsSpan(0, length);
    }

    /// <summary>The same of what the text ends with, mark or blank.</summary>
    public static int AtEnd(ReadOnlySpan<byte> text)
    {
        for (var length = 2; length <= 3 && length <= text.Length; length++)
            if (Mark(text[^length..]) == length || Blank(text[^length..]) == length) return length;
        return 0;
    }
}

namespace FrontDoor.Domain;

/// <summary>Characters that web pages, chats and spreadsheets leave in text and that nobody sees: marks of no width, and blanks of other widths.</summary>
public static class Unseen
{
    /// <summary>Bytes of the mark of no width that the text begins with, else 0: soft hyphen, zero-width space and joiners, marks of direction, word joiner, byte-order mark.</summary>
    public static int Mark(ReadOnlySpan<byte> text) => text switch
    {
        [0xC2, 0xAD, ..] => 2,
        [0xE2, 0x80, (>= 0x8B and <= 0x8F) or (>= 0xAA and <= 0xAE), ..] => 3,
        [0xE2, 0x81, >= 0xA0 and <= 0xAF, ..] => 3,
        [0xEF, 0xBB, 0xBF, ..] => 3,
        _ => 0,
    };

    /// <summary>Bytes of the blank beyond ASCII that the text begins with, else 0: the no-break space and the wider and narrower ones.</summary>
    public static int Blank(ReadOnlySpan<byte> text) => text switch
    {
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, (>= 0x80 and <= 0x8A) or 0xAF, ..] => 3,
        [0xE2, 0x81, 0x9F, ..] => 3,
        [0xE3, 0x80, 0x80, ..] => 3,
        _ => 0,
    };

    /// <summary>The same of what the text ends with, mark or blank.</summary>
    public static int AtEnd(ReadOnlySpan<byte> text)
    {
        for (var length = 2; length <= 3 && length <= text.Length; length++)
            if (Mark(text[^length..]) == length || Blank(text[^length..]) == length) return length;
        return 0;
    }
}

namespace FrontDoor.Domain.Clocks;

/// <summary>Blanks, digits and words at either end of a cell.</summary>
static class TextScan
{
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (LeadingSpace(text) is > 0 and var skip)
            text = text[skip..];
        while (TrailingSpace(text) is > 0 and var skip)
            text = text[..^skip];
        return text;
    }

    // White space here is ASCII control and blank, the no-break space that spreadsheets and web pages leave (C2 A0), and the narrow one
    // that newer systems write before AM and PM (E2 80 AF).
    public static int LeadingSpace(ReadOnlySpan<byte> text) => text switch
    {
        [<= (byte)' ', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, 0xAF, ..] => 3,
        _ => 0,
    };

    static int TrailingSpace(ReadOnlySpan<byte> text) => text switch
    {
        [.., <= (byte)' '] => 1,
        [.., 0xC2, 0xA0] => 2,
        [.., 0xE2, 0x80, 0xAF] => 3,
        _ => 0,
    };

    public static int Two(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)text[at] - '0', ones = (uint)text[at + 1] - '0';
        return tens > 9 || ones > 9 ? -1 : (int)(tens * 10 + ones);
    }

    public static int Four(ReadOnlySpan<byte> text, int at)
    {
        int high = Two(text, at), low = Two(text, at + 2);
        return (high | low) < 0 ? -1 : high * 100 + low;
    }

    public static int Digits(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit((char)text[count]))
            count++;
        return count;
    }

    public static bool Next(ref ReadOnlySpan<byte> text, int digits, out int value)
    {
        value = 0;
        if (digits > 8)
            return false;
        for (var i = 0; i < digits; i++)
            value = value * 10 + text[i] - '0';
        text = text[digits..];
        return true;
    }

    public static bool EndsIn(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) => text.Length >= end.Length
        && System.Text.Ascii.EqualsIgnoreCase(text[^end.Length..], end);
}

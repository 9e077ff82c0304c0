namespace FrontDoor.Domain.Calendars;

/// <summary>English month names as agencies write them: Jan, January, Sept, in any case.</summary>
static class MonthNames
{
    static ReadOnlySpan<byte> Full =>
        "january  february march    april    may      june     july     august   septemberoctober  november december "u8;

    /// <summary>Takes a name from the front of the text; false when the letters before the separator are no month.</summary>
    public static bool Read(ref ReadOnlySpan<byte> text, byte separator, out int month)
    {
        var length = text.IndexOf(separator);
        for (month = 1; month <= 12; month++)
        {
            var full = Full.Slice((month - 1) * 9, 9).TrimEnd((byte)' ');
            if (length < 3 || !(length == 3 || length == full.Length || (length == 4 && month == 9)) || !Starts(text[..length], full))
                continue;
            text = text[length..];
            return true;
        }
        return false;
    }

    static bool Starts(ReadOnlySpan<byte> word, ReadOnlySpan<byte> full)
    {
        if (word.Length > full.Length)
            return false;
        for (var i = 0; i < word.Length; i++)
            if ((word[i] | 0x20) != full[i])
                return false;
        return true;
    }
}

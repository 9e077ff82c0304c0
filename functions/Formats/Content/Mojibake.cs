using System.Text;

namespace FrontDoor.Formats.Content;

/// <summary>
/// Undoes text that was UTF-8, was read as Windows-1252 or Latin-1 and saved again, once or several times: <c>childrenâ€™s</c>. Only where
/// nobody could have meant
/// what stands there; anything else stays as it was sent.
/// </summary>
static class Mojibake
{
    const int LayersAtMost = 3;

    /// <summary>What Windows-1252 has for the bytes 80 to 9F; for the five it has nothing for, the C1 control of Latin-1.</summary>
    static readonly string high =
        CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString([.. Enumerable.Range(0x80, 32).Select(letter => (byte)letter)]);

    /// <summary>Whether it is worth a closer look: a C1 control, or one of the letters that UTF-8 leads become, with another such character
    /// behind it.</summary>
    public static bool MayHold(ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOfAnyInRange((byte)0xC2, (byte)0xC3); at >= 0 && at + 1 < utf8.Length;)
        {
            var next = utf8[at + 1];
            if (utf8[at] == 0xC2 ? next < 0xA0
                : at + 2 < utf8.Length && utf8[at + 2] >= 0xC2 && next is 0x82 or 0x83 or 0x84 or 0x85 or 0xA1 or 0xA2 or 0xAF or 0xB0)
                return true;
            var further = utf8[(at + 2)..].IndexOfAnyInRange((byte)0xC2, (byte)0xC3);
            if (further < 0) return false;
            at += 2 + further;
        }
        return false;
    }

    /// <summary>The text as it was written; null where there is nothing to undo.</summary>
    public static string? Undo(string text)
    {
        var mended = text;
        for (var layer = 0; layer < LayersAtMost; layer++)
            mended = Once(mended);
        mended = string.Concat(mended.Select(letter => letter is >= '\u0080' and < '\u00A0' ? high[letter - 0x80] : letter));
        return mended == text ? null : mended;
    }

    static string Once(string text)
    {
        var mended = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var at = 0; at < text.Length;)
        {
            var length = LengthOf(ByteOf(text[at]));
            for (var i = 0; i < length; i++)
            {
                var letter = at + i < text.Length ? ByteOf(text[at + i]) : -1;
                if (letter < 0 || (i > 0 && letter is < 0x80 or > 0xBF)) length = 0;
                else bytes[i] = (byte)letter;
            }
            if (length > 0 && Rune.DecodeFromUtf8(bytes[..length], out var meant, out var used) == System.Buffers.OperationStatus.Done
                && used == length && IsCertain(meant.Value, text, at, length))
            {
                mended.Append(meant.ToString());
                at += length;
            }
            else mended.Append(text[at++]);
        }
        return mended.ToString();
    }

    static int LengthOf(int lead) => lead switch { >= 0xC2 and <= 0xC5 => 2, 0xE1 or 0xE2 or 0xEF => 3, 0xF0 => 4, _ => 0 };

    /// <summary>Accented letters, signs, punctuation, a mark of order or loss, emoji; and what stands there is not a capital with its
    /// closing quote, dash or dots.</summary>
    static bool IsCertain(int meant, string text, int at, int length) => length switch
    {
        2 => meant >= 0xA0 && (meant < 0xC0 || !IsPunctuated(text, at + 1)),
        3 => meant is >= 0x2000 and < 0x2300 or 0xFEFF or 0xFFFD || (meant is >= 0x1E00 and < 0x2000 && !IsPunctuated(text, at + 2)),
        _ => meant >= 0x1F000,
    };

    static bool IsPunctuated(string text, int last) =>
        text[last] == '’' || ("”…–—»•™·‘“".Contains(text[last], StringComparison.Ordinal)
        && !(last + 1 < text.Length && char.IsLetter(text[last + 1])));

    /// <summary>The byte this character is in Windows-1252, or in Latin-1 where that has none; -1 for any other.</summary>
    static int ByteOf(char letter) =>
        letter is >= '\u0080' and <= '\u00FF' ? letter
        : letter > '\u00FF' && high.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place ? 0x80 + place
        : -1;
}

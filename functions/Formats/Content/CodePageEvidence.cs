using System.Buffers;
using System.Globalization;

namespace FrontDoor.Formats.Content;

/// <summary>
/// Which encoding the short texts of a file, its names above all, make sense in. Windows-1252 it is unless it makes of names what nobody is
/// called (Zo‰); then another
/// in which they are names (Zoë), if there is one and only one.
/// </summary>
sealed class CodePageEvidence
{
    /// <summary>A field of more bytes or words is no name.</summary>
    const int LongestName = 40, WordsAtMost = 4;

    /// <summary>One encoding is believed over another where its letters are so many times likelier.</summary>
    const int TimesLikelier = 2;

    static readonly CodePage[] all = [CodePage.Windows, CodePage.Dos, CodePage.Mac];

    /// <summary>How often a letter stands in names, roughly; of any other letter it is <see cref="Rare"/>.</summary>
    static readonly Dictionary<char, int> likely = new()
    {
        ['é'] = 10,
        ['á'] = 8,
        ['í'] = 8,
        ['ñ'] = 8,
        ['ó'] = 8,
        ['ö'] = 7,
        ['ü'] = 7,
        ['ä'] = 6,
        ['è'] = 6,
        ['ë'] = 6,
        ['ú'] = 6,
        ['ç'] = 5,
        ['à'] = 4,
        ['ã'] = 4,
        ['ê'] = 4,
        ['ï'] = 4,
        ['â'] = 3,
        ['å'] = 3,
        ['ô'] = 3,
        ['ø'] = 3,
        ['š'] = 3,
        ['ž'] = 3,
        ['î'] = 2,
        ['ò'] = 2,
        ['õ'] = 2,
        ['ý'] = 2,
        ['ß'] = 2,
    };

    const int Rare = 1;

    static readonly SearchValues<byte> s_ends = SearchValues.Create(",;\t|\"<>\r\n"u8);

    readonly int[] _senseless = new int[all.Length];
    readonly int[] _weight = new int[all.Length];

    /// <summary>The one encoding in which the names make sense; null where there is none, or more than one.</summary>
    public CodePage? Page
    {
        get
        {
            if (_senseless[0] == 0) return CodePage.Windows;
            var (windows, dos, mac) = (_weight[0], _senseless[1] == 0 ? _weight[1] : 0, _senseless[2] == 0 ? _weight[2] : 0);
            return dos > 0 && dos >= Math.Max(windows, mac) * TimesLikelier ? CodePage.Dos
                : mac > 0 && mac >= Math.Max(windows, dos) * TimesLikelier ? CodePage.Mac
                : null;
        }
    }

    /// <summary>Weighs a line that is not UTF-8. True: in Windows-1252 it has names that are none.</summary>
    public bool Take(ReadOnlySpan<byte> line)
    {
        var before = _senseless[0];
        while (!line.IsEmpty)
        {
            var end = line.IndexOfAny(s_ends);
            var field = end < 0 ? line : line[..end];
            if (field.Length <= LongestName && field.ContainsAnyInRange((byte)0x80, (byte)0xFF)
                && !field.ContainsAnyInRange((byte)'0', (byte)'9') && field.Count((byte)' ') < WordsAtMost) TakeName(field);
            line = end < 0 ? default : line[(end + 1)..];
        }
        return _senseless[0] > before;
    }

    void TakeName(ReadOnlySpan<byte> name)
    {
        Span<char> letters = stackalloc char[LongestName];
        for (var page = 0; page < all.Length; page++)
        {
            for (var at = 0; at < name.Length; at++) letters[at] = name[at] < 0x80 ? (char)name[at] : all[page].High[name[at] - 0x80];
            for (var at = 0; at < name.Length; at++)
                if (name[at] >= 0x80) Weigh(page, at > 0 ? letters[at - 1] : ' ',
                    letters[at], at + 1 < name.Length ? letters[at + 1] : ' ');
        }
    }

    void Weigh(int page, char before, char letter, char after)
    {
        if (char.IsLetter(letter) && IsOfNames(letter))
        {
            // ZoÉ, MÅller
            var isOutOfPlace = char.IsUpper(letter) && char.IsLetter(before) && (char.IsLower(before) || char.IsLower(after));
            if (isOutOfPlace) _senseless[page]++;
            else _weight[page] += likely.GetValueOrDefault(char.ToLower(letter, CultureInfo.InvariantCulture), Rare);
        }
        else if (!IsInPlace(before, letter, after)) _senseless[page]++;
    }

    static bool IsOfNames(char letter) => letter is >= 'À' and <= 'ÿ' or 'Š' or 'š' or 'Ž' or 'ž' or 'Œ' or 'œ' or 'Ÿ' or 'ª' or 'º';

    /// <summary>Marks that may stand where this one stands: an apostrophe, the dash of Smith–Jones, quotes around, a space.</summary>
    static bool IsInPlace(char before, char mark, char after) => mark switch
    {
        '’' or '´' or '\u00A0' or '\u00AD' => true,
        '‘' => char.IsLetter(after) || !char.IsLetter(before),
        '–' or '—' => !(char.IsLetter(before) && char.IsLower(after)),
        '“' or '„' or '‚' or '«' or '‹' or '¿' or '¡' or '£' or '€' or '§' or '•' => !char.IsLetter(before),
        '”' or '»' or '›' or '…' or '™' or '®' or '©' or '°' or '†' => !char.IsLetter(after),
        _ => !char.IsLetter(before) && !char.IsLetter(after),
    };
}

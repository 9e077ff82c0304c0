using System.Text;

namespace FrontDoor.Ingestion.Validation;

/// <summary>Writes names in capitals without accents, as most police and hospital systems store them. It has its own table, so that the
/// machine's Unicode data does not matter.</summary>
static class PlainLetters
{
    // Capitals of U+00C0 to U+017F and U+1E00 to U+1EFF without their marks; ? for a character that is not such a letter.
    const string Latin =
        "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO?OUUUUYTYAAAAAACCCCCCCCDDDDEEEEEEEEEEGGGG"
        + "GGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNNNNNNOOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";
    const string LatinAdditional =
        "AABBBBBBCCDDDDDDDDDDEEEEEEEEEEFFGGHHHHHHHHHHIIIIKKKKKKLLLLLLLLMMMMMMNNNNNNNNOOOOOOOOPPPPRRRRRRRR"
        + "SSSSSSSSSSTTTTTTTTUUUUUUUUUUVVVVWWWWWWWWWWXXXXYYZZZZZZHTWYAS??S?AAAAAAAAAAAAAAAAAAAAAAAAEEEEEEEE"
        + "EEEEEEEEIIIIOOOOOOOOOOOOOOOOOOOOOOOOUUUUUUUUUUUUUUYYYYYYYY??????";

    public static string Of(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name)
            if (char.IsLetterOrDigit(letter)) // a separate mark after its letter is dropped
                plain.Append(Plain(letter));
        return plain.ToString();
    }

    static string Plain(char letter) => letter switch
    {
        'Æ' or 'æ' => "AE",
        'Œ' or 'œ' => "OE",
        'Þ' or 'þ' => "TH",
        'ß' or 'ẞ' => "SS",
        'Ș' or 'ș' => "S",
        'Ț' or 'ț' => "T",
        >= '\u00C0' and <= '\u017F' when Latin[letter - '\u00C0'] is not '?' and var bare => bare.ToString(),
        >= '\u1E00' and <= '\u1EFF' when LatinAdditional[letter - '\u1E00'] is not '?' and var bare => bare.ToString(),
        _ => char.ToUpperInvariant(letter).ToString(),
    };
}

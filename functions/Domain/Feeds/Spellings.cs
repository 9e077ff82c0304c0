using System.Diagnostics.CodeAnalysis;
using System.Text;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Feeds;

/// <summary>The spellings of a list of codes, compared as docs/codes.md says.</summary>
public sealed class Spellings
{
    public const int Unmapped = CodePlace.Unmapped;

    /// <summary>The text says that nothing was recorded.</summary>
    public const int Blank = CodePlace.Blank;

    const int NumberingAtMost = 5;

    readonly Dictionary<string, int> _known = [];

    /// <exception cref="FormatException">One spelling means two codes.</exception>
    public Spellings(IEnumerable<CodeSpellings> codes, IEnumerable<string> blank)
    {
        var all = codes.ToList();
        var words = all.Select(code => code.Code).Distinct().ToList();
        foreach (var (code, labels) in all)
            foreach (var label in labels.Prepend(code))
                Know(label, words.IndexOf(code));
        foreach (var label in blank) Know(label, Blank);
        foreach (var (joined, means) in Joined(all, words).Where(pair => pair.Value >= 0)) _known.TryAdd(joined, means);
        Labels = [.. all.SelectMany(code => code.Labels.Prepend(code.Code)).Distinct()];
        Words = [.. words.Select(Encoding.UTF8.GetBytes)];
    }

    void Know(string label, int means)
    {
        if (!_known.TryAdd(Plain(label), means) && _known[Plain(label)] != means)
            throw new FormatException($"'{label}' means two codes; a spelling may stand under one alone.");
    }

    /// <summary>"6 - Police" and "Police (6)": one spelling beside another of the same code. What would mean two codes means
    /// none.</summary>
    static Dictionary<string, int> Joined(List<CodeSpellings> codes, List<string> words)
    {
        var joined = new Dictionary<string, int>();
        foreach (var (code, labels) in codes)
        {
            var (place, spelled) = (words.IndexOf(code), labels.Select(Plain).Distinct().ToList());
            foreach (var first in spelled)
                foreach (var second in spelled)
                    if (first != second && !joined.TryAdd(first + second, place) && joined[first + second] != place)
                        joined[first + second] = Unmapped;
        }
        return joined;
    }

    /// <summary>Every code and every spelling, as they are written.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The codes in the contract's order, as UTF-8.</summary>
    public IReadOnlyList<byte[]> Words { get; }

    /// <summary>The place of one of the contract's own codes; <see cref="Unmapped"/> where it has none of this name.</summary>
    public int CodeOf(string code)
    {
        for (var place = 0; place < Words.Count; place++)
            if (Encoding.UTF8.GetString(Words[place]) == code) return place;
        return Unmapped;
    }

    /// <summary>Which code the text means: an index into <see cref="Words"/>, <see cref="Blank"/>, or <see cref="Unmapped"/>.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        var written = Encoding.UTF8.GetString(text);
        return _known.TryGetValue(Plain(written), out var found) ? found : AfterNumbering(written);
    }

    /// <summary>"02) Police" is the second of somebody's list. A number that is itself another code contradicts what follows, and nothing
    /// is guessed.</summary>
    int AfterNumbering(string written)
    {
        var end = written.IndexOf(')', StringComparison.Ordinal);
        if (end is < 1 or > NumberingAtMost || !_known.TryGetValue(Plain(written[(end + 1)..]), out var found)) return Unmapped;
        return _known.TryGetValue(Plain(written[..end]), out var other) && other != found ? Unmapped : found;
    }

    /// <summary>
    /// Letters and digits alone, in lower case: how headers and codes are compared. The letters that a dash or a quotation mark leaves
    /// behind when it
    /// was decoded twice are left out too.
    /// </summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.IsNormalized() ? text : text.Normalize())
            if (char.IsLetterOrDigit(letter) && letter is not ('Ã' or 'ã' or 'Â' or 'â' or 'Œ' or 'œ'))
                plain.Append(char.ToLowerInvariant(letter));
        return plain.ToString();
    }
}

/// <summary>Looks spellings up for one file: every text met is remembered, so the same text is worked out once. Not for two
/// threads.</summary>
public sealed class SpellingMemo
{
    const int RememberAtMost = 4096;
    const int LongestRemembered = 256;

    readonly Spellings _spellings;
    readonly Dictionary<byte[], int> _met = new(new ByContent());
    readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public SpellingMemo(Spellings spellings)
    {
        _spellings = spellings;
        _lookup = _met.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>As <see cref="Spellings.Find"/>.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        if (_lookup.TryGetValue(text, out var met)) return met;
        var found = _spellings.Find(text);
        if (_met.Count < RememberAtMost && text.Length <= LongestRemembered) _lookup[text] = found;
        return found;
    }

    sealed class ByContent : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);
        public int GetHashCode([DisallowNull] byte[] bytes) => GetHashCode(bytes.AsSpan());
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}

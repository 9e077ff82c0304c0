using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FrontDoor.Domain;

/// <summary>The spellings of a list of codes, compared without case, spaces and punctuation.</summary>
public sealed class Spellings
{
    public const int Unmapped = -1;

    readonly Dictionary<string, int> _known = [];

    /// <exception cref="FormatException">One spelling means two codes.</exception>
    public Spellings(IEnumerable<(string Code, IEnumerable<string> Labels)> codes)
    {
        var words = new List<byte[]>();
        foreach (var (code, labels) in codes)
        {
            foreach (var label in labels.Prepend(code))
                if (!_known.TryAdd(Plain(label), words.Count) && _known[Plain(label)] != words.Count)
                    throw new FormatException($"'{label}' means two codes; a spelling may stand under one alone.");
            words.Add(Encoding.UTF8.GetBytes(code));
        }
        Words = words;
    }

    /// <summary>The codes in the contract's order, as UTF-8.</summary>
    public IReadOnlyList<byte[]> Words { get; }

    /// <summary>The place of one of the contract's own codes; <see cref="Unmapped"/> where it has none of this name.</summary>
    public int CodeOf(string code)
    {
        for (var place = 0; place < Words.Count; place++)
            if (Encoding.UTF8.GetString(Words[place]) == code) return place;
        return Unmapped;
    }

    /// <summary>Which code the text means: an index into <see cref="Words"/>, or <see cref="Unmapped"/>.</summary>
    public int Find(ReadOnlySpan<byte> text) => _known.GetValueOrDefault(Plain(Encoding.UTF8.GetString(text)), Unmapped);

    /// <summary>Letters and digits alone, in lower case: how headers and codes are compared.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
            if (char.IsLetterOrDigit(letter))
                plain.Append(char.ToLowerInvariant(letter));
        return plain.ToString();
    }
}

/// <summary>Looks spellings up for one file: every text met is remembered, so the same text is worked out once. Not for two threads.</summary>
public sealed class SpellingMemo
{
    const int RememberAtMost = 4096;

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
        if (_met.Count < RememberAtMost) _lookup[text] = found;
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

using System.Runtime.InteropServices;

namespace FrontDoor.Stages;

/// <summary>A Bloom filter over keys that are hashes already: ten bits a key, five of them set in one line of the processor's cache; under two wrong "maybe" in a hundred.</summary>
public sealed class KeyFilter
{
    const int BitsPerKey = 10;
    const int Probes = 5;
    const int LineWords = 8;
    const int LineBits = 9; // 512 bits

    readonly ulong[] _words;

    public KeyFilter(long keys) => _words = new ulong[LineWords * (keys * BitsPerKey / (1 << LineBits) + 1)];

    internal KeyFilter(ReadOnlySpan<byte> bytes) => _words = [.. MemoryMarshal.Cast<byte, ulong>(bytes)];

    internal ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_words.AsSpan());

    public void Add(in KeyedHash key)
    {
        var line = Line(key.High);
        var low = key.Low;
        for (var probe = 0; probe < Probes; probe++, low >>= LineBits) line[Word(low)] |= Bit(low);
    }

    public bool MayHold(in KeyedHash key)
    {
        ReadOnlySpan<ulong> line = Line(key.High);
        var low = key.Low;
        for (var probe = 0; probe < Probes; probe++, low >>= LineBits)
            if ((line[Word(low)] & Bit(low)) == 0) return false;
        return true;
    }

    // By proportion, as keys sort: a sorted run goes through the filter from end to end.
    Span<ulong> Line(ulong high) => _words.AsSpan((int)Math.BigMul(high, (ulong)_words.Length / LineWords, out _) * LineWords, LineWords);

    static int Word(ulong bits) => (int)(bits >> 6) & (LineWords - 1);

    static ulong Bit(ulong bits) => 1UL << (int)(bits & 63);
}

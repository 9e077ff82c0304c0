using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FrontDoor.Stages;

/// <summary>The compression of SHA-256 (FIPS 180-4, 6.2.2) for as many messages at once as a vector has lanes. Words lie lane by lane: first the first word of every message.</summary>
abstract class Sha256Lanes
{
    public const int BlockBytes = 64;
    public const int BlockWords = 16;
    public const int DigestWords = 8;
    protected const int Rounds = 64;

    /// <summary>As wide as this processor goes.</summary>
    public static Sha256Lanes Widest() =>
        SixteenLanes.IsSupported ? new Sha256Lanes<SixteenLanes, Vector512<uint>>() : new Sha256Lanes<AnyLanes, Vector<uint>>();

    /// <summary>How many messages go side by side.</summary>
    public abstract int Lanes { get; }

    /// <summary>One block in every lane whose <paramref name="mask"/> is all ones; where it is zero, the state stays.</summary>
    public abstract void Compress(Span<uint> state, ReadOnlySpan<uint> block, ReadOnlySpan<uint> mask);

    // The first 32 bits of the fractional parts of the square roots of the first 8 primes, and of the cube roots of the first 64.
    public static ReadOnlySpan<uint> InitialState =>
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    protected static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];
}

/// <summary>In lanes of one width.</summary>
sealed class Sha256Lanes<L, V> : Sha256Lanes
    where L : struct, IWordLanes<V>
    where V : struct
{
    readonly V[] _schedule = new V[Rounds];

    public override int Lanes => L.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Compress(Span<uint> state, ReadOnlySpan<uint> block, ReadOnlySpan<uint> mask)
    {
        Span<V> w = _schedule;
        for (var t = 0; t < BlockWords; t++) w[t] = At(block, t);
        for (var t = BlockWords; t < w.Length; t++)
            w[t] = L.Add(L.Add(SmallSigma1(w[t - 2]), w[t - 7]), L.Add(SmallSigma0(w[t - 15]), w[t - 16]));
        var (a, b, c, d) = (At(state, 0), At(state, 1), At(state, 2), At(state, 3));
        var (e, f, g, h) = (At(state, 4), At(state, 5), At(state, 6), At(state, 7));
        var constants = RoundConstants;
        for (var t = 0; t < constants.Length; t++)
        {
            var one = L.Add(L.Add(h, BigSigma1(e)), L.Add(L.Choose(e, f, g), L.Add(L.All(constants[t]), w[t])));
            var two = L.Add(BigSigma0(a), L.Majority(a, b, c));
            (h, g, f, e, d, c, b, a) = (g, f, e, L.Add(d, one), c, b, a, L.Add(one, two));
        }
        var kept = L.Load(mask);
        Advance(state, 0, a, kept);
        Advance(state, 1, b, kept);
        Advance(state, 2, c, kept);
        Advance(state, 3, d, kept);
        Advance(state, 4, e, kept);
        Advance(state, 5, f, kept);
        Advance(state, 6, g, kept);
        Advance(state, 7, h, kept);
    }

    static V At(ReadOnlySpan<uint> words, int word) => L.Load(words.Slice(word * L.Lanes, L.Lanes));

    static void Advance(Span<uint> state, int word, V by, V mask) =>
        L.Store(L.Add(At(state, word), L.Choose(mask, by, L.All(0))), state.Slice(word * L.Lanes, L.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V BigSigma0(V x) => L.Xor(L.Rotate(x, 2), L.Rotate(x, 13), L.Rotate(x, 22));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V BigSigma1(V x) => L.Xor(L.Rotate(x, 6), L.Rotate(x, 11), L.Rotate(x, 25));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V SmallSigma0(V x) => L.Xor(L.Rotate(x, 7), L.Rotate(x, 18), L.Shift(x, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V SmallSigma1(V x) => L.Xor(L.Rotate(x, 17), L.Rotate(x, 19), L.Shift(x, 10));
}

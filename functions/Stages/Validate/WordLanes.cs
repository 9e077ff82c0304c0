using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FrontDoor.Stages;

/// <summary>What SHA-256 does with words of 32 bits, one in each lane of the vector <typeparamref name="V"/>.</summary>
interface IWordLanes<V> where V : struct
{
    static abstract int Lanes { get; }
    static abstract V Load(ReadOnlySpan<uint> words);
    static abstract void Store(V words, Span<uint> to);
    static abstract V All(uint word);
    static abstract V Add(V one, V other);
    static abstract V Xor(V one, V two, V three);

    /// <summary>Of each bit, the one of <paramref name="one"/> where that of <paramref name="which"/> is set, of <paramref name="other"/> where not.</summary>
    static abstract V Choose(V which, V one, V other);
    static abstract V Majority(V one, V two, V three);
    static abstract V Rotate(V word, [ConstantExpected] byte right);
    static abstract V Shift(V word, [ConstantExpected] byte right);
}

/// <summary>Sixteen lanes, where the processor has AVX-512: to rotate, or to join three by their bits, is an instruction each.</summary>
readonly struct SixteenLanes : IWordLanes<Vector512<uint>>
{
    const byte XorOfThree = 0x96, ChoiceOfThree = 0xCA, MajorityOfThree = 0xE8; // truth tables of three bits

    public static bool IsSupported => Avx512F.IsSupported;
    public static int Lanes => Vector512<uint>.Count;
    public static Vector512<uint> Load(ReadOnlySpan<uint> words) => Vector512.Create(words);
    public static void Store(Vector512<uint> words, Span<uint> to) => words.CopyTo(to);
    public static Vector512<uint> All(uint word) => Vector512.Create(word);
    public static Vector512<uint> Add(Vector512<uint> one, Vector512<uint> other) => one + other;
    public static Vector512<uint> Xor(Vector512<uint> one, Vector512<uint> two, Vector512<uint> three) => Avx512F.TernaryLogic(one, two, three, XorOfThree);
    public static Vector512<uint> Choose(Vector512<uint> which, Vector512<uint> one, Vector512<uint> other) => Avx512F.TernaryLogic(which, one, other, ChoiceOfThree);
    public static Vector512<uint> Majority(Vector512<uint> one, Vector512<uint> two, Vector512<uint> three) => Avx512F.TernaryLogic(one, two, three, MajorityOfThree);
    public static Vector512<uint> Rotate(Vector512<uint> word, [ConstantExpected] byte right) => Avx512F.RotateRight(word, right);
    public static Vector512<uint> Shift(Vector512<uint> word, [ConstantExpected] byte right) => Avx512F.ShiftRightLogical(word, right);
}

/// <summary>As many lanes as the widest vector of any other processor has: four or eight.</summary>
readonly struct AnyLanes : IWordLanes<Vector<uint>>
{
    public static int Lanes => Vector<uint>.Count;
    public static Vector<uint> Load(ReadOnlySpan<uint> words) => new(words);
    public static void Store(Vector<uint> words, Span<uint> to) => words.CopyTo(to);
    public static Vector<uint> All(uint word) => new(word);
    public static Vector<uint> Add(Vector<uint> one, Vector<uint> other) => one + other;
    public static Vector<uint> Xor(Vector<uint> one, Vector<uint> two, Vector<uint> three) => one ^ two ^ three;
    public static Vector<uint> Choose(Vector<uint> which, Vector<uint> one, Vector<uint> other) => other ^ (which & (one ^ other));
    public static Vector<uint> Majority(Vector<uint> one, Vector<uint> two, Vector<uint> three) => (one & two) | (three & (one | two));
    public static Vector<uint> Rotate(Vector<uint> word, [ConstantExpected] byte right) => (word >>> right) | (word << (32 - right));
    public static Vector<uint> Shift(Vector<uint> word, [ConstantExpected] byte right) => word >>> right;
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FrontDoor.Stages;

/// <summary>HMAC-SHA-256 (RFC 2104, FIPS 180-4) of many short messages under one key, cut to 128 bits: one message to a vector lane, so that a row's four pseudonyms cost what one call of the platform's HMAC does.</summary>
/// <remarks>Why not the platform's: docs/decisions/0013-hmac-in-lanes.md. Held to it, message by message, by a test.</remarks>
public sealed class HmacLanes
{
    const int BlockBytes = 64;
    const int WordsInBlock = 16;
    const int Rounds = 64;
    const int DigestWords = 8;
    const int LengthBytes = 8;
    static readonly int Lanes = Vector<uint>.Count;

    readonly uint[] _inner;
    readonly uint[] _outer;
    readonly Vector<uint>[] _words = new Vector<uint>[Rounds];
    readonly Vector<uint>[] _state = new Vector<uint>[DigestWords];
    readonly uint[] _gathered = new uint[WordsInBlock * Vector<uint>.Count];
    readonly List<(int Start, int Blocks)> _messages = [];
    readonly List<UInt128> _hashes = [];
    byte[] _bytes = new byte[1 << 14];
    int _used;

    /// <param name="key">At most 64 bytes.</param>
    public HmacLanes(ReadOnlySpan<byte> key)
    {
        _inner = AfterKey(key, 0x36);
        _outer = AfterKey(key, 0x5c);
    }

    /// <summary>The hash of the message added at this place; after <see cref="Run"/>.</summary>
    public UInt128 this[int place] => _hashes[place];

    /// <summary>Takes a message; returns its place.</summary>
    public int Add(ReadOnlySpan<byte> message)
    {
        var blocks = (message.Length + 1 + LengthBytes + BlockBytes - 1) / BlockBytes;
        if (_used + blocks * BlockBytes > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + blocks * BlockBytes));
        var padded = _bytes.AsSpan(_used, blocks * BlockBytes);
        message.CopyTo(padded);
        padded[message.Length..].Clear();
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(padded[^LengthBytes..], (ulong)(BlockBytes + message.Length) * 8);
        _messages.Add((_used, blocks));
        _used += padded.Length;
        return _messages.Count - 1;
    }

    /// <summary>Hashes everything added.</summary>
    public void Run()
    {
        for (var first = 0; first < _messages.Count; first += Lanes)
            RunLanes(CollectionsMarshal.AsSpan(_messages)[first..Math.Min(first + Lanes, _messages.Count)]);
    }

    public void Clear()
    {
        _messages.Clear();
        _hashes.Clear();
        _used = 0;
    }

    void RunLanes(ReadOnlySpan<(int Start, int Blocks)> messages)
    {
        Begin(_inner);
        var longest = 0;
        foreach (var (_, blocks) in messages) longest = Math.Max(longest, blocks);
        for (var block = 0; block < longest; block++)
            Compress(Gather(messages, block));
        // The inner digests lie in the lanes already: one padded block, and its length of 64 + 32 bytes.
        _state.CopyTo(_words, 0);
        _words[DigestWords] = new Vector<uint>(0x80000000);
        for (var word = DigestWords + 1; word < WordsInBlock - 1; word++) _words[word] = Vector<uint>.Zero;
        _words[WordsInBlock - 1] = new Vector<uint>((BlockBytes + 32) * 8);
        Begin(_outer);
        Compress(new Vector<uint>(uint.MaxValue));
        for (var lane = 0; lane < messages.Length; lane++)
            _hashes.Add(new UInt128(
                (ulong)_state[0][lane] << 32 | _state[1][lane],
                (ulong)_state[2][lane] << 32 | _state[3][lane]));
    }

    void Begin(uint[] state)
    {
        for (var word = 0; word < DigestWords; word++) _state[word] = new Vector<uint>(state[word]);
    }

    /// <summary>Puts this block of every message into the lanes; the mask tells which messages are that long.</summary>
    Vector<uint> Gather(ReadOnlySpan<(int Start, int Blocks)> messages, int block)
    {
        Span<uint> mask = stackalloc uint[Lanes];
        mask.Clear();
        for (var lane = 0; lane < messages.Length; lane++)
        {
            var (start, blocks) = messages[lane];
            if (block >= blocks) continue;
            mask[lane] = uint.MaxValue;
            var words = MemoryMarshal.Cast<byte, uint>(_bytes.AsSpan(start + block * BlockBytes, BlockBytes));
            for (var word = 0; word < WordsInBlock; word++)
                _gathered[word * Lanes + lane] = BinaryPrimitives.ReverseEndianness(words[word]);
        }
        for (var word = 0; word < WordsInBlock; word++) _words[word] = new Vector<uint>(_gathered, word * Lanes);
        return new Vector<uint>(mask);
    }

    /// <summary>One block of SHA-256 in every lane of the mask; the others keep their state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Compress(Vector<uint> mask)
    {
        Span<Vector<uint>> w = _words;
        ReadOnlySpan<uint> constants = RoundConstants;
        for (var t = WordsInBlock; t < w.Length; t++)
            w[t] = SmallSigma1(w[t - 2]) + w[t - 7] + SmallSigma0(w[t - 15]) + w[t - 16];
        var s = _state;
        var (a, b, c, d, e, f, g, h) = (s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]);
        for (var t = 0; t < constants.Length; t++)
        {
            var one = h + BigSigma1(e) + (g ^ (e & (f ^ g))) + new Vector<uint>(constants[t]) + w[t];
            var two = BigSigma0(a) + ((a & b) | (c & (a | b)));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + one, c, b, a, one + two);
        }
        s[0] += a & mask;
        s[1] += b & mask;
        s[2] += c & mask;
        s[3] += d & mask;
        s[4] += e & mask;
        s[5] += f & mask;
        s[6] += g & mask;
        s[7] += h & mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<uint> Right(Vector<uint> x, int bits) => (x >>> bits) | (x << (32 - bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<uint> BigSigma0(Vector<uint> x) => Right(x, 2) ^ Right(x, 13) ^ Right(x, 22);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<uint> BigSigma1(Vector<uint> x) => Right(x, 6) ^ Right(x, 11) ^ Right(x, 25);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<uint> SmallSigma0(Vector<uint> x) => Right(x, 7) ^ Right(x, 18) ^ (x >>> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<uint> SmallSigma1(Vector<uint> x) => Right(x, 17) ^ Right(x, 19) ^ (x >>> 10);

    /// <summary>The state after the block that the padded key makes: the same for every message, so worked out once.</summary>
    uint[] AfterKey(ReadOnlySpan<byte> key, byte pad)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Fill(pad);
        for (var i = 0; i < key.Length; i++) block[i] ^= key[i];
        for (var word = 0; word < WordsInBlock; word++)
            _words[word] = new Vector<uint>(BinaryPrimitives.ReadUInt32BigEndian(block[(word * 4)..]));
        Begin(InitialState);
        Compress(new Vector<uint>(uint.MaxValue));
        return [.. _state.Select(word => word[0])];
    }

    // The first 32 bits of the fractional parts of the square roots of the first 8 primes, and of the cube roots of the first 64.
    static readonly uint[] InitialState =
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    static readonly uint[] RoundConstants =
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

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using static FrontDoor.Stages.Sha256Lanes;

namespace FrontDoor.Stages;

/// <summary>HMAC-SHA-256 (RFC 2104, FIPS 180-4) of many short messages under one key, cut to 128 bits: one message to a vector lane, so that a row's four pseudonyms cost what one call of the platform's HMAC does.</summary>
/// <remarks>Why not the platform's: docs/decisions/0013-hmac-in-lanes.md. Held to it, message by message, by a test.</remarks>
public sealed class HmacLanes
{
    const int LengthBytes = 8;

    readonly Sha256Lanes _sha;
    readonly int _lanes;
    readonly uint[] _inner;
    readonly uint[] _outer;
    readonly uint[] _state;
    readonly uint[] _block;
    readonly uint[] _mask;
    readonly List<(int Start, int Blocks)> _messages = [];
    readonly List<KeyedHash> _hashes = [];
    byte[] _bytes = new byte[1 << 14];
    int _used;

    /// <param name="key">At most 64 bytes.</param>
    public HmacLanes(ReadOnlySpan<byte> key) : this(key, Widest())
    {
    }

    internal HmacLanes(ReadOnlySpan<byte> key, Sha256Lanes sha)
    {
        (_sha, _lanes) = (sha, sha.Lanes);
        (_state, _block, _mask) = (new uint[DigestWords * _lanes], new uint[BlockWords * _lanes], new uint[_lanes]);
        _inner = AfterKey(key, 0x36);
        _outer = AfterKey(key, 0x5c);
    }

    /// <summary>The hash of the message added at this place; after <see cref="Run"/>.</summary>
    public KeyedHash this[int place] => _hashes[place];

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
        for (var first = 0; first < _messages.Count; first += _lanes)
            RunLanes(CollectionsMarshal.AsSpan(_messages)[first..Math.Min(first + _lanes, _messages.Count)]);
    }

    public void Clear()
    {
        _messages.Clear();
        _hashes.Clear();
        _used = 0;
    }

    void RunLanes(ReadOnlySpan<(int Start, int Blocks)> messages)
    {
        _inner.CopyTo(_state, 0);
        var longest = 0;
        foreach (var (_, blocks) in messages) longest = Math.Max(longest, blocks);
        for (var block = 0; block < longest; block++)
        {
            Gather(messages, block);
            _sha.Compress(_state, _block, _mask);
        }
        // The inner digests lie in the lanes already: one padded block, and its length of 64 + 32 bytes.
        _state.CopyTo(_block, 0);
        _block.AsSpan(DigestWords * _lanes).Clear();
        Word(_block, DigestWords).Fill(0x80000000);
        Word(_block, BlockWords - 1).Fill((BlockBytes + 32) * 8);
        _outer.CopyTo(_state, 0);
        _mask.AsSpan().Fill(uint.MaxValue);
        _sha.Compress(_state, _block, _mask);
        for (var lane = 0; lane < messages.Length; lane++)
            _hashes.Add(new KeyedHash(
                (ulong)Word(_state, 0)[lane] << 32 | Word(_state, 1)[lane],
                (ulong)Word(_state, 2)[lane] << 32 | Word(_state, 3)[lane]));
    }

    Span<uint> Word(uint[] words, int word) => words.AsSpan(word * _lanes, _lanes);

    /// <summary>Puts this block of every message into the lanes; the mask tells which messages are that long.</summary>
    void Gather(ReadOnlySpan<(int Start, int Blocks)> messages, int block)
    {
        _mask.AsSpan().Clear();
        for (var lane = 0; lane < messages.Length; lane++)
        {
            var (start, blocks) = messages[lane];
            if (block >= blocks) continue;
            _mask[lane] = uint.MaxValue;
            var words = MemoryMarshal.Cast<byte, uint>(_bytes.AsSpan(start + block * BlockBytes, BlockBytes));
            for (var word = 0; word < BlockWords; word++)
                _block[word * _lanes + lane] = BinaryPrimitives.ReverseEndianness(words[word]);
        }
    }

    /// <summary>The state after the block that the padded key makes, in every lane: the same for every message, so worked out once.</summary>
    uint[] AfterKey(ReadOnlySpan<byte> key, byte pad)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Fill(pad);
        for (var i = 0; i < key.Length; i++) block[i] ^= key[i];
        for (var word = 0; word < BlockWords; word++)
            Word(_block, word).Fill(BinaryPrimitives.ReadUInt32BigEndian(block[(word * 4)..]));
        var state = new uint[DigestWords * _lanes];
        for (var word = 0; word < DigestWords; word++) Word(state, word).Fill(InitialState[word]);
        _mask.AsSpan().Fill(uint.MaxValue);
        _sha.Compress(state, _block, _mask);
        return state;
    }
}

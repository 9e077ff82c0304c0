using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Archives;

/// <summary>Unpacks a gzip file into scratch: all its members one after another, each held to its checksum, and says what stands behind the
/// last of them.</summary>
/// <remarks>.NET's own reader takes a file that is cut off for one that ends there, and compares no checksum. Where a member ends is found
/// by its last eight bytes.</remarks>
sealed class Gzip : IDisposable
{
    const int TrailerLength = 8, HeaderLength = 10, BlockSize = 1 << 18;

    static readonly SearchValues<byte> s_padding = SearchValues.Create("\0\r\n\t \u001A"u8);

    readonly FileStream _file;
    readonly byte[] _block = new byte[BlockSize];

    Gzip(string path) => _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <exception cref="UnreadableException">It is cut off, or damaged.</exception>
    public static string Unpack(string path, string scratch, Unpacked unpacked, List<FileDefect> defects, CancellationToken cancel)
    {
        var copy = SourceText.NewPath(scratch);
        using var gzip = new Gzip(path);
        using var to = new FileStream(copy, FileMode.CreateNew);
        do gzip.Member(to, unpacked, cancel);
        while (gzip.IsAtMember(defects));
        return copy;
    }

    public void Dispose() => _file.Dispose();

    void Member(FileStream to, Unpacked unpacked, CancellationToken cancel)
    {
        Header();
        var packed = new Metered(_file);
        var (length, crc) = (0u, new Crc32());
        using (var deflate = new DeflateStream(packed, CompressionMode.Decompress, leaveOpen: true))
            for (int read; (read = Read(deflate, packed)) > 0;)
            {
                cancel.ThrowIfCancellationRequested();
                unpacked.Add(read);
                length += (uint)read;
                crc.Append(_block.AsSpan(0, read));
                to.Write(_block, 0, read);
            }
        if (packed.IsAtEnd) throw CutOff();
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
        GoBehind(trailer, packed);
    }

    int Read(DeflateStream deflate, Metered packed)
    {
        try
        {
            return deflate.Read(_block);
        }
        catch (InvalidDataException) // its message is not for a partner
        {
            throw packed.IsAtEnd ? CutOff() : Damaged("what it holds cannot be unpacked");
        }
    }

    /// <summary>Goes past a member's header and the name in it.</summary>
    void Header()
    {
        var header = new byte[HeaderLength];
        if (_file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength) throw CutOff();
        if (header is not [0x1F, 0x8B, 8, < 0x20, ..]) throw Damaged("it begins as none does");
        if ((header[3] & 4) != 0)
            for (var more = Byte() | Byte() << 8; more > 0; more--) Byte();
        for (var texts = (header[3] >> 3 & 1) + (header[3] >> 4 & 1); texts > 0; texts--)
            while (Byte() != 0) { }
        if ((header[3] & 2) != 0) _ = Byte() | Byte();
    }

    int Byte() => _file.ReadByte() is >= 0 and var next ? next : throw CutOff();

    /// <summary>Goes behind the member: its checksum and length are looked for in what was read of it last, and in the bytes behind
    /// that.</summary>
    void GoBehind(ReadOnlySpan<byte> trailer, Metered packed)
    {
        var last = new byte[Math.Min(_file.Length, packed.LastTo + TrailerLength) - packed.LastFrom];
        _file.Position = packed.LastFrom;
        _file.ReadExactly(last);
        var at = last.AsSpan().IndexOf(trailer);
        if (at < 0) throw Damaged("it is cut off before its end, or changed, for its checksum is not there");
        _file.Position = packed.LastFrom + at + TrailerLength;
    }

    /// <summary>Whether another member follows. Padding may stand between them and behind the last; of anything else it is said that it was
    /// not read.</summary>
    bool IsAtMember(List<FileDefect> defects)
    {
        for (int read; (read = _file.Read(_block)) > 0;)
        {
            var padding = _block.AsSpan(0, read).IndexOfAnyExcept(s_padding);
            if (padding < 0) continue;
            _file.Position += padding - read;
            if (_block.AsSpan(padding, read - padding) is [0x1F] or [0x1F, 0x8B, ..]) return true;
            defects.Add(new FileDefect(Defects.FileTail, 0, null,
                string.Create(CultureInfo.InvariantCulture, $"{_file.Length - _file.Position:N0} bytes behind the end of the gzip data")));
            return false;
        }
        return false;
    }

    static UnreadableException CutOff() => new(Defects.FileDamaged, "a gzip file that is cut off before its end");

    static UnreadableException Damaged(string how) => new(Defects.FileDamaged, $"a gzip file that is damaged: {how}");

    /// <summary>The file as it is unpacked: it knows which bytes were read last, the ones that were read just before them, and whether more
    /// were asked for than there are.</summary>
    sealed class Metered(FileStream file) : Stream
    {
        long _lastFrom = file.Position;

        public long LastFrom { get; private set; } = file.Position;
        public long LastTo { get; private set; } = file.Position;
        public bool IsAtEnd { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var from = file.Position;
            var read = file.Read(buffer);
            if (read == 0 && !buffer.IsEmpty) IsAtEnd = true;
            else (LastFrom, _lastFrom, LastTo) = (_lastFrom, from, from + read);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => file.Position; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

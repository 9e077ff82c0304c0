using System.IO.Compression;
using System.IO.Hashing;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Archives;

/// <summary>The content of one file in a zip file, held to its stated length and checksum as it is read.</summary>
sealed class ArchiveEntry : Stream
{
    readonly ZipArchiveEntry _entry;
    readonly Unpacked _unpacked;
    readonly Stream _content;
    readonly Crc32 _crc = new();
    long _read;
    bool _isChecked;

    ArchiveEntry(ZipArchiveEntry entry, Unpacked unpacked, Stream content) => (_entry, _unpacked, _content) = (entry, unpacked, content);

    /// <exception cref="UnreadableException">It is locked, damaged, or packed in a way that is not read.</exception>
    public static ArchiveEntry Open(ZipArchiveEntry entry, Unpacked unpacked)
    {
        if (entry.IsEncrypted) throw new UnreadableException(Defects.FileEncrypted, null);
        try
        {
            return new ArchiveEntry(entry, unpacked, entry.Open());
        }
        catch (InvalidDataException) // a broken local header, or a method of packing that .NET does not know
        {
            throw new UnreadableException(Defects.FileDamaged, "packed in a way that cannot be read");
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        int read;
        try
        {
            read = _content.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
        _crc.Append(buffer[..read]);
        _read += read;
        _unpacked.Add(read);
        if (_read > _entry.Length
            || (read == 0 && !_isChecked && (_read != _entry.Length || _crc.GetCurrentHashAsUInt32() != _entry.Crc32)))
            throw Damaged();
        _isChecked |= read == 0;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) _content.Dispose();
        base.Dispose(disposing);
    }

    static UnreadableException Damaged() => new(Defects.FileDamaged, "its content does not agree with its checksum");

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => _entry.Length;
    public override long Position { get => _read; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

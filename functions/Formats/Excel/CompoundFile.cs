using System.Buffers.Binary;
using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>An OLE compound file: a file system in a file, in which Office kept its documents before 2007 and keeps encrypted ones
/// still.</summary>
sealed class CompoundFile
{
    const int EntryLength = 128;
    const int EntriesAtMost = 4096;
    const int FatSectorsInHeader = 109;
    const int MiniSectorLength = 64;
    const uint NoSector = 0xFFFFFFFA;

    readonly Stream _file;
    readonly byte[] _header = new byte[512];
    readonly int _sectorLength;
    readonly List<(string Name, uint Start, long Length)> _entries = [];

    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public CompoundFile(Stream file)
    {
        _file = file;
        file.Position = 0;
        file.ReadExactly(_header);
        _sectorLength = 1 << Math.Clamp((int)BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(30)), 7, 16);
        foreach (var sector in Chain(BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(48)))
            .Take(EntriesAtMost * EntryLength / _sectorLength))
            for (var at = 0; at + EntryLength <= _sectorLength; at += EntryLength)
                _entries.Add(Directory(sector.AsSpan(at, EntryLength)));
    }

    /// <summary>Why the file is no workbook that can be taken, by the names in it; null where it is one.</summary>
    public static FileDefect? Refusal(Stream file)
    {
        FileDefect Not(Defect defect, string found) => new(defect, 0, null, found);
        try
        {
            var held = new CompoundFile(file);
            return held.Has("EncryptedPackage") ? Not(Defects.FileEncrypted, "an Office file with a password")
                : held.Has("Workbook") || held.Has("Book") ? null
                : held.Has("WordDocument") ? Not(Defects.FileDocument, "a Word document")
                : held.Has("PowerPoint Document") ? Not(Defects.FileDocument, "a presentation")
                : held.Has("__properties_version1.0") ? Not(Defects.FileDocument, "an Outlook message")
                : Not(Defects.FileFormat, "an Office file without a workbook");
        }
        catch (EndOfStreamException)
        {
            return Not(Defects.FileDamaged, "an Office file that is cut off before its end");
        }
    }

    public bool Has(string name) => _entries.Exists(entry => Is(entry.Name, name));

    /// <summary>Copies what is kept under a name.</summary>
    public void Copy(string name, Stream to)
    {
        var (_, start, length) = _entries.Find(entry => Is(entry.Name, name));
        var isMini = length < BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(56));
        foreach (var sector in isMini ? MiniChain(start) : Chain(start))
        {
            var count = (int)Math.Min(sector.Length, length);
            to.Write(sector, 0, count);
            if ((length -= count) == 0) return;
        }
    }

    static bool Is(string name, string sought) => string.Equals(name, sought, StringComparison.OrdinalIgnoreCase);

    static (string, uint, long) Directory(ReadOnlySpan<byte> entry)
    {
        var length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2, 0, 62);
        return (Encoding.Unicode.GetString(entry[..length]), BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]));
    }

    /// <summary>The sectors of a chain, one after another in the same buffer. A chain that bites its tail ends with the file's
    /// length.</summary>
    IEnumerable<byte[]> Chain(uint sector)
    {
        var buffer = new byte[_sectorLength];
        for (var most = _file.Length / _sectorLength + 1; sector < NoSector && most > 0; sector = Next(sector), most--)
        {
            Read(sector, buffer);
            yield return buffer;
        }
    }

    /// <summary>Short streams lie in sectors of 64 bytes within the stream of the root entry.</summary>
    IEnumerable<byte[]> MiniChain(uint sector)
    {
        var (small, table) = (new MemoryStream(), new MemoryStream());
        foreach (var block in Chain(_entries[0].Start)) small.Write(block);
        foreach (var block in Chain(BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(60)))) table.Write(block);
        var buffer = new byte[MiniSectorLength];
        for (var most = small.Length / MiniSectorLength; sector < NoSector && most > 0; most--)
        {
            if ((sector + 1L) * MiniSectorLength > small.Length) throw new EndOfStreamException();
            small.Position = (long)sector * MiniSectorLength;
            small.ReadExactly(buffer);
            yield return buffer;
            if ((long)sector * 4 + 4 > table.Length) throw new EndOfStreamException();
            sector = BinaryPrimitives.ReadUInt32LittleEndian(table.GetBuffer().AsSpan((int)sector * 4));
        }
    }

    /// <summary>The sector that follows in a chain.</summary>
    uint Next(uint sector)
    {
        var perSector = (uint)_sectorLength / 4;
        var table = new byte[_sectorLength];
        Read(FatSector(sector / perSector), table);
        return BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan((int)(sector % perSector) * 4));
    }

    /// <summary>Where the n-th sector of the allocation table is: the header lists the first 109, and a chain of sectors the
    /// rest.</summary>
    uint FatSector(uint number)
    {
        if (number < FatSectorsInHeader) return BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(76 + (int)number * 4));
        number -= FatSectorsInHeader;
        var perSector = (uint)_sectorLength / 4 - 1;
        var at = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(68));
        var list = new byte[_sectorLength];
        for (; ; number -= perSector)
        {
            Read(at, list);
            if (number < perSector) return BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan((int)number * 4));
            at = BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan((int)perSector * 4));
        }
    }

    void Read(uint sector, byte[] into)
    {
        _file.Position = ((long)sector + 1) * into.Length;
        // The last sector of a file may be written short.
        if (_file.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) == 0) throw new EndOfStreamException();
    }
}

using System.Buffers.Binary;
using System.Text;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>What an OLE compound file is, told from the names of its streams: an old workbook, an encrypted one, or another Office file.</summary>
static class CompoundFile
{
    const int EntryLength = 128;
    const int EntriesAtMost = 4096;
    const int FatSectorsInHeader = 109;

    public static Sniffed Tell(Stream file)
    {
        try
        {
            var names = Names(file);
            bool Has(string name) => names.Contains(name);
            return Has("EncryptedPackage") ? Sniffed.Not(Defects.FileEncrypted, "an Office file with a password")
                : Has("Workbook") || Has("Book") ? new(FileKind.Xls)
                : Has("WordDocument") ? Sniffed.Not(Defects.FileDocument, "a Word document")
                : Has("PowerPoint Document") ? Sniffed.Not(Defects.FileDocument, "a presentation")
                : Has("__properties_version1.0") ? Sniffed.Not(Defects.FileDocument, "an Outlook message")
                : Sniffed.Not(Defects.FileFormat, "an Office file without a workbook");
        }
        catch (EndOfStreamException)
        {
            return Sniffed.Not(Defects.FileDamaged, "an Office file that is cut off before its end");
        }
    }

    static HashSet<string> Names(Stream file)
    {
        var header = new byte[512];
        file.Position = 0;
        file.ReadExactly(header);
        var sectorLength = 1 << Math.Clamp((int)BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)), 7, 16);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var sector = new byte[sectorLength];
        var at = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        for (var entries = 0; at < 0xFFFFFFFA && entries < EntriesAtMost; at = Next(file, header, at, sectorLength))
        {
            Read(file, at, sector);
            for (var entry = 0; entry < sectorLength; entry += EntryLength, entries++)
                names.Add(Name(sector.AsSpan(entry, EntryLength)));
        }
        return names;
    }

    static string Name(ReadOnlySpan<byte> entry)
    {
        var length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2, 0, 62);
        return Encoding.Unicode.GetString(entry[..length]);
    }

    /// <summary>The sector that follows in the chain.</summary>
    static uint Next(Stream file, byte[] header, uint sector, int sectorLength)
    {
        var perSector = (uint)sectorLength / 4;
        var table = new byte[sectorLength];
        Read(file, FatSector(file, header, sector / perSector, sectorLength), table);
        return BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan((int)(sector % perSector) * 4));
    }

    /// <summary>Where the n-th sector of the allocation table is: the header lists the first 109, and a chain of sectors the rest.</summary>
    static uint FatSector(Stream file, byte[] header, uint number, int sectorLength)
    {
        if (number < FatSectorsInHeader) return BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + (int)number * 4));
        number -= FatSectorsInHeader;
        var perSector = (uint)sectorLength / 4 - 1;
        var at = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(68));
        var list = new byte[sectorLength];
        for (; ; number -= perSector)
        {
            Read(file, at, list);
            if (number < perSector) return BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan((int)number * 4));
            at = BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan((int)perSector * 4));
        }
    }

    static void Read(Stream file, uint sector, byte[] into)
    {
        file.Position = ((long)sector + 1) * into.Length;
        file.ReadExactly(into);
    }
}

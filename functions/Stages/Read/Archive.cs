using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Unpacks a zip or gzip file into scratch, under names of our own.</summary>
static class Archive
{
    public const int FilesAtMost = 1000;

    static readonly string[] LeftBySystems = [".DS_Store", "Thumbs.db", "desktop.ini"];

    /// <summary>What is in the zip file, in the order of names, and where each was unpacked; one at a time. What a Mac or Windows left in it is noted and passed over.</summary>
    /// <exception cref="UnreadableException">One of them is locked or damaged: then none is taken.</exception>
    public static IEnumerable<(string Name, string Path)> Unzip(string path, string scratch, Unpacked unpacked, List<FileDefect> defects, CancellationToken cancel)
    {
        using var zip = ZipFile.OpenRead(path);
        var files = new List<ZipArchiveEntry>();
        foreach (var entry in zip.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\')) continue;
            if (IsLeftBySystem(entry)) defects.Add(new FileDefect(Defects.EntryIgnored, 0, null, $"'{entry.FullName}'"));
            else files.Add(entry);
        }
        if (files.Count == 0) throw new UnreadableException(Defects.FileEmpty, "a zip file with no file in it");
        if (files.Count > FilesAtMost) throw new UnreadableException(Defects.FileTooLarge, $"a zip file of {files.Count} files, where {FilesAtMost} are taken");
        if (files.FirstOrDefault(entry => entry.IsEncrypted) is { } locked) throw new UnreadableException(Defects.FileEncrypted, $"'{locked.FullName}'");
        foreach (var entry in files)
        {
            var copy = SourceText.NewPath(scratch);
            using (var content = Named(entry.FullName, () => Entry.Open(entry, unpacked)))
                Named(entry.FullName, () => Copy(content, copy, null, cancel));
            yield return (entry.FullName, copy);
        }
    }

    /// <summary>What a gzip file holds, all its members one after another.</summary>
    public static string Gunzip(string path, string scratch, Unpacked unpacked, CancellationToken cancel)
    {
        var copy = SourceText.NewPath(scratch);
        using var gzip = new GZipStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), CompressionMode.Decompress);
        try
        {
            Copy(gzip, copy, unpacked, cancel);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableException(Defects.FileDamaged, "a gzip file that is cut off or damaged");
        }
        return EndsWhole(path, copy) ? copy : throw new UnreadableException(Defects.FileDamaged, "a gzip file that is cut off before its end");
    }

    /// <summary>.NET takes a gzip file that is cut off for one that ends there. Its last eight bytes are the checksum and the length of its last member: they must be of what came out.</summary>
    static bool EndsWhole(string packed, string copy)
    {
        using var from = new FileStream(packed, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var to = new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> end = stackalloc byte[8];
        if (from.Length < 18) return false;
        from.Position = from.Length - end.Length;
        from.ReadExactly(end);
        to.Position = to.Length - BinaryPrimitives.ReadUInt32LittleEndian(end[4..]) is >= 0 and var start ? start : 0;
        var block = new byte[1 << 18];
        var crc = new Crc32();
        for (int read; (read = to.Read(block)) > 0;) crc.Append(block.AsSpan(0, read));
        return crc.GetCurrentHashAsUInt32() == BinaryPrimitives.ReadUInt32LittleEndian(end);
    }

    /// <summary>Says of which file in the archive a refusal speaks.</summary>
    public static T Named<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnreadableException unreadable)
        {
            throw new UnreadableException(unreadable.Defect with { Found = unreadable.Defect.Found is { } found ? $"'{name}': {found}" : $"'{name}'" });
        }
    }

    static bool IsLeftBySystem(ZipArchiveEntry entry) =>
        entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || LeftBySystems.Contains(entry.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="unpacked">Where the content does not count itself.</param>
    static string Copy(Stream content, string path, Unpacked? unpacked, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        var block = new byte[1 << 18];
        for (int read; (read = content.Read(block)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            unpacked?.Add(read);
            file.Write(block, 0, read);
        }
        return path;
    }
}

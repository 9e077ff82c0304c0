using System.IO.Compression;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Archives;

/// <summary>Unpacks a zip file into scratch, under names of our own.</summary>
static class Archive
{
    public const int FilesAtMost = 1000;

    static readonly string[] LeftBySystems = [".DS_Store", "Thumbs.db", "desktop.ini"];

    /// <summary>What is in the zip file, in the order of names, and where each was unpacked; one at a time. What a Mac or Windows left in
    /// it is noted and passed over.</summary>
    /// <exception cref="UnreadableException">One of them is locked or damaged: then none is taken.</exception>
    public static IEnumerable<(string Name,
        string Path)> Unzip(string path, string scratch, Unpacked unpacked, List<FileDefect> defects, CancellationToken cancel)
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
        if (files.Count > FilesAtMost)
            throw new UnreadableException(Defects.FileTooLarge, $"a zip file of {files.Count} files, where {FilesAtMost} are taken");
        if (files.FirstOrDefault(entry => entry.IsEncrypted) is { } locked)
            throw new UnreadableException(Defects.FileEncrypted, $"'{locked.FullName}'");
        foreach (var entry in files)
        {
            var copy = SourceText.NewPath(scratch);
            using (var content = Named(entry.FullName, () => ArchiveEntry.Open(entry, unpacked)))
                Named(entry.FullName, () => Copy(content, copy, cancel));
            yield return (entry.FullName, copy);
        }
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
            throw new UnreadableException(
                unreadable.Defect with { Found = unreadable.Defect.Found is { } found ? $"'{name}': {found}" : $"'{name}'" });
        }
    }

    static bool IsLeftBySystem(ZipArchiveEntry entry) =>
        entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || LeftBySystems.Contains(entry.Name, StringComparer.OrdinalIgnoreCase);

    static string Copy(ArchiveEntry content, string path, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        var block = new byte[1 << 18];
        for (int read; (read = content.Read(block)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            file.Write(block, 0, read);
        }
        return path;
    }
}

using System.IO.Compression;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Archives;

/// <summary>What a zip file is, told from the names in it: workbooks and documents are zip files too.</summary>
static class ZipContents
{
    public static Sniffed Tell(Stream file)
    {
        if (ZipBounds.Check(file) is { } refusal) return new(FileKind.Other, refusal);
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return Tell(zip);
        }
        catch (InvalidDataException) // its message is not for a partner
        {
            return Sniffed.Not(Defects.FileDamaged, "a zip file whose list of contents cannot be read");
        }
    }

    static Sniffed Tell(ZipArchive zip)
    {
        var names = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Contains("[Content_Types].xml"))
        {
            if (names.Contains("xl/workbook.xml")) return new(FileKind.Xlsx);
            if (names.Contains("xl/workbook.bin")) return Sniffed.Not(Defects.FileSpreadsheet, "a binary workbook (.xlsb)");
            if (names.Any(name => name.StartsWith("word/", StringComparison.OrdinalIgnoreCase)))
                return Sniffed.Not(Defects.FileDocument, "a Word document");
            if (names.Any(name => name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase)))
                return Sniffed.Not(Defects.FileDocument, "a presentation");
            if (names.Any(name => name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase))) return new(FileKind.Xlsx);
        }
        if (names.Contains("mimetype") && names.Contains("META-INF/manifest.xml"))
            return IsOpenSpreadsheet(zip) ? Sniffed.Not(Defects.FileSpreadsheet, "an OpenDocument spreadsheet (.ods)")
                : Sniffed.Not(Defects.FileDocument, "a document");
        if (names.Contains("Index/Document.iwa")) return Sniffed.Not(Defects.FileSpreadsheet, "an Apple Numbers or Pages document");
        return new(FileKind.Zip);
    }

    static bool IsOpenSpreadsheet(ZipArchive zip)
    {
        using var type = zip.Entries.First(entry => string.Equals(entry.FullName, "mimetype", StringComparison.OrdinalIgnoreCase)).Open();
        var text = new byte[128];
        var read = type.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return System.Text.Encoding.ASCII.GetString(text, 0, read).Contains("spreadsheet", StringComparison.Ordinal);
    }
}

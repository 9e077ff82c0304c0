using System.IO.Compression;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Archives;

/// <summary>What a zip file is, from the names in it: workbooks and documents are zip files too.</summary>
/// <param name="Refusal">Why it is not taken.</param>
readonly record struct ZipContents(bool IsWorkbook, FileDefect? Refusal = null)
{
    public static bool IsZip(FileStart file) => file.Bytes is [(byte)'P', (byte)'K', 3 or 5 or 7, 4 or 6 or 8, ..];

    public static ZipContents Of(Stream file)
    {
        if (ZipBounds.Check(file) is { } refusal) return new(false, refusal);
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return Of(zip);
        }
        catch (InvalidDataException) // its message is not for a partner
        {
            return Not(Defects.FileDamaged, "a zip file whose list of contents cannot be read");
        }
    }

    static ZipContents Of(ZipArchive zip)
    {
        var names = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        bool HasFolder(string folder) => names.Any(name => name.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
        if (names.Contains("[Content_Types].xml"))
        {
            if (names.Contains("xl/workbook.xml")) return new(true);
            if (names.Contains("xl/workbook.bin")) return Not(Defects.FileSpreadsheet, "a binary workbook (.xlsb)");
            if (HasFolder("word/")) return Not(Defects.FileDocument, "a Word document");
            if (HasFolder("ppt/")) return Not(Defects.FileDocument, "a presentation");
            if (HasFolder("xl/")) return new(true);
        }
        if (names.Contains("mimetype") && names.Contains("META-INF/manifest.xml"))
            return IsOpenSpreadsheet(zip) ? Not(Defects.FileSpreadsheet, "an OpenDocument spreadsheet (.ods)")
                : Not(Defects.FileDocument, "a document");
        if (names.Contains("Index/Document.iwa")) return Not(Defects.FileSpreadsheet, "an Apple Numbers or Pages document");
        return new(false);
    }

    static ZipContents Not(Defect defect, string found) => new(false, new FileDefect(defect, 0, null, found));

    static bool IsOpenSpreadsheet(ZipArchive zip)
    {
        using var type = zip.Entries.First(entry => string.Equals(entry.FullName, "mimetype", StringComparison.OrdinalIgnoreCase)).Open();
        var text = new byte[128];
        var read = type.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return System.Text.Encoding.ASCII.GetString(text, 0, read).Contains("spreadsheet", StringComparison.Ordinal);
    }
}

using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Detection;

/// <summary>Files that are sent in place of an export, and are not taken: documents, pictures, other archives.</summary>
static class NotTaken
{
    static readonly (byte[] Start, int At, Defect Defect, string Is)[] Signatures =
    [
        ([.. "%PDF"u8], 0, Defects.FileDocument, "a PDF"),
        ([.. "{\\rtf"u8], 0, Defects.FileDocument, "a rich text document"),
        ([0xFF, 0xD8, 0xFF], 0, Defects.FileDocument, "a picture"),
        ([0x89, .. "PNG"u8], 0, Defects.FileDocument, "a picture"),
        ([.. "GIF8"u8], 0, Defects.FileDocument, "a picture"),
        ([.. "II*\0"u8], 0, Defects.FileDocument, "a picture"),
        ([.. "MM\0*"u8], 0, Defects.FileDocument, "a picture"),
        ([.. "WEBP"u8], 8, Defects.FileDocument, "a picture"),
        ([.. "\0\0\0\0"u8], 6, Defects.FileDocument, "a picture"), // with BM before it, see below
        ([.. "ftyp"u8], 4, Defects.FileDocument, "a picture or film"),
        ([.. "-----BEGIN PGP MESSAGE"u8], 0, Defects.FileEncrypted, "a PGP message"),
        ([0x37, 0x7A, 0xBC, 0xAF], 0, Defects.FileArchive, "a 7z archive"),
        ([.. "Rar!"u8, 0x1A], 0, Defects.FileArchive, "a RAR archive"),
        ([.. "1AY&SY"u8], 4, Defects.FileArchive, "a bzip2 archive"),
        ([0xFD, .. "7zXZ"u8], 0, Defects.FileArchive, "an xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, Defects.FileArchive, "a Zstandard archive"),
        ([.. "ustar"u8], 257, Defects.FileArchive, "a tar archive"),
        ([.. "PAR1"u8], 0, Defects.FileFormat, "a Parquet file"),
        ([.. "SQLite format 3"u8], 0, Defects.FileFormat, "a database"),
    ];

    public static Sniffed? OfBytes(ReadOnlySpan<byte> start)
    {
        foreach (var (signature, at, defect, found) in Signatures)
            if (start.Length > at && start[at..].StartsWith(signature) && (at != 6 || start.StartsWith("BM"u8)))
                return Sniffed.Not(defect, found);
        return null;
    }
}

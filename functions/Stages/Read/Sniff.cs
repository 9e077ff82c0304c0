using System.Text;
using System.Text.Json;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>What a file is, told from its bytes and never from its name.</summary>
public static class Sniff
{
    const int Window = 1 << 16;

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

    static readonly string[] HtmlTags =
        ["html", "head", "body", "table", "div", "script", "style", "meta", "title", "form", "link", "center", "span", "font", "p", "br", "b", "h1", "h2", "pre"];

    public static Sniffed Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var window = new byte[Window];
        var start = window.AsSpan(0, file.ReadAtLeast(window, Window, throwOnEndOfStream: false));
        if (start.IsEmpty) return Sniffed.Not(Defects.FileEmpty, null);
        if (start is [(byte)'P', (byte)'K', 3 or 5 or 7, 4 or 6 or 8, ..]) return ZipContents.Tell(file);
        if (start is [0xD0, 0xCF, 0x11, 0xE0, ..]) return CompoundFile.Tell(file);
        if (start is [0x1F, 0x8B, ..]) return new(FileKind.Gzip);
        if (start is [0x09, 0x00 or 0x02 or 0x04, 0x04 or 0x06, 0x00, ..]) return new(FileKind.Xls); // the bare stream of Excel 2 to 4
        foreach (var (signature, at, defect, found) in Signatures)
            if (start.Length > at && start[at..].StartsWith(signature) && (at != 6 || start.StartsWith("BM"u8)))
                return Sniffed.Not(defect, found);
        return Text(start, start.Length < Window);
    }

    static Sniffed Text(ReadOnlySpan<byte> start, bool isAll)
    {
        if (start is [0xFF, 0xFE, ..]) start = Utf8(Encoding.Unicode, start[2..]);
        else if (start is [0xFE, 0xFF, ..]) start = Utf8(Encoding.BigEndianUnicode, start[2..]);
        else if (SourceText.Utf16Of(start) is { } withoutMark) start = Utf8(withoutMark, start);
        else if (start is [0xEF, 0xBB, 0xBF, ..]) start = start[3..];
        if (IsBinary(start)) return Sniffed.Not(Defects.FileFormat, "a binary file");
        var first = start.TrimStart(" \t\r\n\f"u8);
        return first switch
        {
            [] when isAll => Sniffed.Not(Defects.FileEmpty, null),
            [(byte)'<', ..] => Markup(first),
            [(byte)'[', ..] when IsJson(first[1..], "[{]\"-0123456789tfn/"u8) => new(FileKind.Json),
            [(byte)'{', ..] when IsJson(first[1..], "\"}/"u8) => new(IsOneALine(first) ? FileKind.NdJson : FileKind.Json),
            _ => new(FileKind.Text),
        };
    }

    static byte[] Utf8(Encoding encoding, ReadOnlySpan<byte> text) => Encoding.UTF8.GetBytes(encoding.GetString(text[..(text.Length & ~1)]));

    /// <summary>Text may hold a stray NUL or two; what is not text holds control characters everywhere.</summary>
    static bool IsBinary(ReadOnlySpan<byte> start)
    {
        start = start[..Math.Min(start.Length, 4096)];
        var nuls = start.Count((byte)0);
        var controls = 0;
        foreach (var letter in start)
            if (letter is > 0 and < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x0B or 0x1A or 0x1F)) controls++;
        return nuls > start.Length / 8 || controls > start.Length / 20;
    }

    /// <summary>A CSV may begin with a bracket too: [PPN Reference],[Version]; or {6F96...}, an id.</summary>
    static bool IsJson(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mayFollow)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        return rest.IsEmpty || mayFollow.Contains(rest[0]);
    }

    /// <summary>Whether another object follows the first.</summary>
    static bool IsOneALine(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
            if (!reader.Read() || !reader.TrySkip()) return false;
            return text[(int)reader.BytesConsumed..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        }
        catch (JsonException) // not JSON after all, which its reader will say better
        {
            return false;
        }
    }

    static Sniffed Markup(ReadOnlySpan<byte> text)
    {
        var isWorkbook = text[..Math.Min(text.Length, 4096)].IndexOf("urn:schemas-microsoft-com:office:spreadsheet"u8) >= 0;
        var isDeclared = text.StartsWith("<?xml"u8);
        while (text.StartsWith("<?"u8) || text.StartsWith("<!--"u8))
        {
            var end = text.StartsWith("<?"u8) ? text.IndexOf("?>"u8) + 2 : text.IndexOf("-->"u8) + 3;
            if (end < 4) break;
            text = text[end..].TrimStart(" \t\r\n"u8);
        }
        var name = Name(text.IsEmpty ? text : text.StartsWith("<!"u8) ? text[2..] : text[1..]);
        if (text.StartsWith("<!"u8) && name.Equals("doctype", StringComparison.OrdinalIgnoreCase))
            name = Name(text["<!doctype"u8.Length..].TrimStart(" \t\r\n"u8));
        if (HtmlTags.Contains(name, StringComparer.OrdinalIgnoreCase)) return Sniffed.Not(Defects.FileHtml, "a web page");
        if (isWorkbook && name.EndsWith("Workbook", StringComparison.Ordinal)) return Sniffed.Not(Defects.FileSpreadsheet, "an Excel 2003 XML spreadsheet");
        return new(isDeclared || name.Length > 0 ? FileKind.Xml : FileKind.Text);
    }

    static string Name(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && length < 64 && (char.IsAsciiLetterOrDigit((char)text[length]) || text[length] is (byte)':' or (byte)'_' or (byte)'-')) length++;
        return length > 0 && char.IsAsciiLetter((char)text[0]) ? Encoding.ASCII.GetString(text[..length]) : "";
    }
}

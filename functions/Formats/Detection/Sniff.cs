using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Archives;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Excel;
using FrontDoor.Formats.Json;

namespace FrontDoor.Formats.Detection;

/// <summary>What a file is, told from its bytes and never from its name.</summary>
public static partial class Sniff
{
    const int Window = 1 << 16;
    const int LongestCall = 512;

    static readonly SearchValues<byte> s_ends = SearchValues.Create(" \t\r\n,]"u8);

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
        if (first.IsEmpty && isAll) return Sniffed.Not(Defects.FileEmpty, null);
        if (WebPage.Mail(first) is { } mail) return mail;
        var sniffed = Written(first);
        // A marking above JSON, XML or a web page is no part of it; above rows it is a title.
        return sniffed.Kind == FileKind.Text && ByteOrderMark.Above(first) is > 0 and var above
            && Written(first[above..]) is { Kind: not FileKind.Text } below ? below : sniffed;
    }

    static Sniffed Written(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'<', ..] => Markup.Tell(text),
        [(byte)'[', ..] when IsList(text[1..]) => new(FileKind.Json),
        [(byte)'{', ..] when IsJson(text[1..], "\"}'"u8) => new(IsOneALine(text) ? FileKind.NdJson : FileKind.Json),
        [(byte)'"', ..] when JsonInText.Is(text) => new(FileKind.Json),
        _ => new(Program().IsMatch(Encoding.Latin1.GetString(text[..Math.Min(text.Length, LongestCall)])) ? FileKind.Json : FileKind.Text),
    };

    /// <summary>JSON behind a comment, a call, an assignment, or what keeps a browser from running it: its reader says what is
    /// wrong.</summary>
    [GeneratedRegex("""^(?://[^\n]*\n|/\*|\)\]\}'?,?\s*\n|(?:for ?\(;;\)|while ?\(1\));|[\w.$]{1,60}\(|(?:var |let |const )?[\w.$]{1,60}\s*=)\s*[\[{]+\s*["'\]}]""")]
    private static partial Regex Program();

    static byte[] Utf8(Encoding encoding, ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetBytes(encoding.GetString(text[..(text.Length & ~1)]));

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
        return rest.IsEmpty || mayFollow.Contains(rest[0]) || rest.StartsWith("//"u8) || rest.StartsWith("/*"u8);
    }

    /// <summary>And [NOT PROTECTIVELY MARKED], or [2019 extract]: a list has a value of JSON behind its bracket.</summary>
    static bool IsList(ReadOnlySpan<byte> rest)
    {
        if (IsJson(rest, "[{]\""u8)) return true;
        rest = rest.TrimStart(" \t\r\n"u8);
        var end = rest.IndexOfAny(s_ends);
        var value = end < 0 ? rest : rest[..end];
        if (end >= 0 && rest[end..].TrimStart(" \t\r\n"u8) is [not ((byte)',' or (byte)']'), ..]) return false;
        return value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8) || value.SequenceEqual("null"u8)
            || (Utf8Parser.TryParse(value, out double _, out var used) && used == value.Length);
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
}

using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Xml;

/// <summary>
/// The text of an XML file in UTF-8, by its bytes first and by what it declares second: a byte-order mark, the NULs of UTF-16 and valid
/// UTF-8 prove themselves,
/// and a program that names an encoding often writes another.
/// </summary>
static partial class XmlText
{
    const int DeclarationAtMost = 1024;

    /// <summary>Encodings that show in the bytes where a file is in them: where they do not, the declaration is wrong.</summary>
    static readonly string[] ByTheirBytes = ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "utf16", "unicode", "ucs-2",
        "iso-10646-ucs-2", "us-ascii", "ascii"];

    // An XML declaration may name an encoding that the platform knows only then.
    static XmlText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="UnreadableException">The file declares an encoding that is not known.</exception>
    public static SourceText Open(string landed, string scratch, List<FileDefect> defects, CancellationToken cancel)
    {
        var text = SourceText.Open(landed, scratch, cancel);
        var declared = Declared(text.Path);
        if (declared is not null && !ByTheirBytes.Contains(declared, StringComparer.OrdinalIgnoreCase))
        {
            var encoding = Known(declared);
            // Letters beyond ASCII that make valid UTF-8 were not written in an encoding of one byte a letter.
            if (text.Encoding is not ("utf-8-bom" or "utf-16le" or "utf-16be")
                && (text.Encoding != "utf-8" || !encoding.IsSingleByte || IsAscii(text.Path, cancel)))
                text = SourceText.In(encoding, landed, scratch, cancel);
        }
        if (!Agree(declared ?? "utf-8", text.Encoding))
            defects.Add(new FileDefect(Defects.FileEncodingDeclared, 1,
                null, $"it {(declared is null ? "declares none, which means UTF-8" : $"declares {declared}")}, and is written in "
                + $"{text.Encoding}"));
        return ByteOrderMark.Blanked(text, scratch, cancel);
    }

    static bool Agree(string declared, string written)
    {
        var (one, other) = (Spellings.Plain(declared), Spellings.Plain(written));
        return one == other || (written is "utf-8" or "utf-8-bom" && one is "utf8" or "usascii" or "ascii")
            || (written is "utf-16le" or "utf-16be"
            && (one.StartsWith("utf16", StringComparison.Ordinal) || one is "unicode" or "ucs2" or "iso10646ucs2"))
            || (!ByTheirBytes.Contains(declared, StringComparer.OrdinalIgnoreCase) && Known(declared).WebName == written);
    }

    static Encoding Known(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException) // its message is not for a partner
        {
            throw new UnreadableException(Defects.FileXml, $"a first line that declares the encoding {name}, which is none that is known",
                1);
        }
    }

    static string? Declared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var start = new byte[DeclarationAtMost];
        var found = Declaration()
            .Match(Encoding.Latin1.GetString(start, 0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        return found.Success ? found.Groups["name"].Value : null;
    }

    static bool IsAscii(string path, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var block = new byte[1 << 16];
        for (int read; (read = file.Read(block)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            if (!Ascii.IsValid(block.AsSpan(0, read))) return false;
        }
        return true;
    }

    [GeneratedRegex("""<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["'](?<name>[A-Za-z0-9][A-Za-z0-9._:-]{0,40})["']""")]
    private static partial Regex Declaration();
}

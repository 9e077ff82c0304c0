using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace FrontDoor.Formats.Content;

/// <summary>A table of rows made readable: delimited text in UTF-8, in a local file.</summary>
/// <param name="Path">A file in valid UTF-8: the landed file itself where it already is, a copy in scratch otherwise.</param>
/// <param name="Encoding">What the text was in: utf-8, utf-8-bom, utf-16le, utf-16be, windows-1252, ibm850 or macintosh, or
/// utf-8+windows-1252 where lines differ.</param>
public sealed record SourceText(string Path, string Encoding)
{
    /// <summary>The name of the format it was read as.</summary>
    public string Format { get; init; } = "";

    /// <summary>What the sender calls this part of the file: the sheet, the file in the archive.</summary>
    public string? Name { get; init; }

    /// <summary>What the places of its records count: "line", "row" of a sheet, or "record".</summary>
    public string Counts { get; init; } = "line";

    /// <summary>Written by <see cref="TranscriptWriter"/>: each record begins with its place in the original, and commas
    /// separate.</summary>
    public bool IsTranscript { get; init; }

    /// <summary>The names of its columns where every record gave them; null where a header is to be found among the lines.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>What to do about a file whose records name no column of the feed.</summary>
    public string? AdviceOnNames { get; init; }

    /// <summary>Lines that were in another encoding than most, or held NUL characters, in order.</summary>
    internal IReadOnlyList<FlawedLine> Flawed { get; init; } = [];

    /// <summary>From which day the numbers of its sheet count; null for what is no sheet.</summary>
    public DateSystem? Dates { get; init; }

    /// <summary>Of a sheet, the file that it stands in; null for what is no sheet.</summary>
    public string? Workbook { get; init; }

    /// <summary>The text ends in the middle of a character.</summary>
    public bool EndsInACharacter { get; init; }

    /// <summary>What is behind defects that its records note, where their codes alone do not say it.</summary>
    public IReadOnlyCollection<FoundText> Found { get; init; } = [];

    const int BlockSize = 1 << 20;

    static SourceText() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Byte-order mark, then the NULs of UTF-16, then strict UTF-8; else each line by itself, UTF-8 where it is that and
    /// Windows-1252 where it is not, or code page 850 or Mac OS Roman where only there names are names.</summary>
    public static SourceText Open(string landed, string scratch, CancellationToken cancel)
    {
        using var file = new FileStream(landed, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> start = stackalloc byte[512];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start is [0xFF, 0xFE, ..] || IsUtf16(start, zero: 1))
            return Transcode(file, System.Text.Encoding.Unicode, "utf-16le", scratch, cancel);
        if (start is [0xFE, 0xFF, ..] || IsUtf16(start, zero: 0))
            return Transcode(file, System.Text.Encoding.BigEndianUnicode, "utf-16be", scratch, cancel);
        var utf8 = start is [0xEF, 0xBB, 0xBF, ..] ? "utf-8-bom" : "utf-8";
        if (IsUtf8(file, cancel)) return new SourceText(landed, utf8);
        var (copy, lines) = Copy(file, utf8, CodePage.Windows, scratch, cancel);
        if (lines.Page is { } page && page != CodePage.Windows)
        {
            File.Delete(copy);
            (copy, lines) = Copy(file, utf8, page, scratch, cancel);
        }
        return new SourceText(copy, lines.Name) { Flawed = lines.Flawed, EndsInACharacter = lines.EndsInACharacter };
    }

    static (string Path, LineByLine Lines) Copy(FileStream file, string utf8, CodePage other, string scratch, CancellationToken cancel)
    {
        file.Position = 0;
        var copy = NewPath(scratch);
        var lines = new LineByLine(utf8, other);
        using (var to = new FileStream(copy, FileMode.CreateNew)) lines.Copy(file, to, cancel);
        return (copy, lines);
    }

    /// <summary>Which UTF-16 a text is in that has lost its byte-order mark: nearly every second byte of it is zero, and no other. Null for
    /// any other text.</summary>
    internal static Encoding? Utf16Of(ReadOnlySpan<byte> start) =>
        IsUtf16(start, zero: 1) ? System.Text.Encoding.Unicode : IsUtf16(start, zero: 0) ? System.Text.Encoding.BigEndianUnicode : null;

    static bool IsUtf16(ReadOnlySpan<byte> start, int zero)
    {
        int zeros = 0, others = 0, pairs = start.Length / 2;
        for (var pair = 0; pair < pairs; pair++)
        {
            if (start[2 * pair + zero] == 0) zeros++;
            if (start[2 * pair + 1 - zero] == 0) others++;
        }
        return pairs > 3 && zeros > pairs * 3 / 4 && others == 0;
    }

    internal static string NewPath(string scratch) =>
        System.IO.Path.Combine(scratch, $"text-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");

    static bool IsUtf8(FileStream file, CancellationToken cancel)
    {
        var block = new byte[BlockSize];
        var held = 0;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var read = file.Read(block, held, block.Length - held);
            if (read == 0) return held == 0;
            var filled = block.AsSpan(0, held + read);
            var whole = filled.Length - Unfinished(filled);
            if (!Utf8.IsValid(filled[..whole]) || filled.Contains((byte)0)) return false;
            filled[whole..].CopyTo(block);
            held = filled.Length - whole;
        }
    }

    /// <summary>How many bytes at the end begin a character that goes on in the next block: at most 3.</summary>
    internal static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var lead = bytes[^back];
            if (lead < 0x80) return 0;
            if (lead < 0xC0) continue;
            var length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
            return length > back ? back : 0;
        }
        return 0;
    }

    /// <summary>The text in UTF-8, of a file in an encoding that is known.</summary>
    internal static SourceText In(Encoding encoding, string landed, string scratch, CancellationToken cancel)
    {
        using var file = new FileStream(landed, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Transcode(file, encoding, encoding.WebName, scratch, cancel);
    }

    static SourceText Transcode(FileStream file, Encoding from, string name, string scratch, CancellationToken cancel)
    {
        var copy = NewPath(scratch);
        using var text = System.Text.Encoding.CreateTranscodingStream(file, from, new UTF8Encoding(false), leaveOpen: true);
        using var utf8 = new FileStream(copy, FileMode.CreateNew);
        var block = new byte[BlockSize];
        for (int read; (read = text.Read(block)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            utf8.Write(block, 0, read);
        }
        return new SourceText(copy, name) { EndsInACharacter = from is UnicodeEncoding && file.Length % 2 == 1 };
    }
}

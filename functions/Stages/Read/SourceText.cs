using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace FrontDoor.Stages;

/// <summary>A table of rows made readable: delimited text in UTF-8, in a local file.</summary>
/// <param name="Path">A file in valid UTF-8: the landed file itself where it already is, a copy in scratch otherwise.</param>
/// <param name="Encoding">What the text was in: utf-8, utf-8-bom, utf-16le, utf-16be or windows-1252.</param>
public sealed record SourceText(string Path, string Encoding)
{
    public string Format { get; init; } = "csv";

    /// <summary>What the sender calls this part of the file: the sheet, the file in the archive.</summary>
    public string? Name { get; init; }

    /// <summary>What the places of its records count: "line", "row" of a sheet, or "record".</summary>
    public string Counts { get; init; } = "line";

    /// <summary>Written by <see cref="Transcript"/>: each record begins with its place in the original, and commas separate.</summary>
    public bool IsTranscript { get; init; }

    /// <summary>The names of its columns where every record gave them; null where a header is to be found among the lines.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    const int BlockSize = 1 << 20;

    static SourceText() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Byte-order mark, then strict UTF-8, then Windows-1252, in which every file is readable.</summary>
    public static SourceText Open(string landed, string scratch, CancellationToken cancel)
    {
        using var file = new FileStream(landed, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> start = stackalloc byte[3];
        start = start[..file.ReadAtLeast(start, 3, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start is [0xFF, 0xFE, ..]) return Transcode(file, System.Text.Encoding.Unicode, "utf-16le", scratch, cancel);
        if (start is [0xFE, 0xFF, ..]) return Transcode(file, System.Text.Encoding.BigEndianUnicode, "utf-16be", scratch, cancel);
        if (IsUtf8(file, cancel))
            return new SourceText(landed, start is [0xEF, 0xBB, 0xBF] ? "utf-8-bom" : "utf-8");
        file.Position = 0;
        return Transcode(file, System.Text.Encoding.GetEncoding(1252), "windows-1252", scratch, cancel);
    }

    internal static string NewPath(string scratch) => System.IO.Path.Combine(scratch, $"text-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");

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
            if (!Utf8.IsValid(filled[..whole])) return false;
            filled[whole..].CopyTo(block);
            held = filled.Length - whole;
        }
    }

    /// <summary>How many bytes at the end begin a character that goes on in the next block: at most 3.</summary>
    static int Unfinished(ReadOnlySpan<byte> bytes)
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
        return new SourceText(copy, name);
    }
}

using System.Buffers.Binary;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Archives;

/// <summary>Finds the list at the end of a zip file, so that a list too long for memory is refused before it is read.</summary>
static class ZipBounds
{
    /// <summary>A list of contents longer than this is not read: room for some 100,000 names.</summary>
    const int LongestList = 16 << 20;

    const int EndLength = 22;

    /// <summary>In so much at the end of a file that lacks the end of its list, that is looked for.</summary>
    const int LongestTail = 16 << 20;

    static readonly string[] OfficeParts = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/", "docProps/"];

    /// <summary>Why the zip file cannot be taken, or null.</summary>
    public static FileDefect? Check(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, EndLength + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndLength > tail.Length)
            return HasEnd(file) ? Damaged(file, "followed by something behind its end") : Damaged(file, "cut off before its end");
        long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == uint.MaxValue) start = Long(file, tail.AsSpan(0, end));
        var listed = file.Length - tail.Length + end - start;
        file.Position = 0;
        if (start < 0 || listed < 0) return Damaged(file, "cut off, or changed: its list of contents cannot be found");
        return listed > LongestList ? new FileDefect(Defects.FileTooLarge, 0, null, "a zip file that lists too many files") : null;
    }

    /// <summary>Whether the list's end stands farther from the end of the file than it may.</summary>
    static bool HasEnd(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, LongestTail)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        return tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8) is >= 0 and var end && end + EndLength <= tail.Length;
    }

    /// <summary>A workbook is a zip file to us, and to its sender a workbook: the name of its first file tells.</summary>
    static FileDefect Damaged(Stream file, string how)
    {
        var start = new byte[1 << 12];
        file.Position = 0;
        var text = System.Text.Encoding.Latin1.GetString(start, 0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        file.Position = 0;
        var isOffice = OfficeParts.Any(part => text.Contains(part, StringComparison.Ordinal));
        return new FileDefect(Defects.FileDamaged, 0, null,
            $"{(isOffice ? "a workbook (.xlsx) or another Office file" : "a zip file")} that is {how}");
    }

    /// <summary>Where the list begins, in the zip64 form.</summary>
    static long Long(Stream file, ReadOnlySpan<byte> before)
    {
        if (before.Length < 20 || !before[^20..].StartsWith("PK\u0006\u0007"u8)) return -1;
        var at = BinaryPrimitives.ReadInt64LittleEndian(before[^12..]);
        if (at < 0 || at + 56 > file.Length) return -1;
        var end = new byte[56];
        file.Position = at;
        file.ReadExactly(end);
        return end.AsSpan().StartsWith("PK\u0006\u0006"u8) ? BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48)) : -1;
    }
}

namespace FrontDoor.Stages;

/// <summary>What a file is, told from its first bytes and never from its name.</summary>
public static class Sniff
{
    /// <summary>What the file is instead of delimited text, in words for the receipt; null when it may be text.</summary>
    public static string? NotText(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> start = stackalloc byte[512];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.StartsWith("PK"u8)) return "a zip archive or an Excel workbook";
        if (start is [0xD0, 0xCF, 0x11, 0xE0, ..]) return "an old Excel or a password-protected Office file";
        if (start.StartsWith("%PDF"u8)) return "a PDF";
        if (start is [0x1F, 0x8B, ..]) return "a gzip archive";
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return null;
        var text = start is [0xEF, 0xBB, 0xBF, ..] ? start[3..] : start;
        var first = Row.Trim(text);
        if (first.Length > 0 && first[0] == '<') return "an HTML or XML page";
        if (first.Length > 0 && first[0] is (byte)'{' or (byte)'[') return "a JSON document";
        return text.Count((byte)0) > text.Length / 8 ? "a binary file" : null;
    }
}

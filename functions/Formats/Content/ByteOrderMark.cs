using System.Text;
using System.Text.RegularExpressions;

namespace FrontDoor.Formats.Content;

/// <summary>Lines with a protective marking (OFFICIAL-SENSITIVE) above or below a text that has no place for them, as JSON and XML have
/// not.</summary>
static partial class ByteOrderMark
{
    const int LongestLine = 200;
    const int LinesAtMost = 5;
    const int BlockSize = 1 << 16;

    /// <summary>How many bytes of a text, in UTF-8, are lines with a marking and blank lines before what follows; 0 where it begins with no
    /// marking.</summary>
    public static int Above(ReadOnlySpan<byte> text)
    {
        var rest = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        for (var lines = 0; lines < LinesAtMost; lines++)
        {
            rest = rest.TrimStart(" \t\r\n"u8);
            var end = rest.IndexOfAny("\r\n"u8);
            if (end is < 0 or > LongestLine || !Is(rest[..end])) return lines == 0 ? 0 : text.Length - rest.Length;
            rest = rest[end..];
        }
        return 0;
    }

    /// <summary>The same text, where a marking stands above or below it blanks in its place: no line or place moves.</summary>
    public static SourceText Blanked(SourceText text, string scratch, CancellationToken cancel)
    {
        using var file = new FileStream(text.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var start = new byte[Math.Min(file.Length, LinesAtMost * (LongestLine + 2) + 3)];
        file.ReadExactly(start);
        var tail = new byte[Math.Min(file.Length, LongestLine * 2)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var (above, below) = (IsRoot(start, tail) ? 0 : Above(start), file.Length - Below(tail));
        if (above == 0 && below == file.Length) return text;
        var copy = SourceText.NewPath(scratch);
        using var to = new FileStream(copy, FileMode.CreateNew);
        foreach (var letter in start.AsSpan(0, above)) to.WriteByte(letter is (byte)'\r' or (byte)'\n' ? letter : (byte)' ');
        file.Position = above;
        var block = new byte[BlockSize];
        for (int read; file.Position < below && (read = file.Read(block, 0, (int)Math.Min(block.Length, below - file.Position))) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            to.Write(block, 0, read);
        }
        return text with { Path = copy };
    }

    /// <summary>The first line is the root of an XML document: the last one closes it.</summary>
    static bool IsRoot(ReadOnlySpan<byte> start, ReadOnlySpan<byte> tail)
    {
        start = start.TrimStart("\uFEFF \t\r\n"u8);
        var end = start.IndexOfAny("> \t\r\n"u8);
        return start is [(byte)'<', ..] && end > 1 && tail.IndexOf([(byte)'<', (byte)'/', .. start[1..end]]) >= 0;
    }

    /// <summary>How many bytes at the end are a line with a marking, and the blanks around it.</summary>
    static int Below(ReadOnlySpan<byte> tail)
    {
        var text = tail.TrimEnd(" \t\r\n"u8);
        var start = text.LastIndexOfAny("\r\n"u8) + 1;
        return start > 0 && !text[start..].TrimStart(" \t"u8).StartsWith("</"u8) && Is(text[start..]) ? tail.Length - start : 0;
    }

    static bool Is(ReadOnlySpan<byte> line) => line.Length <= LongestLine && Words().IsMatch(Encoding.UTF8.GetString(line));

    [GeneratedRegex(@"^[^\w""{}]*(?:(?:(?:security |government |protective )?(?:classification|marking)|handling|"
        + @"gsc)[\W_]+)?(?:official|secret|top secret|restricted|protect|confidential|private (?:and|&) confidential|unclassified|"
        + @"not protectively marked|unmarked)\b[^""{}]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}

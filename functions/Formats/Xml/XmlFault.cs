using System.Text;

namespace FrontDoor.Formats.Xml;

/// <summary>Why a text is no XML that is read: a file that was cut off has no end tag of its root, behind that tag nothing may stand, and
/// above the root no DOCTYPE.</summary>
static class XmlFault
{
    const int PrologAtMost = 1 << 16, TailAtMost = 1 << 12;

    /// <summary>Whether a DOCTYPE stands before the first element.</summary>
    public static bool HasDoctype(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var start = new byte[PrologAtMost];
        ReadOnlySpan<byte> text = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        for (int at; (at = text.IndexOf((byte)'<')) >= 0 && at + 1 < text.Length;)
        {
            text = text[at..];
            if (text.StartsWith("<!DOCTYPE"u8)) return true;
            var end = text.StartsWith("<!--"u8) ? text.IndexOf("-->"u8) : text.StartsWith("<?"u8) ? text.IndexOf("?>"u8) : -1;
            if (end < 0) return false;
            text = text[end..];
        }
        return false;
    }

    /// <summary>What is wrong with the end, in words for the sender; null where the end is as it should be.</summary>
    /// <param name="root">The root's name, its prefix with it; empty where there is none yet.</param>
    public static string? OfItsEnd(string path, string root)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var tail = new byte[Math.Min(file.Length, TailAtMost)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var text = Encoding.UTF8.GetString(tail).TrimEnd();
        if (root.Length == 0) return Enumerable.Range(0, text.Length)
            .Any(at => text[at] == '<' && at + 1 < text.Length && char.IsLetter(text[at + 1])) ? null
            : "cut off: the file ends before its first element";
        var end = text.LastIndexOf($"</{root}", StringComparison.Ordinal);
        if (end < 0) return text.EndsWith("/>", StringComparison.Ordinal) && text.LastIndexOf('<') is >= 0 and var only
            && text.AsSpan(only + 1).StartsWith(root) ? null : "cut off: the file ends before its last element is closed";
        var close = text.IndexOf('>', end);
        if (close < 0) return "cut off: the file ends before its last element is closed";
        var behind = text[(close + 1)..].Trim();
        return behind.Length == 0 || behind.StartsWith("<!--", StringComparison.Ordinal)
            || behind.StartsWith("<?", StringComparison.Ordinal) ? null : "something behind the end of its last element";
    }
}

using System.IO.Compression;
using System.Text;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Erasures;

/// <summary>Finds a child in texts: a line is the child's if a cell is one of its numbers, or if it has a whole name.</summary>
public sealed class ErasedText(ErasureTerms terms)
{
    const int LinesOfACell = 20, Shortest = 5;

    static readonly char[] s_marks = [',', ';', '\t', '|', '"', '\'', '<', '>', '=', '\r', '\n', '\0', '^', '~'];

    readonly HashSet<string> _numbers = [.. terms.Numbers.Select(Plain)];

    /// <summary>The keys and the numbers long enough to be searched for in any bytes.</summary>
    readonly string[] _anywhere = [.. terms.Keys.Concat(terms.Numbers.Where(number => number.Length >= Shortest)).Select(Plain)];

    /// <summary>A text without the lines of the child, and how many there were.</summary>
    /// <param name="late">For a list of late rows, the start of its file's id: its rows have a reference that other children may
    /// share, so their places in the file decide.</param>
    public (string Text, int Removed) Without(string text, string? late = null)
    {
        var (kept, removed) = (new StringBuilder(text.Length), 0);
        var places = late is null ? [] : terms.Rows.Where(row => row.FileId.StartsWith(late, StringComparison.Ordinal))
            .SelectMany(row => (string[])[$"{row.Line},", $"\"{row.Part}\",{row.Line},"]).ToList();
        foreach (var record in Records(text))
            if (IsChilds(record) || places.Any(place => record.StartsWith(place, StringComparison.Ordinal))) removed++;
            else kept.Append(record);
        return (kept.ToString(), removed);
    }

    /// <summary>Whether any part of these bytes is the child's; packed files are looked into.</summary>
    public bool IsIn(byte[] content) => Texts(content).Any(text => _anywhere.Any(Plain(text).Contains) || Records(text).Any(IsChilds));

    /// <summary>The text of a file of lines; null for one that is packed, or is one whole of nested parts.</summary>
    public static (string Text, Encoding Encoding)? Lines(byte[] content)
    {
        if (content is [(byte)'P', (byte)'K', ..] or [0x1f, 0x8b, ..] or [0xd0, 0xcf, ..]) return null;
        var encoding = EncodingOf(content);
        var text = encoding.GetString(content);
        return text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t') is ['{' or '[' or '<', ..] ? null : (text, encoding);
    }

    bool IsChilds(string record)
    {
        var cells = record.Split(s_marks).Select(Plain).ToHashSet(StringComparer.Ordinal);
        return cells.Overlaps(_numbers) || terms.Keys.Any(cells.Contains) || terms.Names.Any(name => cells.Contains(Plain(name.Surname))
            && cells.Contains(Plain(name.Forename)) && cells.Contains(Plain(name.Born)));
    }

    /// <summary>In capitals, without blanks and hyphens: an NHS number is written with both.</summary>
    internal static string Plain(string text) => new([.. text.Where(letter => letter is not (' ' or '-')).Select(char.ToUpperInvariant)]);

    /// <summary>Lines with their ends; those of a cell that goes over several belong together.</summary>
    static IEnumerable<string> Records(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var (first, next, lines) = (End(text, at), End(text, at), 1);
            while (text.AsSpan(at, next - at).Count('"') % 2 != 0 && next < text.Length && lines++ < LinesOfACell) next = End(text, next);
            if (text.AsSpan(at, next - at).Count('"') % 2 != 0) next = first; // a stray mark: the line by itself
            yield return text[at..next];
            at = next;
        }
    }

    static int End(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;

    static IEnumerable<string> Texts(byte[] content)
    {
        yield return EncodingOf(content).GetString(content);
        if (content is [0x1f, 0x8b, ..])
        {
            using var unpacked = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            foreach (var text in Texts(All(unpacked))) yield return text;
        }
        if (content is not [(byte)'P', (byte)'K', ..]) yield break;
        using var zip = new ZipArchive(new MemoryStream(content));
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            foreach (var text in Texts(All(part))) yield return text;
        }
    }

    static byte[] All(Stream from)
    {
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    // Latin-1 keeps each byte of a file in another code page.
    static Encoding EncodingOf(byte[] content)
    {
        if (content is [0xff, 0xfe, ..]) return Encoding.Unicode;
        if (content is [0xfe, 0xff, ..]) return Encoding.BigEndianUnicode;
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(content);
            return new UTF8Encoding(false);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1;
        }
    }
}

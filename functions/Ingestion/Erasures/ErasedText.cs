using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Erasures;

/// <summary>Finds a child in texts that are not read as rows of a feed. Keys and numbers of ten or more signs are looked for anywhere;
/// names only on one line with the date of birth; a shorter number only as a whole cell of its own sender's rows.</summary>
public sealed class ErasedText
{
    const int LinesOfACell = 20, Shortest = 10;

    /// <summary>So much of a text is searched at a time, and so much of the next: no number with its blanks is longer.</summary>
    const int Window = 1 << 18, Overlap = 256;

    static readonly char[] s_marks = [',', ';', '\t', '|', '"', '<', '>', '=', '\r', '\n', '\0', '^', '~'];

    readonly string[] _anywhere;
    readonly ILookup<string, string> _short;
    readonly (string Surname, string Forename, int Born)[] _names;

    public ErasedText(ErasureTerms terms)
    {
        _anywhere = [.. terms.Keys.Concat(terms.Numbers.Select(number => number.Value)).Where(text => text.Length >= Shortest)
            .Select(text => Plain(text)).Distinct()];
        _short = terms.Numbers.Where(number => number.Value.Length < Shortest).ToLookup(number => number.Sender, number => number.Value);
        _names = [.. terms.Names.Select(name => (name.Surname, name.Forename,
            DayNumber.Of(DateOnly.ParseExact(name.Born, "yyyy-MM-dd", CultureInfo.InvariantCulture))))];
    }

    /// <summary>A text of ours without the lines of the child, and how many there were.</summary>
    /// <param name="sender">agency/sender, of whose rows it is a list; null if that is not known.</param>
    /// <param name="isPlace">Whether a line, by its first cells, is one of the child's rows.</param>
    public (string Text, int Removed) Without(string text, string? sender, Func<string, bool> isPlace)
    {
        var (kept, removed) = (new StringBuilder(text.Length), 0);
        foreach (var (start, end) in Records(text))
            if (text[start..end] is var record && (IsChilds(record, sender) || isPlace(record))) removed++;
            else kept.Append(record);
        return (kept.ToString(), removed);
    }

    /// <summary>Whether a line of a text has one of the child's numbers, or a whole name of its.</summary>
    public bool IsChilds(string record, string? sender = null)
    {
        if (Holds(record)) return true;
        if (sender is not null && _short[sender].Any()
            && record.Split(s_marks).Select(cell => Plain(cell.Trim('\''))).Intersect(_short[sender]).Any()) return true;
        if (_names.Length == 0) return false;
        var cells = record.Split(s_marks);
        var letters = cells.Select(PlainLetters.Of).ToHashSet(StringComparer.Ordinal);
        return _names.Any(name => letters.Contains(name.Surname) && letters.Contains(name.Forename) && cells.Any(cell =>
            TimeText.Parse(Encoding.UTF8.GetBytes(cell)) is { IsUsable: true, Day: var day } && day == name.Born));
    }

    /// <summary>Whether the text has a key of the child, or a number of ten or more signs, anywhere.</summary>
    public bool Holds(string text)
    {
        for (var at = 0; at < text.Length; at += Window)
            if (Plain(text.AsSpan(at, Math.Min(Window + Overlap, text.Length - at))) is var plain
                && _anywhere.Any(part => plain.Contains(part, StringComparison.Ordinal))) return true;
        return false;
    }

    /// <summary>Whether a file's own name says who the child is: both names as words of it, or one behind the other.</summary>
    public bool IsInName(string name)
    {
        if (Holds(name)) return true;
        if (_names.Length == 0) return false;
        var words = Regex.Split(name, @"[^\p{L}\p{M}']+").Select(PlainLetters.Of).ToHashSet(StringComparer.Ordinal);
        var letters = PlainLetters.Of(name);
        return _names.Any(one => words.Contains(one.Surname) && words.Contains(one.Forename)
            || one.Surname.Length + one.Forename.Length >= Shortest
            && (letters.Contains(one.Surname + one.Forename, StringComparison.Ordinal)
                || letters.Contains(one.Forename + one.Surname, StringComparison.Ordinal)));
    }

    /// <summary>Whether any part of these bytes is the child's; packed files are looked into.</summary>
    /// <param name="byLine">Whether a name with its date of birth counts too.</param>
    public bool IsIn(byte[] content, bool byLine) => Texts(content).Any(text => Holds(text)
        || byLine && _names.Length > 0 && Records(text).Any(record => IsChilds(text[record.Start..record.End])));

    /// <summary>The text with stars in place of the child's keys and numbers, and how many there were.</summary>
    public (string Text, int Replaced) Redacted(string text)
    {
        var replaced = 0;
        foreach (var part in _anywhere)
            text = Regex.Replace(text, string.Join("[ -]*", part.Select(letter => Regex.Escape($"{letter}"))), found =>
            {
                replaced++;
                return new string('*', found.Length);
            }, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return (text, replaced);
    }

    /// <summary>Where in a text of lines those of the child are, and how many others there are; null for a file that is packed, or is one
    /// whole of nested parts.</summary>
    public (List<(int Start, int End)> Childs, int Others, Encoding Encoding, string Text)? Lines(byte[] content)
    {
        if (content is [(byte)'P', (byte)'K', ..] or [0x1f, 0x8b, ..] or [0xd0, 0xcf, ..] or [(byte)'%', (byte)'P', ..]) return null;
        var encoding = EncodingOf(content);
        var text = encoding.GetString(content);
        if (text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t') is ['{' or '[' or '<', ..]) return null;
        var (childs, others) = (new List<(int, int)>(), 0);
        foreach (var (start, end) in Records(text))
            if (IsChilds(text[start..end])) childs.Add((start, end));
            else if (!string.IsNullOrWhiteSpace(text[start..end])) others++;
        return (childs, others, encoding, text);
    }

    /// <summary>In capitals, without blanks and hyphens: an NHS number is written with both.</summary>
    internal static string Plain(ReadOnlySpan<char> text)
    {
        var (plain, used) = (new char[text.Length], 0);
        foreach (var letter in text)
            if (letter is not (' ' or '-' or '\0')) plain[used++] = char.ToUpperInvariant(letter); // a NUL: UTF-16 that does not say so
        return new string(plain, 0, used);
    }

    /// <summary>Lines with their ends; those of a cell that goes over several belong together.</summary>
    static IEnumerable<(int Start, int End)> Records(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var (first, next, lines) = (End(text, at), End(text, at), 1);
            while (text.AsSpan(at, next - at).Count('"') % 2 != 0 && next < text.Length && lines++ < LinesOfACell) next = End(text, next);
            if (text.AsSpan(at, next - at).Count('"') % 2 != 0) next = first; // a stray mark: the line by itself
            yield return (at, next);
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
            yield return entry.FullName;
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

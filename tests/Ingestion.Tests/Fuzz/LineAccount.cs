using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FrontDoor.Ingestion.Tests;

/// <summary>The physical lines of a text, split without the product's reader, and whether each belongs to a record, the header, or what
/// stands above it.</summary>
sealed partial class LineAccount
{
    readonly string[] _lines;

    public LineAccount(string path) => _lines = Split(Encoding.UTF8.GetString(File.ReadAllBytes(path)));

    /// <summary>The lines of a text: CR, LF and CRLF end one, and nothing else does.</summary>
    public static string[] Split(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    /// <summary>What is written above the header is a title, or the rest of one.</summary>
    public void CheckAbove(int header, IReadOnlyList<int> titles)
    {
        for (var line = 1; line < header; line++)
        {
            if (titles.Contains(line)
                || _lines[line - 1].All(letter => letter is <= ' ' or '"' or ',' or ';' or '|' or '\u00A0' or '\uFEFF')) continue;
            if (titles.LastOrDefault(title => title < line) is not (> 0 and var title)
                || !_lines[title - 1].Contains('"', StringComparison.Ordinal))
                throw new FuzzFault($"line {line} is above the header, and no title");
        }
    }

    /// <summary>A row of the file as it was before it was damaged, whole on a line of its own, is not to be found within another record:
    /// there nobody would miss it.</summary>
    /// <param name="whole">Lines that were a row each.</param>
    public void CheckSwallowed(IReadOnlyList<int> starts, IReadOnlySet<string> whole)
    {
        for (var at = 0; at < starts.Count; at++)
            for (var line = starts[at] + 1; line < (at + 1 < starts.Count ? starts[at + 1] : _lines.Length + 1); line++)
                if (whole.Contains(_lines[line - 1]))
                    throw new FuzzFault($"line {line} is a row, and was taken for a part of the record on line {starts[at]}");
    }

    /// <summary>A moment that a program wrote in a notation of its own, and that is kept in another: its day must be written in the
    /// record.</summary>
    static bool IsMoment(string cell, string text) =>
        cell.Length >= 10 && DateOnly.TryParseExact(cell[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
        out var day) && day.Year is > 1900 and < 2200
        && WrittenDay.MayBe(text, day.AddDays(-1), day.AddDays(1), int.MaxValue);

    /// <summary>A zone that a heading says is kept behind each time of its column.</summary>
    bool HasZone => field |= Array.Exists(_lines, HeadingZone().IsMatch);

    [GeneratedRegex(@" (Z|UTC|GMT|BST)([+-]\d{1,2}(:?\d\d)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ZoneBehind();

    [GeneratedRegex(@"\b(UTC|GMT|BST|Zulu)", RegexOptions.IgnoreCase)]
    private static partial Regex HeadingZone();

    /// <param name="records">The lines records start on, the header's and those above it among them.</param>
    public void Check(IReadOnlyList<(int Line, Func<IEnumerable<string>> Cells)> records)
    {
        for (var at = 0; at < records.Count; at++)
        {
            var (line, cells) = records[at];
            var end = at + 1 < records.Count ? records[at + 1].Line : _lines.Length + 1;
            if (line < 1 || line > _lines.Length) throw new FuzzFault($"a record on line {line} of {_lines.Length}");
            if (end <= line) throw new FuzzFault($"a record on line {end} after one on line {line}");
            if (end - line > 1 && !_lines[line - 1].Contains('"', StringComparison.Ordinal)
                && _lines[line..(end - 1)].Any(left => left.Trim('\uFEFF').Length > 0))
                throw new FuzzFault($"lines {line + 1} to {end - 1} belong to nothing: the record on line {line} has no quote");
            var written = Plain(string.Concat(_lines[(line - 1)..(end - 1)]));
            // others may have been mended, or put together from two
            foreach (var cell in cells().Where(cell => Ascii.IsValid(cell) && !cell.Contains(" / ", StringComparison.Ordinal)))
                if (!written.Contains(Plain(cell), StringComparison.Ordinal) && !IsJoined(cell, written)
                    && !(HasZone && ZoneBehind().Match(cell) is { Success: true } zone
                        && written.Contains(Plain(cell[..zone.Index]), StringComparison.Ordinal))
                    && !IsMoment(cell, string.Concat(_lines[(line - 1)..(end - 1)])))
                    throw new FuzzFault($"a cell of the record on line {line} is not written there");
        }
    }

    /// <summary>A day and the time that stood in a column of its own: both are written, the day in some form.</summary>
    static bool IsJoined(string cell, string written)
    {
        bool IsDay(string word) =>
            DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && WrittenDay.MayBe(written, day, day, atMost: int.MaxValue);
        var words = Plain(cell).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.All(word => written.Contains(word, StringComparison.Ordinal) || IsDay(word));
    }

    /// <summary>Without what a reader may take away: quotes, apostrophes and the sign of a formula around a value, blanks of other widths,
    /// and characters that nobody sees.</summary>
    static string Plain(string text) => string.Concat(text.Where(letter =>
        letter is not ('"' or '\'' or '=' or (>= '\u2018' and <= '\u201F')) && (letter is '\v' or '\f' || !char.IsControl(letter))
        && (letter is ' ' or '\v' or '\f' || !char.IsWhiteSpace(letter)) && char.GetUnicodeCategory(letter) != UnicodeCategory.Format));
}

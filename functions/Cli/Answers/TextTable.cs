using System.Text;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Answers;

/// <summary>Writes rows in columns of text: numbers right-aligned, widths from the first rows, long values cut and marked.</summary>
static class TextTable
{
    const int Sampled = 500;
    const int Widest = 60;
    const int Indent = 2;

    public static void Write(IReadOnlyList<string> names, IEnumerable<object?[]> rows, TextWriter to) =>
        Write(names, rows, to, Screen.Limit);

    /// <param name="limit">The columns a line may have; null: any number.</param>
    internal static void Write(IReadOnlyList<string> names, IEnumerable<object?[]> rows, TextWriter to, int? limit)
    {
        using var each = rows.GetEnumerator();
        var sample = new List<object?[]>();
        while (sample.Count < Sampled && each.MoveNext()) sample.Add(each.Current);

        var widths = names.Select((name, i) => Math.Min(Widest, sample.Select(row => OneLine(row[i]).Length).Append(name.Length).Max()))
            .ToArray();
        var right = names.Select((_, i) => sample.Count > 0 && sample.All(row => row[i] is null or int or long or double or decimal))
            .ToArray();

        var isWide = widths.Sum() + 2 * (widths.Length - 1) > limit || sample.Exists(row => row.Any(cell => OneLine(cell).Length > Widest));
        if (limit is { } width && isWide && sample.Count < Sampled)
        {
            var texts = names.TakeWhile((_, i) => sample.All(row => row[i] is null or string)).Count();
            foreach (var row in sample) to.Write(Stacked(names, row, texts, width));
            to.WriteLine($"({sample.Count} {(sample.Count == 1 ? "row" : "rows")})");
            return;
        }
        to.WriteLine(Line([.. names], widths, right));
        to.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        long count = 0;
        for (; count < sample.Count; count++) to.WriteLine(Line([.. sample[(int)count].Select(OneLine)], widths, right));
        for (; sample.Count == Sampled && each.MoveNext(); count++) to.WriteLine(Line([.. each.Current.Select(OneLine)], widths, right));
        to.WriteLine($"({count} {(count == 1 ? "row" : "rows")})");
    }

    /// <param name="texts">How many of the first columns are text, which needs no name.</param>
    static string Stacked(IReadOnlyList<string> names, object?[] row, int texts, int width)
    {
        var text = new StringBuilder();
        var first = string.Join("  ", row.Take(texts).Select(OneLine).Where(one => one.Length > 0));
        if (texts > 0) text.Append(WrappedText.Of(first, 0, width));
        var used = 0;
        for (var i = texts; i < row.Length; i++)
        {
            if (row[i] is null) continue;
            var cell = $"{names[i]} {OneLine(row[i])}";
            if (used > 0 && used + Indent + cell.Length > width)
            {
                text.Append('\n');
                used = 0;
            }
            var isLong = Indent + cell.Length > width;
            text.Append(isLong ? WrappedText.Of(cell, Indent, width).TrimEnd('\n') : $"  {cell}");
            used = isLong ? width : used + Indent + cell.Length;
        }
        return used == 0 ? text.ToString() : text.Append('\n').ToString();
    }

    static string Line(string[] values, int[] widths, bool[] right) =>
        string.Join("  ", values.Select((value, i) => Fit(value, widths[i], right[i]))).TrimEnd();

    static string Fit(string value, int width, bool right) =>
        value.Length > width ? string.Concat(value.AsSpan(0, width - 1), "…") : right ? value.PadLeft(width) : value.PadRight(width);

    static string OneLine(object? value) => Answer.Words(value).ReplaceLineEndings(" ");
}

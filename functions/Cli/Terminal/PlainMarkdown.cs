using System.Text;
using System.Text.RegularExpressions;

namespace FrontDoor.Cli.Terminal;

/// <summary>Markdown as plain text for a terminal: no marks, no links, each row of a table as a short list, lines wrapped.</summary>
static partial class PlainMarkdown
{
    const int Below = 2;

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\((?<page>[^)#]*)[^)]*\)")]
    static partial Regex Link { get; }

    public static string Of(string markdown, int width)
    {
        var (text, names, isCode) = (new StringBuilder(), default(string[]), false);
        foreach (var line in markdown.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            else if (isCode) text.Append(line).Append('\n'); // it can be copied
            else if (!line.StartsWith('|'))
            {
                names = null;
                text.Append(line.Length == 0 ? "\n" : WrappedText.Of(Plain(Link.Replace(line, "${text} (docs/${page})")), 0, width));
            }
            else if (names is null) names = Cells(line);
            else if (!line.StartsWith("| -", StringComparison.Ordinal)) text.Append(Row(names, Cells(line), width));
        return text.ToString();
    }

    /// <summary>Its first cell, and below it each other one that is not empty, with its heading.</summary>
    static string Row(string[] names, string[] cells, int width) => string.Concat(cells.Select((cell, at) =>
        at == 0 ? WrappedText.Of(cell, 0, width) : cell.Length == 0 ? "" : WrappedText.Of($"{names[at]}: {cell}", Below, width)));

    static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => Plain(cell.Trim()))];

    static string Plain(string line) => Link.Replace(line, "${text}").Replace("**", "", StringComparison.Ordinal)
        .Replace("`", "", StringComparison.Ordinal).TrimStart('#', ' ');
}

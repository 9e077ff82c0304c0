using System.Text.RegularExpressions;

namespace FrontDoor.Cli.Tests;

/// <summary>The sentences of a text in Markdown, without code blocks, headings and the addresses of links.</summary>
/// <param name="Sentences">Of paragraphs and lists.</param>
/// <param name="Cells">Of the cells of tables, which are often less than a sentence.</param>
sealed partial record Prose(IReadOnlyList<string> Sentences, IReadOnlyList<string> Cells)
{
    /// <summary>Words a sentence; cells do not count.</summary>
    public double Average => Sentences.Count == 0 ? 0 : Sentences.Average(Words);

    /// <summary>Sentences and cells of more words than this.</summary>
    public IReadOnlyList<string> Over(int words) => [.. Sentences.Concat(Cells).Where(sentence => Words(sentence) > words)];

    /// <summary>Uses of words that the house does not use as terms.</summary>
    public IReadOnlyList<string> Riddles => [.. Sentences.Concat(Cells).SelectMany(sentence => Riddle.Matches(sentence))
        .Select(found => found.Value)];

    public static Prose Of(string markdown)
    {
        var text = Hidden.Replace(markdown.ReplaceLineEndings("\n"), "\n\n");
        var (sentences, cells) = (new List<string>(), new List<string>());
        foreach (var block in Blocks.Split(text).Select(block => block.Trim()).Where(block => block.Length > 0 && block[0] != '#'))
            if (block[0] != '|') sentences.AddRange(Split(Bullet.Replace(block, "")));
            else foreach (var row in block.Split('\n').Where(row => row.Any(char.IsLetterOrDigit)))
                cells.AddRange(row.Trim().Trim('|').Split('|').SelectMany(Split));
        return new(sentences, cells);
    }

    /// <summary>The sentences of plain text.</summary>
    public static Prose Plain(IEnumerable<string> texts) => new([.. texts.SelectMany(Split)], []);

    static int Words(string sentence) => sentence.Split(' ').Count(word => word.Any(char.IsLetterOrDigit));

    static IEnumerable<string> Split(string text) =>
        Ends.Split(Space.Replace(Emphasis.Replace(Code.Replace(Link.Replace(text, "$1"), "Code"), ""), " ").Trim())
        .Where(sentence => sentence.Any(char.IsLetterOrDigit));

    /// <summary>Code blocks, comments, and tables written from the code.</summary>
    [GeneratedRegex(@"<!-- clocks:.*?<!-- /clocks -->|^ *```.*?^ *```[ ]*$|<!--.*?-->", RegexOptions.Singleline | RegexOptions.Multiline)]
    static partial Regex Hidden { get; }

    [GeneratedRegex(@"\n\s*\n|\n(?=\s*(?:[-*] |\d+\. |\||\#))")]
    static partial Regex Blocks { get; }

    [GeneratedRegex(@"^(?:[-*] |\d+\. )")]
    static partial Regex Bullet { get; }

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    static partial Regex Link { get; }

    [GeneratedRegex("`[^`]*`")]
    static partial Regex Code { get; }

    [GeneratedRegex(@"[*_]{1,2}")]
    static partial Regex Emphasis { get; }

    [GeneratedRegex(@"\s+")]
    static partial Regex Space { get; }

    [GeneratedRegex(@"(?<=[.!?])[)""]?\s+(?=[^a-z])")]
    static partial Regex Ends { get; }

    [GeneratedRegex(@"\b(?:told|stands|let go|lets go|alone|nobody)\b", RegexOptions.IgnoreCase)]
    static partial Regex Riddle { get; }
}

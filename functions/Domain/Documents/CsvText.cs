namespace FrontDoor.Domain.Documents;

/// <summary>Comma-separated text as RFC 4180 has it: every CSV that is written, but for the copies of partners' own rows.</summary>
public static class CsvText
{
    /// <summary>The cells of one line, without its end.</summary>
    public static string Line(params IEnumerable<string> cells) => string.Join(',', cells.Select(Cell));

    /// <summary>A cell, quoted where it must be.</summary>
    public static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") || text is [' ', ..] or [.., ' '] ? Quoted(text) : text;

    /// <summary>A cell, quoted in any case.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Somebody's text with an apostrophe before what a spreadsheet would take for a formula.</summary>
    public static string Guarded(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace FrontDoor.Formats.Rows;

/// <summary>What people and systems write around a table that is not a row of it: totals, signatures, end marks, counts.</summary>
static partial class FooterLine
{
    /// <summary>A footer has no more cells than this.</summary>
    public const int CellsAtMost = 3;

    /// <summary>A longer text is prose.</summary>
    const int LongestText = 500;

    static readonly string[] Words =
    [
        "total", "totals", "grand total", "sub total", "subtotal", "end", "end of", "eof", "records", "record count", "row count", "rows",
            "count", "count of",
        "number of records", "no of records", "no. of records", "printed", "report generated", "report produced", "generated", "produced",
            "exported", "extracted",
        "extract produced", "run date", "date printed", "signed", "signature", "prepared by", "created by", "approved by", "page",
            "applied filters", "filters applied",
        "official", "official-sensitive", "confidential", "restricted", "not protectively marked", "unclassified", "classification",
            "security classification", "protective marking", "handling", "gsc", "nhs confidential", "private and confidential",
                "nil return",
                "nil", "no records", "no data", "no notifications", "no referrals", "nothing to report",
    ];

    /// <summary>A word of a footer, with nothing behind it that would make it a name or a reference; a rule of dashes; (12 rows
    /// affected).</summary>
    public static bool Is(string text)
    {
        if (text.Length > LongestText) return false;
        var bare = text.Trim('*', '-', '=', '_', '#', '~', '<', '>', '[', ']', ' ');
        if (bare.Length == 0) return text.Length > 2;
        if (Counted().IsMatch(bare)) return true;
        foreach (var word in Words)
            if (bare.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (bare.Length == word.Length || bare[word.Length] is ' ' or ':' or '=' or '.' or '(' or '\t'))
                return true;
        return false;
    }

    /// <summary>How many records a title or footer says there are: "Total records: 12", "Record count,12", "(12 rows affected)". Null where
    /// it is not that plain.</summary>
    public static int? StatedCount(IReadOnlyList<string> cells)
    {
        var filled = cells.Where(cell => cell.Length > 0).ToList();
        if (filled.Count is 0 or > CellsAtMost || filled.Sum(cell => cell.Length) > LongestText) return null;
        var stated = Stated().Match(string.Join(' ', filled));
        return stated.Success && int.TryParse(stated.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.None,
            CultureInfo.InvariantCulture, out var count) ? count : null;
    }

    /// <summary>The form of a date written under its column: dd/mm/yyyy hh:mm.</summary>
    public static bool IsForm(string text) => text.Length <= LongestText && Form().IsMatch(text);

    [GeneratedRegex(@"^\(?\s*[0-9,]+ (?:rows?|records?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"^(?:\W*(?<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9}) (?:rows?|records?)\b.*|(?:.*\b(?:total|count|number|"
        + @"no)\b.*\b(?:entries|notifications|referrals|concerns|rows?|records?)|.*\b(?:rows?|records?))(?: (?:count|total|in|this|file|"
        + @"extract|sent|read))*\W*(?<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})\W*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Stated();

    [GeneratedRegex(@"^[(\[]?(?=.*(?:yy|hh))[dmyhst24/:.\- ]+[)\]]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}

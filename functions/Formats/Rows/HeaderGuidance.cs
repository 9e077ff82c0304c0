using System.Globalization;
using System.Text.RegularExpressions;

namespace FrontDoor.Formats.Rows;

/// <summary>What people write into a heading besides the column's name: guidance in brackets, below or behind it, a number before it, a
/// word that it is needed, the form of a date.</summary>
static partial class HeaderGuidance
{
    /// <summary>So many headings that count on from one another are numbered.</summary>
    const int NumberedAtLeast = 3;

    /// <summary>The heading with less and less guidance, as far as it has any.</summary>
    public static IEnumerable<string> Bare(string header)
    {
        var text = header.Trim();
        foreach (var guidance in Kinds)
        {
            var bare = guidance.Replace(text, "").Trim();
            if (bare.Length == 0 || bare.Length == text.Length) continue;
            yield return text = bare;
        }
    }

    /// <summary>Words by which a heading is about somebody or something else than the column's name says: the mother's surname, the next
    /// visit.</summary>
    public static bool IsAboutAnother(string guidance) => Another().IsMatch(guidance);

    /// <summary>Words by which a date is of another event, unless the column's own names have them: an incident's date "as entered on the
    /// system".</summary>
    public static bool IsOfAnotherEvent(string guidance, IEnumerable<string> names)
    {
        var own = names.SelectMany(name => Event().Matches(name)).Select(word => word.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Event().Matches(guidance).Any(word => !own.Contains(word.Value));
    }

    /// <summary>Stands behind a time that was read on a clock which is not known here, and keeps it from being read.</summary>
    const string OtherZone = "(another zone)";

    /// <summary>UTC, GMT, BST, UTC+1 or +01:00 in a heading; empty where none stands there, or both that London's clock has. Of another
    /// zone, what keeps a time from being read.</summary>
    public static string ZoneOf(string header)
    {
        if (Elsewhere().IsMatch(header)) return OtherZone;
        if (Zone().Matches(header) is [var only])
            return Regex.Replace(only.Value, @"\s|(plus)|(minus)", part => part.Groups[1].Success ? "+" : part.Groups[2].Success ? "-" : "",
                RegexOptions.IgnoreCase).Replace("zulu", "UTC", StringComparison.OrdinalIgnoreCase);
        return Offset().Match(header) is { Success: true } offset ? $"UTC{offset.Groups[1].Value}" : "";
    }

    /// <summary>Whether a heading, or the line of forms below it, writes the month first: mm/dd/yyyy.</summary>
    public static bool IsMonthFirst(string text) => MonthFirst().IsMatch(text);

    /// <summary>A word that any date's heading may have.</summary>
    public static bool IsOfAnyTime(string word) => OfAnyTime().IsMatch(word);

    /// <summary>A word that police systems have for an incident.</summary>
    public static bool IsIncident(string word) => Incident().IsMatch(word);

    /// <summary>The headings without what all of them have: the name of their table before them (ppn.Risk Level, PPN[Risk Level]), numbers
    /// that count them.</summary>
    public static string[] WithoutShared(string[] headers) => Unnumbered(Unprefixed(headers));

    static string[] Unprefixed(string[] headers)
    {
        if (headers.Count(header => header.Length > 0) < NumberedAtLeast
            || Array.Find(headers, header => header.Length > 0) is not { } first || Table().Match(first) is not { Success: true } table)
            return headers;
        var bare = headers.Select(
            header => header.Length == 0 ? ""
                : Table().Match(header) is { Success: true } one && one.Groups[1].Value == table.Groups[1].Value ? one.Groups[2].Value
                : null).ToArray();
        return Array.TrueForAll(bare, header => header is not null) ? Unprefixed(bare!) : headers;
    }

    /// <summary>The headings without their numbers where they are numbered one after another, "1. PPN Reference", "2. Incident Type": those
    /// numbers count columns, and no children.</summary>
    static string[] Unnumbered(string[] headers)
    {
        var (last, counted) = (0, 0);
        foreach (var header in headers)
        {
            if (Number().Match(header) is not { Success: true } number
                || !int.TryParse(number.Groups[1].Value, CultureInfo.InvariantCulture, out var place)) continue;
            if (place == last + 1) counted++;
            last = place;
        }
        return counted < NumberedAtLeast || counted * 2 < headers.Count(header => header.Length > 0) ? headers
            : [.. headers.Select(header => Number().Replace(header, "") is { Length: > 0 } name ? name : header)];
    }

    // In this order: what stands before the name, then what stands behind it, from its end towards the name.
    static readonly Regex[] Kinds = [Numbering(), Before(), LinesBelow(), LastBrackets(), Needed(), Form(), Brackets(), Behind(), Needed(),
        Form()];

    [GeneratedRegex(@"^\s*[(\[]?(?:(?:q|question|field|col|column|item|no|ref)\.?\s*)?\d{1,3}(?:\.\d{1,2})*[a-z]?\s*[)\].:\-–]\s*|"
        + @"^\s*[(\[]?[a-z][)\].]\s+|^\s*(?:q|question|field|column|item)\s*\d{1,3}\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();

    [GeneratedRegex(@"^(['\[""]?[\w ]{1,60}['\]""]?(?:\.|(?=\[)))[\[""]?([^\[\]""]+)[\]""]?$")]
    private static partial Regex Table();

    [GeneratedRegex(@"^\s*(\d{1,3})\s*[)\].:\-–]?\s+")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*(?:\*+|[(\[][^)\]]*[)\]]|(?:mandatory|required|optional|conditional|essential)\b\s*[:\-–]?|please (?:enter|"
        + @"give|provide|state|select|complete)(?: the| your| a)?\b)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    [GeneratedRegex(@"[\r\n\v\f\u0085\u2028\u2029].*$", RegexOptions.Singleline)]
    private static partial Regex LinesBelow();

    [GeneratedRegex(@"\s*[(\[{][^()\[\]{}]*[)\]}]?[\s*.:]*$")]
    private static partial Regex LastBrackets();

    [GeneratedRegex(@"\s*[(\[{].*$", RegexOptions.Singleline)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\s*(?:[:;|?!*]|\s[-–—]|[–—]|\.\s|<|>|\s/\s|,\s|\\n).*$", RegexOptions.Singleline)]
    private static partial Regex Behind();

    [GeneratedRegex(@"[\s,\-–]*\b(?:\*+|mandatory|required|optional|conditional|essential|compulsory|must be completed)\W*$|\s*\*+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Needed();

    [GeneratedRegex(@"[\s,]+(?:(?:in |as )?[dmyhs]{1,4}(?:[/.\-: ]+[dmyhs]{1,4})+|(?:in )?(?:utc|gmt|bst|local time|"
        + @"24 ?h(?:ou)?rs?(?: clock)?))\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\b(?:utc|gmt|bst|zulu)\b(?:\s*(?:[+\-]|plus|minus)\s*\d{1,2}(?::?\d{2})?\b)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Zone();

    // A minus needs the brackets or the colon: "10-12" is a range.
    [GeneratedRegex(@"(?<![\w+\-])(\+\d{1,2}(?::?\d{2})?|-\d{2}:\d{2}|(?<=[(\[])-\d{1,4}(?=[)\]]))(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();

    // Capitals alone: "est" is also estimated.
    [GeneratedRegex(@"\b(?:CES?T|MES?T|EES?T|WES?T|MSK|TRT|[ECMP][SD]T|A[KCEW]?[SD]T|AE[SD]T|HST|NZ[SD]T|IST|PKT|GST|SGT|HKT|JST|SAST|"
        + @"[CEW]AT)\b|"
        + @"\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/(?!London\b)\w+|"
        + @"(?i:(?<!\bGMT )\b(?:standard|daylight) time\b|(?<!british )\bsummer time\b|\b(?:central|eastern|western) europe(?:an)?\b|"
        + @"\b(?:paris|berlin|madrid|rome|brussels|amsterdam|warsaw|new york|dubai|delhi|sydney)(?:\s+local)?\s+time\b)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\b(?:entered|recorded|logged|keyed|input|received|sent|shared|submitted|uploaded|created|approved|reviewed|"
        + @"updated|amended|printed|exported|extracted|notified|told|booked)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Event();

    [GeneratedRegex(@"(?<!\p{L})m{1,2}\s*([/.\-])\s*d{1,2}\s*\1\s*(?:yy|yyyy)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"^(?:date|time|datetime|dt|from|to|until|start|started|end|ended|finish|finished|when|it|happened|of|on|at|the|and)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfAnyTime();

    [GeneratedRegex("^(?:inc|occurrence|occurred|occ|offence|offense|event|crime|episode|committed)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Incident();

    [GeneratedRegex(@"\b(?:mother|father|parent|carer|guardian|sibling|brother|sister|suspect|perpetrator|offender|adult|partner|"
        + @"officer|author|worker|previous|former|old|other|second|alternative|expected|estimated|planned|target|next|not used|if not|"
        + @"instead)(?:'?s)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Another();
}

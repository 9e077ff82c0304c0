using System.Globalization;
using System.Text;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Feeds;

/// <summary>The published list of defects in plain words, as Markdown: docs/defects.md is this page.</summary>
public static class DefectGuide
{
    static readonly (string Prefix, string Says)[] Families =
    [
        ("FILE", "the file as a whole"),
        ("HDR", "the line of column names"),
        ("ROW", "the record"),
        ("DQ", "a value"),
        ("ID", "an identifier"),
        ("CODE", "a value from an agreed list"),
        ("TIME", "a date or time"),
    ];

    public static string Page(Contracts contracts)
    {
        var page = new StringBuilder(Opening);
        foreach (var (prefix, says) in Families)
            Family(page, prefix, says);
        Notes(page);
        PerFeed(page, contracts);
        return page.ToString();
    }

    const string Opening =
        """
        # Codes on a receipt

        What was found in a file, what it does, and what to do about it. This page is written from the code. A code, once published, keeps
        its meaning.

        A defect **refuses the file** (no row is accepted), **rejects the row** (it is listed in the reject CSV, the others are accepted)
        or **warns** (the row is accepted). A receipt counts every defect by code and column, and lists the first 20 lines of each. All
        values here are invented.


        """;

    static void Family(StringBuilder page, string prefix, string says)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {prefix}: {says}\n\n| code | what it does | meaning | what to do | for instance "
            + $"|\n| --- | --- | --- | --- | --- |\n");
        foreach (var defect in Defects.All.Where(defect => FamilyOf(defect.Code) == prefix))
            page.Append(CultureInfo.InvariantCulture, $"| {defect.Code} | {Does(defect.Tier)} | {Plain(defect.Meaning)} | "
                + $"{Plain(defect.Advice)} | {Plain(defect.Example)} |\n");
        page.Append('\n');
    }

    static void Notes(StringBuilder page)
    {
        page.Append("## Notes on a result\n\nThese say what a clock's answer rests on. They never stop a row. Those marked † are on the "
            + "receipt whatever the answer is, the others where it is in doubt.\n\n| code | meaning | what to do |\n| --- | --- | --- |\n");
        foreach (var note in TimeCodes.All)
            page.Append(CultureInfo.InvariantCulture,
                $"| {note.Code}{(note.IsFault ? " †" : "")} | {Plain(note.Meaning)} | {Plain(note.Advice)} |\n");
        page.Append("| RISK_UNGRADED | No risk grade was sent, or it says that none was assessed; the record is measured, and written, "
            + "as medium. | Send the grade once there is one. |\n");
        page.Append('\n');
    }

    static void PerFeed(StringBuilder page, Contracts contracts)
    {
        var feeds = contracts.Feeds.ToList();
        page.Append("## What each does, feed by feed\n\nA contract can make a warning reject the row for one column.\n\n");
        page.Append(CultureInfo.InvariantCulture, $"| code | {string.Join(" | ", feeds.Select(feed => $"`{feed.Id}`"))} |\n| --- "
            + $"|{string.Concat(feeds.Select(_ => " --- |"))}\n");
        foreach (var defect in Defects.All)
            page.Append(CultureInfo.InvariantCulture,
                $"| {defect.Code} | {string.Join(" | ", feeds.Select(feed => DoesIn(feed, defect)))} |\n");
    }

    static string DoesIn(Feed feed, Defect defect)
    {
        var others = feed.Columns.Where(column => column.Severity.ContainsKey(defect.Code))
            .Select(column => $"; in {FeedGuide.Quote(column.Name)}: {column.Severity[defect.Code]}");
        return Does(defect.Tier) + string.Concat(others);
    }

    /// <summary>FILE of FILE_EMPTY.</summary>
    public static string FamilyOf(string code) => code.Split('_')[0];

    internal static string Does(Tier tier) => tier switch
    {
        Tier.File => "refuses the file",
        Tier.Row => "rejects the row",
        Tier.Warning => "warns",
        _ => throw new InvalidOperationException($"No words for the tier {tier}."),
    };

    // A bar would end the table's cell.
    internal static string Plain(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}

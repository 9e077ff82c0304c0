using System.Globalization;
using System.Text;

namespace FrontDoor.Domain.Feeds;

/// <summary>The columns of a contract and their codes, as tables.</summary>
static class ColumnGuide
{
    public static void Write(StringBuilder text, Feed feed)
    {
        text.Append("| column | also accepted | holds | needed |\n| --- | --- | --- | --- |\n");
        for (var place = 0; place < feed.Columns.Count; place++)
        {
            if (!feed.Has(place)) continue;
            var column = feed.Columns[place];
            var holds = column.Description is null ? Holds(column.Type) : $"{Holds(column.Type)}. {column.Description}";
            text.Append(CultureInfo.InvariantCulture, $"| {DefectGuide.Plain(FeedGuide.Quote(column.Name))} | "
                + $"{DefectGuide.Plain(FeedGuide.Quoted(column.Aliases))} | {DefectGuide.Plain(holds)} | {Needed(feed, place)} |\n");
        }
        text.Append('\n');
        var personal = feed.OwnColumns.Where(column => column.Personal).Select(column => column.Name).ToList();
        if (personal.Count > 0)
            text.Append(CultureInfo.InvariantCulture,
                $"Kept apart as personal data, where analysts cannot read it: {FeedGuide.And(personal.Select(FeedGuide.Quote))}.\n\n");
        foreach (var column in feed.OwnColumns)
            foreach (var (code, tier) in column.Severity)
                text.Append(CultureInfo.InvariantCulture, $"Here {code} in {FeedGuide.Quote(column.Name)} does this: {tier}.\n\n");
    }

    public static string Holds(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Code => "one of the codes below",
        ColumnType.Date => "a date",
        ColumnType.LocalDateTime => "a date and time, `dd/MM/yyyy HH:mm`",
        ColumnType.Instant => "a date and time, `yyyy-MM-dd HH:mm:ss` or ISO 8601",
        ColumnType.Time => "a time of day, `HH:mm`",
        ColumnType.Integer => "a whole number",
        ColumnType.Boolean => "yes or no",
        ColumnType.NhsNumber => "an NHS number, ten digits",
        ColumnType.Upn => "a unique pupil number, 13 characters",
        ColumnType.Urn => "a school's URN, six digits",
        ColumnType.Laestab => "a school's LAESTAB, `999/1234`",
        ColumnType.Postcode => "a postcode, or [one that means none](codes.md#pseudo-postcode)",
        ColumnType.PoliceReference => "a police reference",
        ColumnType.Ods => "an ODS code, or [one that means no practice](codes.md#practice-default)",
        _ => throw new InvalidOperationException($"No words for the column type {type}."),
    };

    static string Needed(Feed feed, int place)
    {
        if (feed.Key.Contains(place)) return "yes: a row without it is rejected";
        if (feed.KeyOrElse.Contains(place))
            return feed.KeyChild == Feed.None ? "yes: a row without it is rejected"
                : $"yes, unless {FeedGuide.Quote(feed.Columns[feed.KeyChild].Name)} is given";
        if (feed.ClockStarts is [var only] && only == place) return "yes: a file without it is refused; a value missing is a warning";
        if (feed.ClockStarts.Contains(place)) return "this or another that starts the clock";
        return feed.Columns[place].Required ? "a warning without it" : "";
    }

    public static void WriteCodes(StringBuilder text, Feed feed)
    {
        if (feed.OwnColumns.All(column => column.Type != ColumnType.Code)) return;
        text.Append("### Codes\n\nA value that is not here is accepted as `unmapped`, with a warning. [How spellings are "
            + "compared](codes.md#how-spellings-are-compared).\n\n");
        text.Append("| column | codes | also accepted |\n| --- | --- | --- |\n");
        for (var place = 0; place < feed.Columns.Count; place++)
        {
            if (!feed.Has(place) || feed.Codes[place] is not { } spellings) continue;
            var column = feed.Columns[place];
            if (column.List is { } list)
                text.Append(CultureInfo.InvariantCulture, $"| {DefectGuide.Plain(FeedGuide.Quote(column.Name))} | "
                    + $"{FeedGuide.Quoted(spellings.Words.Select(word => Encoding.UTF8.GetString(word)))} | every spelling of "
                    + $"[{list}](codes.md#{list}) |\n");
            foreach (var (code, labels) in column.Codes)
                text.Append(CultureInfo.InvariantCulture,
                    $"| {DefectGuide.Plain(FeedGuide.Quote(column.Name))} | `{code}` | {DefectGuide.Plain(FeedGuide.Quoted(labels))} |\n");
        }
        text.Append('\n');
    }
}

using System.Globalization;
using System.Text;

namespace FrontDoor.Domain.Feeds;

/// <summary>What each edition of a contract changes, in plain words.</summary>
static class EditionGuide
{
    /// <summary>Which edition this page tells of, and what each later one changes; nothing where there is only one.</summary>
    public static void Write(StringBuilder text, Feed feed)
    {
        if (feed.Editions.Count == 1) return;
        text.Append(CultureInfo.InvariantCulture, $"### Editions\n\nA file is judged by the edition of the day it is received, UK time; "
            + $"what was received before is not judged anew. This page tells of `{feed.Edition.Name}`.\n\n");
        foreach (var edition in feed.Editions.Select(each => each.Edition))
            text.Append(CultureInfo.InvariantCulture, $"- `{edition.Name}`, from "
                + $"{FeedGuide.Day(edition.From)}{(edition.Change is { } change ? $": {change.Why} {Changes(change)}" : ".")}\n");
        text.Append('\n');
    }

    static string Changes(EditionChange change)
    {
        var said = new List<string>();
        if (change.Add.Count > 0) said.Add($"New: {FeedGuide.And(change.Add.Select(column => FeedGuide.Quote(column.Name)))}.");
        if (change.Remove.Count > 0) said.Add($"No longer read: {FeedGuide.And(change.Remove.Select(FeedGuide.Quote))}.");
        foreach (var (column, names) in change.Aliases) said.Add(
            $"{FeedGuide.Quote(column)} goes by {FeedGuide.And(names.Select(FeedGuide.Quote))} too.");
        foreach (var (column, codes) in change.Codes) said.Add($"{FeedGuide.Quote(column)} knows more: "
            + $"{FeedGuide.And(codes.SelectMany(code => code.Value.Count > 0 ? code.Value : [code.Key]).Select(FeedGuide.Quote))}.");
        if (change.Required.Count > 0) said.Add($"Missed when empty: {FeedGuide.And(change.Required.Select(FeedGuide.Quote))}.");
        if (change.Optional.Count > 0) said.Add($"No longer missed when empty: {FeedGuide.And(change.Optional.Select(FeedGuide.Quote))}.");
        if (change.NaturalKey is not null) said.Add("Another key: a record sent before is a new record when it is sent again.");
        if (change.Version is { } version) said.Add($"Versions are ordered by {FeedGuide.Quote(version)}.");
        if (change.Formats.Count > 0) said.Add($"Formats taken: {FeedGuide.And(change.Formats)}.");
        return string.Join(' ', said);
    }
}

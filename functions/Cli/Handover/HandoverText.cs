using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Cli.Handover;

/// <summary>Writes the handover as text for a terminal, as JSON, and as a page to print.</summary>
static class HandoverText
{
    const int ListedAtMost = 50;

    static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static string Json(HandoverFacts facts) => JsonSerializer.Serialize(facts, s_json) + "\n";

    /// <param name="width">The widest line, in characters.</param>
    public static string Text(HandoverFacts facts, int width)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"HANDOVER {PeopleText.Moment(facts.At)}\n")
            .Append(WrappedText.Of(Summary(facts), 0, width));
        foreach (var (title, lines) in Sections(facts))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{title}\n");
            foreach (var (line, below) in lines)
            {
                text.Append(WrappedText.Of(line, 2, width));
                if (below is not null) text.Append(WrappedText.Of(below, 4, width));
            }
        }
        return text.ToString();
    }

    /// <summary>One page without scripts, style sheets or links.</summary>
    public static string Html(HandoverFacts facts)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + "content=\"width=device-width\"><title>Handover</title>");
        html.Append("<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}li{margin:.5rem "
            + "0}p{margin:.2rem 0}</style></head><body>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<h1>Handover</h1>\n<p>{PeopleText.Moment(facts.At)}</p>\n<p>{Coded(Summary(facts))}</p>\n");
        foreach (var (title, lines) in Sections(facts))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Coded(title)}</h2>\n<ul>\n");
            foreach (var (line, below) in lines) html.Append(CultureInfo.InvariantCulture,
                $"<li>{Coded(line)}{(below is null ? "" : $"<p>{Coded(below)}</p>")}</li>\n");
            html.Append("</ul>\n");
        }
        return html.Append("</body></html>\n").ToString();
    }

    static string Summary(HandoverFacts facts) => string.Create(CultureInfo.InvariantCulture,
        $"Since {PeopleText.Moment(facts.Since)}: {PeopleText.Count(facts.NewAlerts, "new alert", "new alerts")}, {facts.Resolved} "
            + $"resolved, {PeopleText.Count(facts.LateRecords, "late clock", "late clocks")}.");

    static IEnumerable<(string Title, IEnumerable<(string Line, string? Below)> Lines)> Sections(HandoverFacts facts)
    {
        yield return (Title(facts.Open.Count, "Open alerts"), Listed(facts.Open.Select(alert => (
            $"{alert.Id[..8]}  {alert.Kind}{(alert.Severity == "none" ? "" : $" ({alert.Severity})")}, {alert.Feed} from "
                + $"{alert.Sender}, raised {PeopleText.About(alert.RaisedAt)}: "
                + $"{(alert.AcknowledgedAt is { } at ? $"acknowledged {PeopleText.About(at)}" : "no one has acknowledged it")}",
            (string?)alert.Text)), facts.Open.Count, "./pipeline alerts open"));
        yield return (Title(facts.Due.Count, $"Due in the next {HandoverFacts.DueWithinHours} hours"), Listed(facts.Due.Select(due => (
            $"{PeopleText.About(due.DueAt)}  {due.Clock} of {due.Feed}{(due.Risk is null ? "" : $", {due.Risk} risk")}: ./pipeline "
                + $"record {due.Key[..8]}", (string?)null)), facts.Due.Count, "./pipeline query"));
        yield return (Title(facts.Silent.Count, "Silent feeds"), Listed(facts.Silent.Select(silent => (
            $"{silent.Feed} from {silent.Sender}: nothing came by the end of "
                + $"{silent.Day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}", (string?)null)), facts.Silent.Count,
                "./pipeline query \"from feed_health\""));
    }

    static string Title(int count, string what) => count == 0 ? $"{what}: none"
        : string.Create(CultureInfo.InvariantCulture, $"{what} ({count})");

    static IEnumerable<(string, string?)> Listed(IEnumerable<(string, string?)> lines, int count, string command) =>
        count <= ListedAtMost ? lines
        : lines.Take(ListedAtMost)
        .Append((string.Create(CultureInfo.InvariantCulture, $"and {count - ListedAtMost} more: {command}"), null));

    static string Coded(string text) => WebUtility.HtmlEncode(text);
}

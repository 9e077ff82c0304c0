using System.Globalization;
using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Alerts;

/// <summary>Which clocks alert, from the contracts: a table for docs/alerts.md.</summary>
public static class AlertGuide
{
    /// <summary>Markdown; of a clock with several editions the newest is shown.</summary>
    public static string Table(Contracts contracts)
    {
        var text = new StringBuilder("| feed | clock | limit | alerts | due soon | serious from | critical from |\n| --- | --- | --- | "
            + "--- | --- | --- | --- |\n");
        foreach (var feed in contracts.Feeds.OrderBy(feed => feed.Id.ToString(), StringComparer.Ordinal))
            foreach (var clock in feed.Clocks.GroupBy(clock => clock.Name).Select(editions => editions.MaxBy(edition => edition.From)!))
                text.Append(CultureInfo.InvariantCulture, $"| {feed.Id} | {clock.Name} | {Limits(clock)} | {When(clock)} | "
                    + $"{(clock.WarnBeforeHours > 0 ? $"{clock.WarnBeforeHours} h before" : "")} | {From(clock, Severity.Serious)} | "
                    + $"{From(clock, Severity.Critical)} |\n");
        return text.ToString();
    }

    static string Limits(Clock clock) => string.Join(", ", clock.Limits.Select(limit => limit.Text).Distinct());

    static string When(Clock clock) => !clock.Alerts ? $"never: {clock.AlertsReason}"
        : clock.Stop.Length == 0 ? "when its file is read, serious or critical" : "when it is overdue";

    static string From(Clock clock, Severity severity) => string.Join(", ", clock.Bands.Where(band => band.Severity == severity)
        .Select(band => $"{band.Hours} h{(band.Risk is { } risk ? $" ({risk.ToString().ToLowerInvariant()} risk)" : "")}"));
}

using System.Globalization;
using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using NodaTime;
using NodaTime.Text;

namespace FrontDoor.Tests;

/// <summary>A row of a feed that ships, written as "Column=text; Column=text", against one of its clocks.</summary>
static class RowAgainst
{
    public static Feed Feed(string id) => Contracts.Shipped.Feeds.Single(feed => feed.Id.ToString() == id);

    /// <summary>Status, severity beyond late, and the longest hours; or why it is unknown.</summary>
    public static string Clock(string id, string name, string row, string received)
    {
        var feed = Feed(id);
        var cells = row.Split("; ").Select(cell => cell.Split('=')).ToDictionary(cell => cell[0], cell => cell[1]);
        Assert.All(cells.Keys, column => Assert.Contains(feed.Columns, known => known.Name == column));
        byte[] Cell(int place) => place >= 0 && cells.TryGetValue(feed.Columns[place].Name, out var text) ? Encoding.UTF8.GetBytes(text)
            : [];
        WrittenTime[] times = [.. feed.Times.Select(
            slot => slot.TimeColumn < 0 ? TimeText.Parse(Cell(slot.Column))
                : TimeText.Combine(TimeText.Parse(Cell(slot.Column)), Cell(slot.TimeColumn)))];
        int[] codes = [.. feed.Codes.Select((spellings, place) => spellings is null || Cell(place).Length == 0 ? Spellings.Blank
            : spellings.Find(Cell(place)))];
        var receipt = InstantPattern.ExtendedIso.Parse(received).Value;
        var day = receipt.InUtc().Date;
        var clock = feed.Clocks.Last(
            clock => clock.Name == name && (clock.From <= day || clock == feed.Clocks.First(other => other.Name == name)));
        if (!clock.Runs(times, codes)) return "does not run";
        var risk = Risk(feed, codes);
        var timing = clock.Measure(times, risk, receipt, codes);
        var explained = new byte[Domain.Clocks.Clock.ExplanationLength];
        var said = Encoding.ASCII.GetString(explained, 0, clock.Explain(timing, risk, explained));
        if (timing.Status == TimeStatus.Unknown) return $"unknown: {said[(said.IndexOf("; ", StringComparison.Ordinal) + 2)..]}";
        var severity = timing.Severity > Severity.Late ? " " + Encoding.UTF8.GetString(TimeWords.Of(timing.Severity)) : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Encoding.UTF8.GetString(TimeWords.Of(timing.Status))}{severity} {Math.Round(timing.ElapsedHours, 1):0.#}");
    }

    static RiskGrade Risk(Feed feed, int[] codes) => feed.Lake.RiskGrade < 0 || codes[feed.Lake.RiskGrade] < 0 ? RiskGrade.Ungraded
        : Enum.Parse<RiskGrade>(Encoding.UTF8.GetString(feed.Codes[feed.Lake.RiskGrade]!.Words[codes[feed.Lake.RiskGrade]]),
        ignoreCase: true);
}

using System.Globalization;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using NodaTime.Text;

namespace FrontDoor.Reporting.Filters;

/// <summary>Reads a filter from an address. What is in no known list is refused, not passed on.</summary>
public sealed class FilterReader(Contracts contracts)
{
    const int IdAtLeast = 8, IdAtMost = 32, LongestValue = 60, MostParts = 9999;

    public static IReadOnlyList<string> Risks { get; } = ["high", "medium", "standard"];

    public IReadOnlyList<string> Feeds { get; } = [.. contracts.Feeds.Select(feed => feed.Id.ToString())];

    public IReadOnlyList<string> Senders { get; } = [.. contracts.Feeds.SelectMany(feed => feed.Contract.Senders)
        .Select(sender => sender.Id).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Clocks { get; } = [.. contracts.Feeds.SelectMany(feed => feed.Editions).SelectMany(feed => feed.Clocks)
        .Select(clock => clock.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <exception cref="FilterException">A key or a value that is not known, or one twice.</exception>
    public Filter Read(PageName page, IEnumerable<KeyValuePair<string, string>> address)
    {
        var filter = new Filter();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in address)
        {
            if (!Keys(page).Contains(key)) throw new FilterException($"This page has no filter of that name. It has: "
                + $"{Listed(Keys(page))}.");
            if (!seen.Add(key)) throw new FilterException($"The filter {key} is there twice.");
            if (value.Length > LongestValue) throw new FilterException($"The filter {key} is too long.");
            if (value.Length > 0) filter = With(filter, key, value); // an empty field of a form asks for nothing
        }
        if (filter.From > filter.To) throw new FilterException("The filter from is after to. Give the first day as from.");
        return page switch
        {
            PageName.Partner when filter.Sender is null => throw new FilterException($"Choose a sender. There are: {Listed(Senders)}."),
            PageName.Record or PageName.File when filter.Id is null =>
                throw new FilterException("An id is missing: eight or more digits 0-9 and a-f."),
            _ => filter,
        };
    }

    static string[] Keys(PageName page) => page switch
    {
        PageName.Today => ["feed", "sender", "asof", "part", "done", "csv"],
        PageName.Timeliness => ["feed", "sender", "clock", "risk", "from", "to", "asof", "for", "csv"],
        PageName.Arrivals => ["feed", "sender", "from", "to", "asof", "for", "csv"],
        PageName.Partner => ["sender", "from", "to", "asof", "csv"],
        PageName.Children => ["asof", "for", "csv"],
        PageName.Record or PageName.File => ["id", "asof", "csv"],
        PageName.Definitions => ["csv"],
        _ => throw new InvalidOperationException($"No filters for the page {page}."),
    };

    Filter With(Filter filter, string key, string value) => key switch
    {
        "feed" => filter with { Feed = FeedId.Parse(Known(key, value, Feeds)) },
        "sender" => filter with { Sender = Known(key, value, Senders) },
        "clock" => filter with { Clock = Known(key, value, Clocks) },
        "risk" => filter with { Risk = Known(key, value, Risks) },
        "from" => filter with { From = Day(key, value) },
        "to" => filter with { To = Day(key, value) },
        "asof" => filter with { AsOf = Moment(value), AsOfTyped = value },
        "for" => filter with { ForPublication = Known(key, value, ["publication"]) == "publication" },
        "id" or "done" => value.Length is >= IdAtLeast and <= IdAtMost && value.All(char.IsAsciiHexDigit)
            ? key == "id" ? filter with { Id = value.ToLowerInvariant() } : filter with { Done = value.ToLowerInvariant() }
            : throw new FilterException($"The filter {key} is not an id: eight to 32 digits 0-9 and a-f."),
        "part" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part is >= 1 and <= MostParts
            ? filter with { Part = part } : throw new FilterException($"The filter part is not a whole number from 1 to {MostParts}."),
        "csv" => value.All(letter => char.IsAsciiLetterLower(letter) || letter == '-') ? filter with { Csv = value }
            : throw new FilterException("There is no table of that name."),
        _ => throw new InvalidOperationException($"No reading of the filter {key}."),
    };

    static string Known(string key, string value, IReadOnlyList<string> known) =>
        known.FirstOrDefault(one => one == value) ?? throw new FilterException($"The filter {key} is not one of: {Listed(known)}.");

    static DateOnly Day(string key, string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2000 and < 2100
            ? day : throw new FilterException($"The filter {key} is not a day like 2019-01-28.");

    /// <summary>The end of a day in London, or a moment with its offset.</summary>
    static DateTimeOffset Moment(string value) =>
        LocalDatePattern.Iso.Parse(value) is { Success: true, Value: { Year: >= 2000 and < 2100 } day }
            ? London.StartOf(day.PlusDays(1)).ToDateTimeOffset()
        : OffsetDateTimePattern.Rfc3339.Parse(value) is { Success: true, Value: { Year: >= 2000 and < 2100 } at } ? at.ToInstant()
            .ToDateTimeOffset()
        : throw new FilterException("The filter asof is neither a day like 2019-01-28 nor a moment like 2019-01-28T09:00:00Z.");

    static string Listed(IEnumerable<string> known) => string.Join(", ", known);
}

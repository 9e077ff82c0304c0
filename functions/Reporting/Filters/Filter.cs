using System.Globalization;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Reporting.Filters;

/// <summary>What a page is narrowed to; every value is one of a known list, or a date or id that was read and written anew.</summary>
public sealed record Filter
{
    public static Filter None { get; } = new();

    public FeedId? Feed { get; init; }
    public string? Sender { get; init; }
    public string? Clock { get; init; }
    public string? Risk { get; init; }

    /// <summary>First and last day of events or of receipt; null: the page's usual period.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>A past hour; null: what the lake holds.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>As it was typed, for links.</summary>
    public string? AsOfTyped { get; init; }

    /// <summary>Counts of 1 to 5 are left out.</summary>
    public bool ForPublication { get; init; }

    /// <summary>The record's or file's id or its beginning: hex digits.</summary>
    public string? Id { get; init; }

    /// <summary>The alert that was just dealt with.</summary>
    public string? Done { get; init; }

    /// <summary>Which part of a long list, from 1; null: the first.</summary>
    public int? Part { get; init; }

    /// <summary>The table asked for as CSV: letters and hyphens.</summary>
    public string? Csv { get; init; }

    /// <summary>The filter as the keys and values of an address, in one order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs()
    {
        foreach (var (key, value) in ((string, string?)[])[
            ("feed", Feed?.ToString()), ("sender", Sender), ("clock", Clock), ("risk", Risk), ("from", Day(From)), ("to", Day(To)),
            ("asof", AsOfTyped), ("for", ForPublication ? "publication" : null), ("id", Id), ("part",
                Part?.ToString(CultureInfo.InvariantCulture)),
            ("done", Done), ("csv", Csv)])
            if (value is not null) yield return new(key, value);
    }

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

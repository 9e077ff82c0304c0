using System.Globalization;
using System.Text.Json.Serialization;
using FrontDoor.Domain.Documents;

namespace FrontDoor.Domain.Calendars;

/// <summary>A stretch of a day a team works, in minutes since local midnight; the end is the first minute it no longer does.</summary>
public readonly record struct OpenSpan(int From, int To);

/// <summary>The hours one council's front door works, by day of the week. A bank holiday is closed whatever day it is.</summary>
public sealed class OpeningHours
{
    readonly OpenSpan[][] _week; // Monday first

    /// <param name="week">Seven lists, Monday first, each in order and without overlap.</param>
    public OpeningHours(IReadOnlyList<IReadOnlyList<OpenSpan>> week)
    {
        ArgumentNullException.ThrowIfNull(week);
        if (week.Count != 7) throw new ArgumentException($"Opening hours have {week.Count} days; expected seven, Monday first.",
            nameof(week));
        _week = [.. week.Select(day => day.ToArray())];
        if (_week.All(day => day.Length == 0))
            throw new ArgumentException("Opening hours are closed all week; no working hour would ever pass.", nameof(week));
        foreach (var day in _week)
        {
            var before = 0;
            foreach (var span in day)
            {
                if (span.From < before || span.To <= span.From || span.To > 24 * 60)
                    throw new ArgumentException($"Opening hours run {Clock(span.From)} to {Clock(span.To)}; expected spans in order, "
                        + $"each ending after it begins, by 24:00.", nameof(week));
                before = span.To;
            }
        }
    }

    /// <summary>The spans of a day, by its number.</summary>
    internal ReadOnlySpan<OpenSpan> On(int day) => _week[DayNumber.DayOfWeek(day)];

    /// <summary>When the team stops for the day, in minutes since midnight; null on a day it is closed.</summary>
    internal int? ClosesOn(int day) => On(day) is [.., var last] ? last.To : null;

    static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}

/// <summary>Opening hours by authority (LA code), with a default for those that gave none: calendars/working-hours.json, read
/// strictly.</summary>
public sealed class TeamHours
{
    static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    readonly ByAuthority<OpeningHours> _hours;

    TeamHours(ByAuthority<OpeningHours> hours) => _hours = hours;

    /// <summary>The hours that ship.</summary>
    public static TeamHours Shipped { get; } = Parse(Resources.Read("calendars/working-hours.json"));

    /// <summary>The authority's own hours, or the default.</summary>
    public OpeningHours Of(string? laCode) => _hours.Of(laCode);

    /// <summary>Reads the file; a day missing or unknown, a span that is not HH:mm-HH:mm, out of order or overlapping is an
    /// error.</summary>
    public static TeamHours Parse(ReadOnlySpan<byte> json)
    {
        var file = AuthorityFile.Read("Working hours", json, HoursJson.Default.HoursFile);
        return new(ByAuthority<OpeningHours>.From("Working hours", file.Default, file.Authorities, Week));
    }

    static OpeningHours Week(string whose, IReadOnlyDictionary<string, IReadOnlyList<string>> days)
    {
        if (days.Keys.FirstOrDefault(day => !Days.Contains(day)) is { } unknown)
            throw new FormatException($"Working hours of {whose} name the day '{unknown}'; expected {string.Join(", ", Days)}.");
        if (Days.FirstOrDefault(day => !days.ContainsKey(day)) is { } missing)
            throw new FormatException($"Working hours of {whose} lack {missing}; a day that is closed has an empty list.");
        try
        {
            return new([.. Days.Select(day => (IReadOnlyList<OpenSpan>)[.. days[day].Select(span => Span(whose, day, span))])]);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"Working hours of {whose}: {error.Message}", error);
        }
    }

    static OpenSpan Span(string whose, string day, string text) =>
        text is [_, _, ':', _, _, '-', _, _, ':', _, _] && Minutes(text.AsSpan(0, 5)) is { } from && Minutes(text.AsSpan(6, 5)) is { } to
            ? new(from, to)
            : throw new FormatException($"Working hours of {whose}, {day}: '{text}' is no span; expected for instance 08:30-17:00.");

    static int? Minutes(ReadOnlySpan<char> text) =>
        int.TryParse(text[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
        && int.TryParse(text[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
        && minutes < 60 && hours * 60 + minutes <= 24 * 60
            ? hours * 60 + minutes
            : null;
}

/// <summary>working-hours.json as written.</summary>
sealed record HoursFile
{
    /// <summary>Where the hours come from; for people.</summary>
    public required string Source { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Default { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Authorities { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(HoursFile))]
sealed partial class HoursJson : JsonSerializerContext;

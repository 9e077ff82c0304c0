using System.Globalization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Reporting.Filters;

namespace FrontDoor.Reporting.Figures;

/// <summary>How something is judged, beside its words: never by colour alone.</summary>
public enum Tone
{
    Plain,
    Good,
    Warning,
    Bad,
}

/// <summary>A cell of a table: what people read, and the value as a file has it.</summary>
public sealed record Cell(string Text, object? Value = null)
{
    /// <summary>Counts from 1 to this are not published.</summary>
    public const int SmallestPublished = 6;

    public const string Suppressed = "suppressed";

    public PageAddress? Link { get; init; }

    public Tone Tone { get; init; }

    public bool IsNumber => Value is long or double;

    public static Cell None { get; } = new("-");

    /// <summary>What is not published.</summary>
    public static Cell Hidden { get; } = new(Suppressed, Suppressed);

    public static Cell Of(string? text) => text is { Length: > 0 } ? new(text, text) : None;

    /// <summary>A code as words: possibly_late is "possibly late".</summary>
    public static Cell Code(string? code) => code is { Length: > 0 } ? new(code.Replace('_', ' '), code) : None;

    public static Cell Count(long count) => new(count.ToString("N0", CultureInfo.InvariantCulture), count);

    public static bool IsSmall(long count) => count is > 0 and < SmallestPublished;

    /// <summary>One decimal, with its sign.</summary>
    public static Cell Percent(double? percent) =>
        percent is { } value ? new(string.Create(CultureInfo.InvariantCulture, $"{value:0.0}%"), value) : None;

    public static Cell Hours(double? hours) => hours is { } value ? new(PeopleText.Hours(value), value) : None;

    public static Cell Number(double? number) => number is { } value ? new(value.ToString("0.#", CultureInfo.InvariantCulture),
        value) : None;

    public static Cell Day(DateOnly? day) => day is { } value ? new(People.Day(value), value) : None;

    public static Cell Month(DateOnly month) => new(month.ToString("MMM yyyy", CultureInfo.InvariantCulture), month);

    /// <summary>"Mon 28 Jan 2019 about 09:00 GMT": of a moment of the lake, only the hour is known.</summary>
    public static Cell Moment(DateTimeOffset? moment) => moment is { } at ? new(PeopleText.About(at), at) : None;

    /// <summary>"Mon 28 Jan 2019 09:41 GMT".</summary>
    public static Cell Minute(DateTimeOffset moment) => new(PeopleText.Moment(moment), moment);

    public static Cell Severity(string severity) => new(severity == "none" ? "-" : severity, severity)
    {
        Tone = severity switch { "critical" or "serious" => Tone.Bad, "late" => Tone.Warning, _ => Tone.Plain },
    };
}

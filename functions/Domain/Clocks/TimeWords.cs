using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FrontDoor.Domain.Clocks;

/// <summary>The police risk grade of a domestic abuse notification (DASH or DARA); ungraded counts as medium.</summary>
public enum RiskGrade : byte
{
    Ungraded,
    Standard,
    Medium,
    High,
}

/// <summary>How a record stands against a clock.</summary>
public enum TimeStatus : byte
{
    Unknown,
    OnTime,
    Open,
    Overdue,
    PossiblyLate,
    Late,
}

/// <summary>How bad a certain lateness is; none unless late.</summary>
[JsonConverter(typeof(SeverityWords))]
public enum Severity : byte
{
    None,
    Late,
    Serious,
    Critical,
}

/// <summary>Writes a severity as its word.</summary>
public sealed class SeverityWords() : JsonStringEnumConverter<Severity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>The lake's own words for a result, in UTF-8.</summary>
public static class TimeWords
{
    /// <summary>The word of each status, in the order of the enum.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [.. Enum.GetValues<TimeStatus>()
        .Select(status => Encoding.UTF8.GetString(Of(status)))];

    /// <summary>The word of each severity, in the order of the enum.</summary>
    public static IReadOnlyList<string> Severities { get; } = [.. Enum.GetValues<Severity>()
        .Select(severity => Encoding.UTF8.GetString(Of(severity)))];

    public static ReadOnlySpan<byte> Of(TimeStatus status) => status switch
    {
        TimeStatus.Unknown => "unknown"u8,
        TimeStatus.OnTime => "on_time"u8,
        TimeStatus.Open => "open"u8,
        TimeStatus.Overdue => "overdue"u8,
        TimeStatus.PossiblyLate => "possibly_late"u8,
        TimeStatus.Late => "late"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No word for this status."),
    };

    public static ReadOnlySpan<byte> Of(Severity severity) => severity switch
    {
        Severity.None => "none"u8,
        Severity.Late => "late"u8,
        Severity.Serious => "serious"u8,
        Severity.Critical => "critical"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "No word for this severity."),
    };

    public static ReadOnlySpan<byte> Of(RiskGrade risk) => risk switch
    {
        RiskGrade.Ungraded => "ungraded"u8,
        RiskGrade.Standard => "standard"u8,
        RiskGrade.Medium => "medium"u8,
        RiskGrade.High => "high"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(risk), risk, "No word for this grade."),
    };

    /// <summary>The status a word of the lake stands for.</summary>
    public static TimeStatus StatusOf(string word) => Enum.GetValues<TimeStatus>().First(status => Ascii.Equals(Of(status), word));

    /// <summary>The word of a severity.</summary>
    public static string Word(this Severity severity) => Severities[(int)severity];

    /// <summary>The severity a word of the lake stands for.</summary>
    public static Severity SeverityOf(string word) => Enum.GetValues<Severity>().First(severity => Ascii.Equals(Of(severity), word));

    /// <summary>The grade a word of the lake stands for; ungraded for none.</summary>
    public static RiskGrade RiskOf(string? word) => Enum.GetValues<RiskGrade>().FirstOrDefault(risk => Ascii.Equals(Of(risk), word));
}

using System.Globalization;
using System.Text.Json;

namespace FrontDoor.Cli.Alerts;

/// <summary>An alert in one line: when, how grave, what kind, in words, and by which id to speak of it.</summary>
static class AlertLine
{
    public static string Of(ReadOnlyMemory<byte> alert)
    {
        using var json = JsonDocument.Parse(alert);
        var told = json.RootElement.GetProperty("data");
        var time = json.RootElement.GetProperty("time").GetDateTimeOffset().UtcDateTime
            .ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        var severity = told.GetProperty("severity").GetString()!;
        return $"{time}  {(severity == "none" ? "-" : severity),-8}  {told.GetProperty("kind").GetString(),-12}  "
            + $"{told.GetProperty("text").GetString()}  [{Id(alert)[..8]}]";
    }

    public static string Id(ReadOnlyMemory<byte> alert)
    {
        using var json = JsonDocument.Parse(alert);
        return json.RootElement.GetProperty("id").GetString()!;
    }
}

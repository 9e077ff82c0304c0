using System.Text.Json;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Cli.Alerts;

/// <summary>Writes an alert in one line: time, severity, kind, text, and the start of its id.</summary>
static class AlertLine
{
    public static string Of(ReadOnlyMemory<byte> alert)
    {
        using var json = JsonDocument.Parse(alert);
        var data = json.RootElement.GetProperty("data");
        var time = PeopleText.Moment(json.RootElement.GetProperty("time").GetDateTimeOffset());
        var severity = data.GetProperty("severity").GetString()!;
        return $"{time}  {(severity == "none" ? "-" : severity),-8}  {data.GetProperty("kind").GetString(),-12}  "
            + $"{data.GetProperty("text").GetString()}  [{Id(alert)[..8]}]";
    }

    public static string Id(ReadOnlyMemory<byte> alert)
    {
        using var json = JsonDocument.Parse(alert);
        return json.RootElement.GetProperty("id").GetString()!;
    }
}

using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Alerts;

/// <summary>Words that every alert about one record has.</summary>
public static class AlertText
{
    /// <summary>What an alert of that severity begins with.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Critical => "Critical",
        Severity.Serious => "Serious",
        _ => "Overdue",
    };

    /// <summary>The command that shows the record.</summary>
    /// <param name="key">Its notification_key.</param>
    public static string SeeRecord(string key) => $"See it: ./pipeline record {key[..8]}";
}

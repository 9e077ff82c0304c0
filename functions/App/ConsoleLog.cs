namespace FrontDoor.App;

/// <summary>The log as the host reads it: one line of JSON an event on standard output, of this app's own events alone.</summary>
static class ConsoleLog
{
    /// <summary>The framework's own events are left out: they quote exceptions, and those may quote a path or a value.</summary>
    public static ILoggingBuilder AddOurs(this ILoggingBuilder logging) => logging
        .AddFilter((category, _) => category?.StartsWith("FrontDoor", StringComparison.Ordinal) == true)
        .AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
}

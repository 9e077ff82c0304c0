namespace FrontDoor.Local.FunctionsHost;

/// <summary>Which app a host runs, and how.</summary>
/// <param name="AppFolder">The published app, with host.json and worker.config.json.</param>
/// <param name="Settings">The app settings: the worker's environment variables, beside those of this program.</param>
public sealed record FunctionsHostOptions(string AppFolder, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Where each timer's last run is kept, so that a run missed while the host was down is made up for. Null: kept nowhere.</summary>
    public string? TimersFolder { get; init; }

    /// <summary>How long running invocations have to end by themselves when the host stops, before they are cancelled.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);
}

namespace FrontDoor.Local.FunctionsHost;

/// <summary>Which app a host runs, and how.</summary>
/// <param name="AppFolder">The published app.</param>
/// <param name="Settings">The app settings: environment variables of the worker, beside this program's own.</param>
public sealed record FunctionsHostOptions(string AppFolder, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Where each timer's last run is kept, so that one missed while the host was down is made up for; null: nowhere.</summary>
    public string? TimersFolder { get; init; }

    /// <summary>How long running invocations have to end by themselves when the host stops, before they are cancelled.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ExplainedException">The app has no such file.</exception>
    internal string In(string file) => Path.Combine(Path.GetFullPath(AppFolder), file) is var path && File.Exists(path)
        ? path
        : throw new ExplainedException($"there is no {path}", "a published worker and its host.json",
        "publish the app again: ./pipeline demo");
}

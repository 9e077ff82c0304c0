namespace FrontDoor.Local.FunctionsHost;

/// <summary>The app that a host runs, and its settings.</summary>
/// <param name="AppFolder">The published app.</param>
/// <param name="Settings">The app settings: environment variables of the worker, added to this program's own.</param>
public sealed record FunctionsHostOptions(string AppFolder, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The folder with the last run of each timer, to make up for a run that was missed; null for none.</summary>
    public string? TimersFolder { get; init; }

    /// <summary>How long running invocations may take when the host stops, before they are cancelled.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ExplainedException">The app has no such file.</exception>
    internal string In(string file) => Path.Combine(Path.GetFullPath(AppFolder), file) is var path && File.Exists(path)
        ? path
        : throw new ExplainedException($"there is no {path}", "a published worker and its host.json",
        "publish the app again: ./pipeline demo");
}

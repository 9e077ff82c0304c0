using System.Text.Json;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>How the worker is started: what its worker.config.json says.</summary>
sealed record WorkerConfig(string AppFolder, string Executable, string WorkerPath, IReadOnlyList<string> Arguments)
{
    /// <exception cref="ExplainedException">The folder holds no published worker.</exception>
    public static WorkerConfig Read(string appFolder)
    {
        var path = Path.Combine(appFolder, "worker.config.json");
        if (!File.Exists(path)) throw new ExplainedException($"there is no {path}", "a published .NET isolated worker", "publish it again: ./pipeline demo");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var description = json.RootElement.GetProperty("description");
            return new WorkerConfig(
                Path.GetFullPath(appFolder),
                description.GetProperty("defaultExecutablePath").GetString()!.Replace("{WorkerRoot}", Path.GetFullPath(appFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal),
                Path.Combine(Path.GetFullPath(appFolder), description.GetProperty("defaultWorkerPath").GetString()!),
                description.TryGetProperty("arguments", out var arguments) ? [.. arguments.EnumerateArray().Select(each => each.GetString()!)] : []);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ExplainedException($"{path} cannot be read: {broken.Message}", "description with defaultExecutablePath and defaultWorkerPath", "publish it again: ./pipeline demo");
        }
    }
}

using System.Text.Json;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>What is known of a timer between two runs of the host, under the names that a function sees.</summary>
sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated)
{
    public static TimerStatus? Read(string path) => File.Exists(path) ? JsonSerializer.Deserialize<TimerStatus>(File.ReadAllBytes(path)) : null;

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(path + ".new", path, overwrite: true); // whole or not at all
    }
}

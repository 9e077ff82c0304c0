using System.Text.Json;
using System.Text.Json.Serialization;

namespace FrontDoor.Cli.Alerts;

/// <summary>The addresses at which the alerts of a running <c>up</c> are read and acknowledged, in a file of its folder.</summary>
/// <param name="ConnectionString">The connection string of the local Service Bus.</param>
/// <param name="App">The address of the function app; null if alerts are only read.</param>
sealed record LocalBus(string ConnectionString, Uri? App = null)
{
    const string Name = ".alerts.json";

    public static LocalBus? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), LocalBusJson.Default.LocalBus) : null;
    }

    /// <summary>Writes the file, readable only by its owner and deleted when the holder is disposed.</summary>
    public IDisposable Leave(string folder)
    {
        var path = Path.Combine(folder, Name);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path, options)) JsonSerializer.Serialize(file, this, LocalBusJson.Default.LocalBus);
        return new Left(path);
    }

    sealed class Left(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}

[JsonSerializable(typeof(LocalBus))]
sealed partial class LocalBusJson : JsonSerializerContext;

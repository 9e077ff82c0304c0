using System.Text.Json;

namespace FrontDoor.Local.ServiceBus;

/// <summary>What the topic took and what became of it, a line of JSON each, in a file that survives a killed program; without a folder,
/// nothing.</summary>
sealed class MessageLog : IDisposable
{
    const string Name = "service-bus.log";

    /// <summary>Bytes that may have been appended before the file is written anew.</summary>
    const long LeastGrowth = 16 * 1024 * 1024;

    readonly string? _path;
    FileStream? _file;
    long _compactAt;

    public MessageLog(string? folder)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, Name);
    }

    public bool IsLarge => _file?.Position > _compactAt;

    /// <summary>Everything that is whole; the last line of a killed program may be half a line.</summary>
    public IEnumerable<LogEntry> Read()
    {
        if (_path is null || !File.Exists(_path)) yield break;
        foreach (var line in File.ReadLines(_path))
            if (Entry(line) is { } entry)
                yield return entry;
    }

    /// <summary>Begins the file anew with what is still of use. A program killed meanwhile finds the old file.</summary>
    public void Rewrite(IEnumerable<LogEntry> live)
    {
        if (_path is null) return;
        var fresh = new FileStream(_path + ".new", FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete,
            bufferSize: 64 * 1024);
        var old = Interlocked.Exchange(ref _file, fresh);
        foreach (var entry in live) Append(entry);
        Flush(toDisk: true);
        File.Move(_path + ".new", _path, overwrite: true);
        old?.Dispose();
        _compactAt = 2 * fresh.Position + LeastGrowth;
    }

    public void Append(LogEntry entry)
    {
        if (_file is null) return;
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, LogJson.Default.LogEntry));
        _file.WriteByte((byte)'\n');
    }

    /// <param name="toDisk">Also survives a power cut.</param>
    public void Flush(bool toDisk) => _file?.Flush(toDisk);

    public void Dispose() => _file?.Dispose();

    static LogEntry? Entry(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LogJson.Default.LogEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;

namespace FrontDoor.Local.ServiceBus;

/// <summary>The log of the topic's messages and their states, a line of JSON each, in a file that survives a kill; without a folder,
/// nothing is written.</summary>
sealed class MessageLog : IDisposable
{
    const string Name = "service-bus.log";

    /// <summary>How many bytes are appended before the file is rewritten.</summary>
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

    /// <summary>Reads every complete line; the last line of a killed program may be incomplete.</summary>
    public IEnumerable<LogEntry> Read()
    {
        if (_path is null || !File.Exists(_path)) yield break;
        foreach (var line in File.ReadLines(_path))
            if (Entry(line) is { } entry)
                yield return entry;
    }

    /// <summary>Rewrites the file with the entries still needed. If the program is killed meanwhile, the old file remains.</summary>
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

    /// <param name="toDisk">True to also survive a power cut.</param>
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

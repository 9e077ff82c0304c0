using System.Globalization;

namespace FrontDoor.Local;

/// <summary>The level of a line of the host's log.</summary>
public enum HostLevel
{
    Information,
    Warning,
    Error,
}

/// <summary>The local host's log: writes every line to a file and to listeners.</summary>
public sealed class HostLog(TextWriter file, TimeProvider clock, Action<HostLevel, string>? heard = null) : IDisposable
{
    readonly Lock _oneAtATime = new();

    public static HostLog To(string path, TimeProvider clock, Action<HostLevel, string>? heard = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new HostLog(new StreamWriter(path, append: true) { AutoFlush = true }, clock, heard);
    }

    public void Write(HostLevel level, string category, string text)
    {
        lock (_oneAtATime)
        {
            file.WriteLine($"{clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {level} "
                + $"{category}: {text}");
            heard?.Invoke(level, text);
        }
    }

    public void Dispose()
    {
        lock (_oneAtATime) file.Dispose();
    }
}

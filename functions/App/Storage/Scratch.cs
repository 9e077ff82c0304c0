using System.Diagnostics;
using System.Globalization;

namespace FrontDoor.App;

/// <summary>A local folder of one run alone, gone with it: what agencies sent must not lie about.</summary>
sealed class Scratch : IDisposable
{
    const string Name = "front-door-";

    public Scratch() =>
        Folder = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Name}{Environment.ProcessId}-")).FullName;

    public string Folder { get; }

    public string File => Path.Combine(Folder, "landed");

    public void Dispose()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Removes what processes left that were killed in the middle of a run, as the host kills them.</summary>
    public static void Tidy()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Name + "*"))
        {
            if (!int.TryParse(Path.GetFileName(folder).Split('-')[2], NumberStyles.None, CultureInfo.InvariantCulture, out var process) || Runs(process)) continue;
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                continue; // another account's, or another start is removing it
            }
        }
    }

    static bool Runs(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return process != Environment.ProcessId; // before the first run nothing here is ours
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

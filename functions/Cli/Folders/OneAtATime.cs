using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Folders;

/// <summary>A command that may run once at a time on a folder. The lock is the operating system's: it ends with this process, however that
/// ends.</summary>
static class OneAtATime
{
    /// <param name="beside">Where the lock lies; made where it is missing.</param>
    /// <exception cref="CliException">Another holds it.</exception>
    public static IDisposable Hold(string beside, string command, string folder, string next)
    {
        var lockFile = Path.Combine(Directory.CreateDirectory(beside).FullName, $".{command}.lock");
        try
        {
            return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(lockFile))
        {
            throw new CliException($"another ./pipeline {command} runs on {folder}", "one command at a time on a folder", next);
        }
    }
}

using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Folders;

/// <summary>Lets a command run once at a time on a folder, by a lock of the operating system that ends with this process.</summary>
static class OneAtATime
{
    /// <param name="beside">The folder for the lock; created if missing.</param>
    /// <exception cref="CliException">Another process has the lock.</exception>
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

namespace FrontDoor.Cli;

/// <summary>Where things pass through in the system's temporary folder, readable by this account alone: another account has its own.</summary>
static class OwnFolder
{
    /// <param name="what">The command that passes them.</param>
    public static string For(string what)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"front-door-{what}-{Environment.UserName}");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder).FullName
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }
}

using System.Globalization;

namespace FrontDoor.Cli.Doctor;

/// <summary>Free space where files are kept, and where they are unpacked.</summary>
static class DiskCheck
{
    const long FreeBytes = 5L << 30;

    public static Finding Run(string path, string use)
    {
        var folder = new DirectoryInfo(path);
        while (!folder.Exists && folder.Parent is { } above) folder = above;
        var free = new DriveInfo(folder.FullName).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB are free for {use} ({path})");
        return free >= FreeBytes ? Finding.Ok(text) : Finding.Soon(text, "make room: a file needs several times its size while it is read");
    }

    public static Finding Temporary() => Run(Path.GetTempPath(), "temporary files");
}

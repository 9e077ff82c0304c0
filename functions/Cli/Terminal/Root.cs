namespace FrontDoor.Cli.Terminal;

/// <summary>The repository's folder: <c>pipeline</c> passes it; a program started by hand looks for Pipeline.sln above it.</summary>
static class Root
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("FRONT_DOOR_ROOT") is { Length: > 0 } given
        ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(given))
        : Find(AppContext.BaseDirectory);

    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
                return folder.FullName;
        throw new CliException(
            $"Pipeline.sln is in no folder above {from}", "a program inside the repository it was built from",
                "run ./pipeline instead");
    }
}

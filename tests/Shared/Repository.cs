namespace FrontDoor.Tests;

/// <summary>Where the repository lies: found by walking up to Pipeline.sln, since a deterministic build hides source paths.</summary>
static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Pipeline.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"Pipeline.sln is in no folder above {from}; run the tests inside the repository.");
    }
}

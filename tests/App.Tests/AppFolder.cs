namespace FrontDoor.App.Tests;

/// <summary>The app's folder: as published where ./pipeline test runs these tests, else as built beside them, with the same
/// configuration.</summary>
static class AppFolder
{
    public static string Path
    {
        get
        {
            if (Environment.GetEnvironmentVariable("FRONT_DOOR_APP") is { Length: > 0 } published) return published;
            var ours = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
            return System.IO.Path.Combine(ours.Parent!.Parent!.FullName, "App", ours.Name);
        }
    }
}

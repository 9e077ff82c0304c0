namespace FrontDoor.Tests;

/// <summary>A folder of tests/Golden: a file somebody sent, and everything that came of it, as text.</summary>
static class GoldenFolder
{
    /// <summary>What was found is what the folder holds under this name; with ACCEPT=1 it is made to.</summary>
    public static void Check(string folder, string name, string found)
    {
        var path = Path.Combine(Repository.Root, "tests", "Golden", folder, name);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1") File.WriteAllText(path, found);
        Assert.True(File.Exists(path), $"{path} is missing; run the tests with ACCEPT=1 to write it.");
        Assert.Equal(File.ReadAllText(path), found);
    }

    public static byte[] Sent(string folder, string name) =>
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Golden", folder, name));
}

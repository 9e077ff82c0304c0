namespace FrontDoor.Tests;

/// <summary>A page of docs that is written from the code.</summary>
static class Written
{
    /// <summary>The committed page says this; with ACCEPT=1 it is made to.</summary>
    public static void Check(string path, string said)
    {
        var page = Repository.Path(path.Split('/'));
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(page)!);
            File.WriteAllText(page, said);
        }

        Assert.True(File.Exists(page), $"{path} is missing; run the tests with ACCEPT=1 to write it.");
        Assert.True(File.ReadAllText(page) == said,
            $"{path} is not what the code says; run the tests with ACCEPT=1, read the change and commit it.");
    }
}

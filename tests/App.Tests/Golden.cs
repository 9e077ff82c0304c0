using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>Bodies as the Functions host posts them, in tests/Golden/custom-handler.</summary>
static class Golden
{
    /// <summary>The path of the file the arrivals tell of. Its name is the canary: no log may ever hold it.</summary>
    public const string Path = "northshire-police/domestic-abuse/ZEBEDEE QUILL 2012.csv";

    public const string Canary = "ZEBEDEE";

    /// <summary>The tag in them; a test that has a real blob puts the real one in its place.</summary>
    public const string ETag = "0x8D4BCC2E4835CD0";

    public static string Body(string name, string? eTag = null) =>
        File.ReadAllText(Repository.Path("tests", "Golden", "custom-handler", name + ".json")).Replace(ETag, eTag ?? ETag, StringComparison.Ordinal);
}

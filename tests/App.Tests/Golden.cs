using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>Messages of the queue arrivals as Event Grid and others write them, in tests/Golden/arrivals-messages.</summary>
static class Golden
{
    /// <summary>The path of the file they tell of. Its name is the canary: no log may ever hold it.</summary>
    public const string Path = "northshire-police/domestic-abuse/ZEBEDEE QUILL 2012.csv";

    public const string Canary = "ZEBEDEE";

    /// <summary>The tag in them.</summary>
    public const string ETag = "0x8D4BCC2E4835CD0";

    public static string Message(string name) => File.ReadAllText(Repository.Path("tests", "Golden", "arrivals-messages", name + ".json"));
}

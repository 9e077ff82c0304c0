using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Build;

/// <summary>The published app in artifacts/app, made if it is missing or older than its sources.</summary>
static class AppFolder
{
    public static string Folder => Root.At("artifacts", "app");

    static bool IsPublished => Freshness.IsFresh(Root.Folder, Stamp) && File.Exists(Path.Combine(Folder, "host.json"));

    static string Stamp => Root.At("artifacts", ".app-published");

    /// <summary>Publishes if needed; a failure is shown with the SDK's output.</summary>
    public static async Task Ready(CancellationToken cancel)
    {
        if (IsPublished) return;
        Screen.Say("publishing the app (about a minute; again only after a change)");
        await DotNet.OrSay("the app could not be published", heard => Publish(heard, cancel));
    }

    public static async Task<int> Publish(Action<string> heard, CancellationToken cancel)
    {
        if (IsPublished) return 0;
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        var mark = Root.At("artifacts", ".publish-started");
        await File.WriteAllTextAsync(mark, "", cancel);
        var code = await DotNet.Publish(Folder, DotNet.Platform, heard, cancel);
        if (code == 0) Freshness.Record(Root.Folder, Stamp, mark);
        return code;
    }
}

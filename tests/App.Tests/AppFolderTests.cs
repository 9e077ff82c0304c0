using System.Text.Json;

namespace FrontDoor.App.Tests;

/// <summary>The folder a build or a publish leaves is the root of a function app, and holds nothing else of ours.</summary>
public sealed class AppFolderTests
{
    static readonly string folder = AppProcess.Folder;

    [Fact]
    public void The_host_finds_the_executable_its_file_names()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "host.json")));
        var custom = host.RootElement.GetProperty("customHandler");
        var name = custom.GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;

        Assert.True(File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)));
        Assert.True(custom.GetProperty("enableForwardingHttpRequest").GetBoolean());
        if (!OperatingSystem.IsWindows()) Assert.True(File.GetUnixFileMode(Path.Combine(folder, name)).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void Messages_are_base64_as_Event_Grid_and_the_app_write_them()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "host.json")));

        Assert.Equal("base64", host.RootElement.GetProperty("extensions").GetProperty("queues").GetProperty("messageEncoding").GetString());
    }

    [Fact]
    public void Every_function_has_its_folder() =>
        Assert.Equal(["Attend", "Health", "Land", "Notify", "Poison", "PoisonedNotice", "Sweep", "Tick", "Watch"],
            Directory.GetFiles(folder, "function.json", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal));

    [Fact]
    public void No_settings_lie_in_it() =>
        Assert.DoesNotContain(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => name!.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) || name is "web.config" or "local.settings.json" or "packages.lock.json");
}

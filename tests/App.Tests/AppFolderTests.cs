using System.Text.Json;

namespace FrontDoor.App.Tests;

/// <summary>The folder a build or a publish leaves is the root of a function app, and holds nothing else of ours.</summary>
public sealed class AppFolderTests
{
    static readonly string s_folder = AppFolder.Path;

    [Fact]
    public void The_host_starts_the_worker_that_is_built_on_the_runtime_it_is_built_for()
    {
        var worker = Read("worker.config.json").GetProperty("description");
        var runtime = Read("FrontDoor.App.runtimeconfig.json").GetProperty("runtimeOptions");

        Assert.Equal("dotnet-isolated", worker.GetProperty("language").GetString());
        Assert.Equal(("dotnet", "FrontDoor.App.dll"), (worker.GetProperty("defaultExecutablePath").GetString(),
            worker.GetProperty("defaultWorkerPath").GetString()));
        Assert.True(File.Exists(Path.Combine(s_folder, "FrontDoor.App.dll")));
        Assert.Equal("net10.0", runtime.GetProperty("tfm").GetString());
        Assert.Equal( // the runtime is the plan's, not in the folder
            ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"],
            runtime.GetProperty("frameworks").EnumerateArray().Select(framework => framework.GetProperty("name").GetString()));
    }

    [Fact]
    public void The_host_is_asked_for_an_isolated_worker_with_its_own_extensions()
    {
        var host = Read("host.json");

        // no custom handler, no bundle
        Assert.Equal(["version", "functionTimeout", "telemetryMode", "extensions"], host.EnumerateObject().Select(member => member.Name));
        Assert.Equal("OpenTelemetry", host.GetProperty("telemetryMode").GetString());
        var extension = Assert.Single(Read("extensions.json").GetProperty("extensions")
            .EnumerateArray(), one => one.GetProperty("name").GetString() == "AzureStorageQueues");
        Assert.True(File.Exists(Path.Combine(s_folder, extension.GetProperty("hintPath").GetString()!)));
    }

    [Fact]
    public void Messages_are_base64_as_Event_Grid_and_the_app_write_them() =>
        Assert.Equal("base64", Read("host.json").GetProperty("extensions").GetProperty("queues").GetProperty("messageEncoding")
        .GetString());

    [Fact]
    public void DuckDB_is_there_for_one_platform_alone() =>
        // linux-x64, what the plan runs
        Assert.Equal(["libduckdb.so"],
        Directory.GetFiles(s_folder, "*duckdb.*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(s_folder, file)));

    [Fact]
    public void No_settings_lie_in_it() =>
        Assert.DoesNotContain(Directory.GetFiles(s_folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => name!.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) || name is "web.config" or "local.settings.json"
                or "packages.lock.json" or "function.json");

    static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, file))).RootElement;
}

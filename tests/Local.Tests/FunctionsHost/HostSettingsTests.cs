using FrontDoor.Local.FunctionsHost;

namespace FrontDoor.Local.Tests.FunctionsHost;

public sealed class HostSettingsTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host-settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("{}", null, 30 * 60_000, "none is half an hour")]
    [InlineData("""{"functionTimeout":"00:05:00"}""", null, 5 * 60_000, "host.json's own")]
    [InlineData("""{"functionTimeout":"-1"}""", null, -1, "no limit")]
    [InlineData("""{"functionTimeout":"00:05:00"}""", "-1", -1, "no limit by an app setting")]
    public void A_function_may_take_as_long_as_host_json_says(string host, string? setting, int milliseconds, string why)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "host.json"), host);
        var settings = new Dictionary<string, string>();
        if (setting is not null) settings["AzureFunctionsJobHost__functionTimeout"] = setting;

        var limit = new HostSettings(new FunctionsHostOptions(_folder.FullName, settings)).FunctionTimeout;

        Assert.True(TimeSpan.FromMilliseconds(milliseconds) == limit, why);
        using var over = new CancellationTokenSource(limit); // one that no timer takes would throw
    }
}

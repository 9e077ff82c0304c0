using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Extensions.Configuration;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>host.json and the app settings, as the Functions host reads them: the setting AzureFunctionsJobHost__a__b replaces a.b of host.json.</summary>
sealed class HostSettings
{
    const string Root = "AzureFunctionsJobHost";

    readonly IConfigurationSection _host;

    HostSettings(IConfiguration configuration) => (All, _host) = (configuration, configuration.GetSection(Root));

    public IConfiguration All { get; }

    public TimeSpan FunctionTimeout => _host.GetValue("functionTimeout", TimeSpan.FromMinutes(30)) is { Ticks: > 0 } limit ? limit : Timeout.InfiniteTimeSpan; // -1: none

    public string RoutePrefix => _host.GetValue("extensions:http:routePrefix", "api")!.Trim('/');

    public IConfiguration Logging => _host.GetSection("logging");

    /// <summary>A text of a trigger, with %NAME% replaced by the app setting of that name.</summary>
    /// <exception cref="ExplainedException">There is no such setting.</exception>
    public string Resolve(string text)
    {
        try
        {
            return new DefaultNameResolver(All).ResolveWholeString(text);
        }
        catch (InvalidOperationException missing)
        {
            throw new ExplainedException(missing.Message, "an app setting of that name", "set it in the environment");
        }
    }

    /// <exception cref="ExplainedException">There is no host.json, or it is not JSON.</exception>
    public static HostSettings Read(string appFolder, IReadOnlyDictionary<string, string> appSettings)
    {
        var path = Path.Combine(appFolder, "host.json");
        if (!File.Exists(path)) throw new ExplainedException($"there is no {path}", "a published app with its host.json", "publish it again: ./pipeline demo");
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).Build();
            return new HostSettings(new ConfigurationBuilder()
                .AddInMemoryCollection(file.AsEnumerable().Select(pair => KeyValuePair.Create($"{Root}:{pair.Key}", pair.Value)))
                .AddInMemoryCollection(appSettings.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
                .AddInMemoryCollection([new("AzureWebJobsConfigurationSection", Root)]) // where the WebJobs SDK looks for the settings of its extensions
                .Build());
        }
        catch (InvalidDataException broken)
        {
            throw new ExplainedException($"{path} cannot be read: {broken.InnerException?.Message ?? broken.Message}", "JSON", "correct host.json");
        }
    }
}

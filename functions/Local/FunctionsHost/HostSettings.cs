using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Extensions.Configuration;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>host.json and the app settings as the Functions host reads them: AzureFunctionsJobHost__a__b replaces a.b of
/// host.json.</summary>
sealed class HostSettings(FunctionsHostOptions options)
{
    const string Root = "AzureFunctionsJobHost";

    public IConfiguration All { get; } = new ConfigurationBuilder()
        .AddInMemoryCollection(new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(options.In("host.json"))).Build().AsEnumerable()
            .Select(pair => KeyValuePair.Create($"{Root}:{pair.Key}", pair.Value)))
        .AddInMemoryCollection(options.Settings
            .Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
        .AddInMemoryCollection([new("AzureWebJobsConfigurationSection", Root)]) // where the WebJobs SDK looks for its settings
        .Build();

    IConfiguration Host => All.GetSection(Root);

    public IConfiguration Logging => Host.GetSection("logging");

    public string RoutePrefix => Host.GetValue("extensions:http:routePrefix", "api");

    /// <summary>Infinite if host.json says -1, as plans without a limit do.</summary>
    public TimeSpan FunctionTimeout =>
        Host["functionTimeout"] is "-1" ? Timeout.InfiniteTimeSpan : Host.GetValue("functionTimeout", TimeSpan.FromMinutes(30));

    /// <summary>The text of a trigger, with %NAME% replaced by the app setting of that name.</summary>
    /// <exception cref="ExplainedException">There is no such setting.</exception>
    public string Resolve(string text) => new DefaultNameResolver(All).TryResolveWholeString(text, out var resolved)
        ? resolved
        : throw new ExplainedException($"a trigger asks for {text}", "an app setting of that name", "set it in the environment");
}

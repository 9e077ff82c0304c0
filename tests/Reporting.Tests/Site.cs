using FrontDoor.Alerting;
using FrontDoor.Domain.Feeds;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Reporting.Access;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Rendering;
using FrontDoor.Reporting.Serving;
using FrontDoor.Storage;
using FrontDoor.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FrontDoor.Reporting.Tests;

/// <summary>The pages on a web server of their own, over a folder's lake.</summary>
sealed class Site : IAsyncDisposable
{
    readonly WebApplication _server;
    readonly StoreLakes _lakes;
    readonly PageRenderer _renderer = new();

    readonly DirectoryInfo _scratch;

    Site(WebApplication server, StoreLakes lakes, DirectoryInfo scratch) => (_server, _lakes, _scratch) = (server, lakes, scratch);

    public HttpClient Client { get; private set; } = new();

    /// <summary>Ends in a slash.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    public static Task<Site> Start(Premises premises) => Start(premises, isSignInOn: false, isInAzure: false);

    public static async Task<Site> Start(Premises premises, bool isSignInOn, bool isInAzure)
    {
        premises.Publish();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var scratch = Directory.CreateTempSubdirectory("pages-");
        var lakes = new StoreLakes(premises.Store, scratch.FullName,
            (engine, lake, hour, path, cancel) => AsOfRows.Write(engine, lake, Contracts.Shipped, hour, path, cancel),
            new Report(Contracts.Shipped), TimeProvider.System);
        var site = new Site(server, lakes, scratch);
        var (ingest, keys, options) = premises.Parts(premises.Store);
        var alerts = new AcknowledgeAlerts(premises.Store, ingest.Commits, keys, options);
        var pages = new PageSite(new Report(Contracts.Shipped), site._renderer, new Gate(isSignInOn, isInAzure), lakes,
            async (id, act, by, reason, cancel) =>
        {
            var result = await alerts.Run(id, act, by, reason, Some.Morning(30), cancel);
            await ingest.Commits.Lake.PublishAll(cancel);
            return result;
        });
        server.Map("/api/pages/{*path}", async (HttpContext context, string? path) =>
            await pages.Answer(context.Request, path ?? "", context.RequestAborted));
        await server.StartAsync();
        site.Address = new Uri($"{server.Urls.Single()}/api/pages/");
        site.Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        return site;
    }

    public async Task<(int Status, string Text)> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(int Status, string? Location)> Post(Dictionary<string, string> form, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "acknowledge") { Content = new FormUrlEncodedContent(form) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, $"{answer.Headers.Location}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _renderer.Dispose();
        _lakes.Dispose();
        _scratch.Delete(recursive: true);
    }
}

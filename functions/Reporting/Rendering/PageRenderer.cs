using FrontDoor.Reporting.Access;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FrontDoor.Reporting.Rendering;

/// <summary>Writes pages as HTML, rendered here and now: they need no script to be read.</summary>
public sealed class PageRenderer : IDisposable
{
    /// <summary>Everything comes from this app itself, and nothing is written into a page to be run.</summary>
    public const string SecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Of a page that is one file: nothing is loaded or sent.</summary>
    public const string SecurityPolicyOfFile =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

    readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    public Task<string> Page(PageModel page, ILinks links, Viewer viewer) => Render<PageDocument>(
        new() { [nameof(PageDocument.Model)] = page, [nameof(PageDocument.Links)] = links, [nameof(PageDocument.Viewer)] = viewer });

    /// <summary>A page that says why there is none.</summary>
    public Task<string> Refusal(string title, string text, ILinks links, Viewer? viewer) => Render<RefusalDocument>(
        new()
        {
            [nameof(RefusalDocument.Title)] = title,
            [nameof(RefusalDocument.Text)] = text,
            [nameof(RefusalDocument.Links)] = links,
            [nameof(RefusalDocument.Viewer)] = viewer
        });

    public void Dispose() => _services.Dispose();

    async Task<string> Render<T>(Dictionary<string, object?> values) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        return "<!doctype html>\n" + await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(values))).ToHtmlString()) + "\n";
    }
}

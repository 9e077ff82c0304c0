using FrontDoor.Reporting.Serving;

namespace FrontDoor.App.Pages;

/// <summary>GET /api/pages/...: the pages people look at. App Service signs people in before; without that, only this machine itself is
/// answered.</summary>
sealed class PagesFunction(PageSite site)
{
    [Function("Pages")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "pages/{*path}")] HttpRequest request, string? path,
            CancellationToken cancellationToken) => await site.Answer(request, path ?? "", cancellationToken);
}

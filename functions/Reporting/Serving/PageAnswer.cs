using FrontDoor.Reporting.Rendering;
using Microsoft.AspNetCore.Http;

namespace FrontDoor.Reporting.Serving;

/// <summary>What is answered to a request for a page.</summary>
public sealed record PageAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body) : IResult
{
    /// <summary>Where to go instead.</summary>
    public string? Location { get; init; }

    /// <summary>The name under which a browser saves it.</summary>
    public string? FileName { get; init; }

    /// <summary>Whether the address names a version, so that it never changes.</summary>
    public bool NeverChanges { get; init; }

    public static PageAnswer Html(int status, string html) => new(status, "text/html; charset=utf-8",
        System.Text.Encoding.UTF8.GetBytes(html));

    /// <summary>See there, by a request that only reads.</summary>
    public static PageAnswer SeeOther(string location) => new(StatusCodes.Status303SeeOther, "text/plain", default) { Location = location };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = PageRenderer.SecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = NeverChanges ? "private, max-age=31536000, immutable" : "no-store";
        if (Location is not null) headers.Location = Location;
        if (FileName is not null) headers.ContentDisposition = $"attachment; filename={FileName}";
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}

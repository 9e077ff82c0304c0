using System.Net;
using Microsoft.AspNetCore.Http;

namespace FrontDoor.Reporting.Access;

/// <summary>Decides who asks: by App Service's word where that is switched on, else only somebody at this machine itself.</summary>
/// <param name="isSignInOn">Whether App Service signs people in before they come here (WEBSITE_AUTH_ENABLED).</param>
/// <param name="isInAzure">Whether this runs on App Service (WEBSITE_SITE_NAME): there, every request comes through a proxy on
/// loopback.</param>
public sealed class Gate(bool isSignInOn, bool isInAzure)
{
    const string Forwarded = "X-Forwarded-For", Site = "Sec-Fetch-Site";

    /// <summary>Null: no one who may see anything.</summary>
    public Viewer? Admit(HttpRequest request)
    {
        if (isSignInOn) return ClientPrincipal.Read(request.Headers[ClientPrincipal.Header]) is { IsAnyone: true } viewer ? viewer : null;
        return !isInAzure && IsOfThisMachine(request) ? Viewer.OnThisMachine : null;
    }

    /// <summary>The peer, whoever it forwards for, and the name it asks for: a page of elsewhere whose name leads here is not this
    /// machine.</summary>
    static bool IsOfThisMachine(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
        && IsLoopback(request.Host.Host)
        && request.Headers[Forwarded].SelectMany(value => (value ?? "").Split(','))
            .All(value => value.Trim().Length == 0 || IsLoopback(value.Trim()));

    static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address)
        && IPAddress.IsLoopback(address));

    /// <summary>Whether a form was sent from a page of ours: a browser says so in a header that no page can write.</summary>
    public static bool IsFromOurPage(HttpRequest request)
    {
        if (request.Headers.TryGetValue(Site, out var site)) return site == "same-origin";
        return Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value;
    }
}

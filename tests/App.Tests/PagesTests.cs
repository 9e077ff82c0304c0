using System.Net;
using System.Text;
using FrontDoor.App.Pages;
using FrontDoor.Storage.Alerts;
using FrontDoor.Tests;
using Microsoft.AspNetCore.Http;

namespace FrontDoor.App.Tests;

/// <summary>The pages as the app serves them: to whom, by its settings, and what the log says of it.</summary>
[Collection(nameof(Azurite))]
public sealed class PagesTests(Azurite azurite)
{
    [Theory]
    [InlineData(null, null, null, 200, "this machine itself, without sign-in")]
    [InlineData("front-door", null, null, 403, "in Azure, before sign-in is switched on")]
    [InlineData("front-door", null, "operator", 403, "in Azure, with a role of the caller's own making")]
    [InlineData("front-door", "True", null, 403, "signed in without a role")]
    [InlineData("front-door", "True", "analyst", 200, "signed in with a role")]
    public async Task Pages_are_served_to_those_who_may_see_them(string? site, string? signIn, string? role, int status, string who)
    {
        using var app = TestApp.On(azurite, ("WEBSITE_SITE_NAME", site), ("WEBSITE_AUTH_ENABLED", signIn));

        var (answered, type, body) = await TestApp.Answer(await app.Function<PagesFunction>().Run(Request("GET", role), "today", default));

        Assert.True(answered == status, $"{who}: {answered}");
        Assert.Equal("text/html; charset=utf-8", type);
        Assert.Equal(status == 200, body.Contains("headline-text", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_acknowledges_and_the_log_knows_neither_who_nor_why()
    {
        using var app = TestApp.On(azurite);
        var id = Guid.NewGuid().ToString("n");
        await new AlertStore(Account.Store(azurite)).Add(
            Given.Notice(id) with { LaCode = "999", RaisedAt = TimeProvider.System.GetUtcNow().AddHours(-100) }, default);
        var request = Request("POST", null);
        request.Headers["Sec-Fetch-Site"] = "same-origin";
        request.ContentType = "application/x-www-form-urlencoded";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes($"id={id}&act=acknowledge&by=CANARYROLE&reason=CANARYREASON"));

        var (status, _, _) = await TestApp.Answer(await app.Function<PagesFunction>().Run(request, "acknowledge", default));

        Assert.Equal(303, status);
        Assert.NotNull((await new AlertStore(Account.Store(azurite)).Find(id, default))!.Document.AcknowledgedAt);
        Assert.Contains(id, app.Log.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", app.Log.Said, StringComparison.Ordinal);
    }

    static HttpRequest Request(string method, string? role)
    {
        var http = new DefaultHttpContext
        {
            Request = { Method = method, Host = new HostString("localhost", 7071), Path = "/api/pages/today" }
        };
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        if (role is not null)
            http.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(
                $$"""{ "role_typ": "roles", "claims": [{ "typ": "roles", "val": "{{role}}" }] }"""));
        return http.Request;
    }
}

using System.Text;
using System.Text.Json;
using FrontDoor.Reporting.Access;
using FrontDoor.Tests;

namespace FrontDoor.Reporting.Tests;

/// <summary>Who sees what: forged roles, another's page, addresses that ask for what they may not.</summary>
public sealed class AccessTests(SmallCouncil council) : IClassFixture<SmallCouncil>
{
    [Theory]
    [InlineData(Viewer.DutyManager, "today", 200)]
    [InlineData(Viewer.Operator, "today", 200)]
    [InlineData(Viewer.Analyst, "today", 200)]
    [InlineData(Viewer.Analyst, "partner?sender=northshire-police", 200)]
    [InlineData("partner:northshire-police", "partner?sender=northshire-police", 200)]
    [InlineData("partner:northshire-police", "definitions", 200)]
    [InlineData("partner:northshire-police", "partner?sender=northshire-hospitals", 403)]
    [InlineData("partner:northshire-hospitals", "partner?sender=northshire-police&csv=files", 403)]
    [InlineData("partner:northshire-police", "today", 403)]
    [InlineData("partner:northshire-police", "timeliness?sender=northshire-police", 403)]
    [InlineData("partner:northshire-police", "children", 403)]
    [InlineData("partner:", "partner?sender=northshire-police", 403)]
    [InlineData("Duty-Manager", "today", 403)] // a role is what it is called, to the letter
    [InlineData("somebody", "definitions", 403)]
    public async Task A_role_sees_its_pages_and_no_other(string role, string page, int status)
    {
        await using var site = await Site.Start(council.Premises, isSignInOn: true, isInAzure: true);

        var answer = await site.Get(page, (ClientPrincipal.Header, Principal(role)));

        Assert.Equal(status, answer.Status);
        if (status == 403) Assert.DoesNotContain("<table", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_opens_its_own_file_and_no_other_senders()
    {
        await using var site = await Site.Start(council.Premises, isSignInOn: true, isInAzure: true);
        var id = council.Premises.Ask("select min(file_id) from files where sender = 'northshire-police'").Single();

        Assert.Equal(200, (await site.Get($"file?id={id}", (ClientPrincipal.Header, Principal("partner:northshire-police")))).Status);
        Assert.Equal(403, (await site.Get($"file?id={id}", (ClientPrincipal.Header, Principal("partner:northshire-hospitals")))).Status);
        Assert.Equal(403, (await site.Get("file?id=00000000", (ClientPrincipal.Header,
            Principal("partner:northshire-hospitals")))).Status); // nor learns which there are
    }

    [Fact]
    public async Task Without_sign_in_switched_on_a_forged_role_opens_nothing_in_Azure()
    {
        await using var site = await Site.Start(council.Premises, isSignInOn: false, isInAzure: true);

        Assert.Equal(403, (await site.Get("today")).Status);
        Assert.Equal(403, (await site.Get("today", (ClientPrincipal.Header, Principal(Viewer.Operator)))).Status);
    }

    [Theory]
    [InlineData("Host", "pages.example")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1, 203.0.113.7")]
    public async Task Without_sign_in_only_this_machine_is_answered(string header, string value)
    {
        await using var site = await Site.Start(council.Premises);

        Assert.Equal(200, (await site.Get("today")).Status);
        Assert.Equal(403, (await site.Get("today", (header, value))).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("bm90IGpzb24=")] // not json
    [InlineData("W10=")] // []
    [InlineData("eyJjbGFpbXMiOiJvcGVyYXRvciJ9")] // {"claims":"operator"}
    public async Task A_header_that_is_not_App_Services_opens_nothing(string? header)
    {
        await using var site = await Site.Start(council.Premises, isSignInOn: true, isInAzure: true);

        Assert.Equal(403, (await site.Get("today", header is null ? [] : [(ClientPrincipal.Header, header)])).Status);
    }

    [Theory]
    [InlineData("timeliness?feed=police/domestic-abuse'%20or%201=1--")]
    [InlineData("timeliness?sender=northshire-police')%20union%20select%20*%20from%20files--")]
    [InlineData("timeliness?clock=sharing;drop%20table%20timed")]
    [InlineData("timeliness?risk=high'")]
    [InlineData("timeliness?from=2019-01-01'::date%20or%20true--")]
    [InlineData("timeliness?asof=2019-01-01'")]
    [InlineData("timeliness?asof=9999-12-31")]
    [InlineData("timeliness?from=2019-02-01&to=2019-01-01")]
    [InlineData("timeliness?risk=high&risk=medium")]
    [InlineData("timeliness?unknown=1")]
    [InlineData("timeliness?csv=../today")]
    [InlineData("record?id=12345678'%20or%20'1'='1")]
    [InlineData("record?id=1234")]
    [InlineData("record")]
    [InlineData("partner?sender=nobody")]
    [InlineData("partner")]
    [InlineData("today?done=<script>")]
    [InlineData("today?part=0")]
    [InlineData("today?part=2%20union%20select%201")]
    public async Task What_is_no_filter_is_refused_in_plain_words_and_not_repeated(string page)
    {
        await using var site = await Site.Start(council.Premises);

        var (status, text) = await site.Get(page);

        Assert.Equal(400, status);
        Assert.DoesNotContain("union", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("drop table", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("record?id=00000000")]
    [InlineData("file?id=00000000")]
    [InlineData("nothing")]
    [InlineData("assets/../Asset.cs")]
    [InlineData("timeliness?csv=nothing")]
    public async Task What_is_not_there_is_said_to_be_not_there(string page)
    {
        await using var site = await Site.Start(council.Premises);

        Assert.Equal(404, (await site.Get(page)).Status);
    }

    [Fact]
    public async Task Only_a_form_of_our_own_page_acknowledges_and_only_for_those_who_may()
    {
        using var premises = council.Premises.Copy();
        await using var site = await Site.Start(premises, isSignInOn: true, isInAzure: true);
        var id = premises.Ask("select min(notice_id) from notices where kind = 'late'").Single();
        var form = new Dictionary<string, string> { ["id"] = id, ["act"] = "acknowledge", ["reason"] = "The worker visits today." };
        var (duty, analyst) = ((ClientPrincipal.Header, Principal(Viewer.DutyManager)),
            (ClientPrincipal.Header, Principal(Viewer.Analyst)));

        Assert.Equal(403, (await site.Post(form, analyst, ("Sec-Fetch-Site", "same-origin"))).Status);
        Assert.Equal(403, (await site.Post(form, duty)).Status);
        Assert.Equal(403, (await site.Post(form, duty, ("Sec-Fetch-Site", "cross-site"))).Status);
        Assert.Equal(403, (await site.Post(form, duty, ("Origin", "https://elsewhere.example"))).Status);
        Assert.Equal(400, (await site.Post(new(form) { ["reason"] = " " }, duty, ("Sec-Fetch-Site", "same-origin"))).Status);
        Assert.Equal(400, (await site.Post(new(form) { ["act"] = "delete" }, duty, ("Sec-Fetch-Site", "same-origin"))).Status);
        Assert.Equal(404, (await site.Post(new(form) { ["id"] = new string('0', 32) }, duty, ("Sec-Fetch-Site", "same-origin"))).Status);
        Assert.Empty(premises.Ask("select notice_id from acknowledgements"));

        Assert.Equal((303, $"today?done={id}"), await site.Post(form, duty, ("Sec-Fetch-Site", "same-origin")));
        Assert.Contains(id, premises.Ask("select notice_id from acknowledgements"));
        Assert.DoesNotContain("worker visits", (await site.Get("today", duty)).Text, StringComparison.Ordinal);
    }

    public static string Principal(params string[] roles) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        auth_typ = "aad",
        name_typ = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
        role_typ = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
        claims = roles.Select(role => new { typ = "roles", val = role })
            .Append(new { typ = "preferred_username", val = "someone@council.example" }),
    })));
}

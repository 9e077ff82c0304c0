using Deque.AxeCore.Playwright;
using FrontDoor.Reporting.Access;
using FrontDoor.Tests;
using Microsoft.Playwright;

namespace FrontDoor.Reporting.Tests;

/// <summary>What each role does in a browser, by keyboard alone: what it sees, and what it may not.</summary>
public sealed class RoleTests(Browser browser, SmallCouncil council) : IClassFixture<Browser>, IClassFixture<SmallCouncil>
{
    [Theory]
    [InlineData(Viewer.DutyManager, 320, false)]
    [InlineData(Viewer.Operator, 1280, true)]
    public async Task A_duty_manager_and_an_operator_acknowledge_the_gravest_alert_and_open_its_record(string role, int width, bool isDark)
    {
        using var premises = council.Premises.Copy();
        await using var visit = await Visit.Start(browser, premises, role, width, isDark);
        await visit.Opens("");
        Assert.EndsWith("/today", visit.Page.Url, StringComparison.Ordinal);
        Assert.Equal(["Today", "Timeliness", "Arrivals", "Children", "Definitions"], await visit.Navigation());

        await visit.TabTo("summary", "Acknowledge or close");
        await visit.Presses("Enter");
        await visit.TabTo("textarea[name=reason]", ""); // who it is, the sign-in says
        Assert.Equal(0, await visit.Page.Locator("input[name=by]").CountAsync());
        await visit.Page.Keyboard.TypeAsync("The worker visits today.");
        await visit.TabTo("button", "Acknowledge");
        await visit.Presses("Enter");
        await visit.Page.WaitForURLAsync("**/today?done=*");
        Assert.Equal("1", premises.Ask("select count(*) from acknowledgements").Single());
        await visit.HasNoBarrier();

        await visit.Follows("Open record");
        Assert.StartsWith("Late by the clock", await visit.Page.Locator(".headline-text").TextContentAsync(), StringComparison.Ordinal);
        await visit.HasNoBarrier();
    }

    [Fact]
    public async Task An_analyst_reads_every_page_and_acknowledges_nothing()
    {
        await using var visit = await Visit.Start(browser, council.Premises, Viewer.Analyst, 1280, isDark: true);
        await visit.Opens("");
        Assert.True(await visit.Page.Locator(".alert").CountAsync() > 0);
        Assert.Equal(0, await visit.Page.Locator("form.alert-form").CountAsync());
        foreach (var name in (string[])["Timeliness", "Children"])
        {
            await visit.Follows(name);
            Assert.Equal(name, await visit.Page.Locator("h1").TextContentAsync());
        }
        await visit.HasNoBarrier();
    }

    [Fact]
    public async Task A_partner_sees_its_own_page_and_files_and_no_others()
    {
        await using var visit = await Visit.Start(browser, council.Premises, "partner:northshire-police", 320, isDark: false);
        await visit.Opens("");
        Assert.Equal("Northshire Police", await visit.Page.Locator("h1").TextContentAsync());
        Assert.Equal(["Definitions", "northshire-police"], await visit.Navigation());
        await visit.HasNoBarrier();

        var receipt = await visit.Page.Locator("a[href^='file?id=']").First.TextContentAsync();
        await visit.Follows(receipt!);
        Assert.Equal($"File {receipt}", await visit.Page.Locator("h1").TextContentAsync());
        foreach (var page in (string[])["today", "timeliness", "partner?sender=northshire-hospitals"])
        {
            await visit.Opens(page, isRefused: true);
            Assert.Equal("You may not see this", await visit.Page.Locator("h1").TextContentAsync());
            Assert.Equal(0, await visit.Page.Locator("table").CountAsync());
        }
        await visit.HasNoBarrier();
    }

    [Fact]
    public async Task Hundreds_of_open_alerts_are_listed_in_parts()
    {
        using var premises = new Premises();
        for (var file = 0; file < 6; file++) // of the records of one file only some have an alert of their own
            await premises.Take(Some.PoliceFile(Enumerable.Range(100 * file, 12).Select(number => Some.Ppn(number))),
                hours: 24 * 8 + file, name: $"{file}.csv");
        await using var visit = await Visit.Start(browser, premises, Viewer.DutyManager, 1280, isDark: true);
        await visit.Opens("today");
        var open = int.Parse((await visit.Page.Locator("h2").First.TextContentAsync())!.Split('(', ')')[1], null);
        Assert.True(open > 50, $"{open} alerts are open");

        var seen = new List<string>();
        for (var left = open; ; left -= 50)
        {
            seen.AddRange(await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.alert')].map(alert => alert.id)"));
            if (left <= 50) break;
            await visit.Follows($"And {left - 50} more");
        }
        Assert.Equal(open, seen.Distinct().Count());
        await visit.HasNoBarrier();
    }

    /// <summary>Somebody signed in with a role, at a page.</summary>
    sealed class Visit(Site site, IPage page, List<string> complaints) : IAsyncDisposable
    {
        public IPage Page => page;

        public static async Task<Visit> Start(Browser browser, Premises premises, string role, int width, bool isDark)
        {
            var site = await Site.Start(premises, isSignInOn: true, isInAzure: true);
            var complaints = new List<string>();
            return new(site, await browser.Open(width, isDark, complaints, role: role), complaints);
        }

        public async Task Opens(string path, bool isRefused = false)
        {
            await page.GotoAsync(new Uri(site.Address, path).ToString());
            if (isRefused) complaints.RemoveAll(complaint => complaint.Contains("403", StringComparison.Ordinal));
        }

        public async Task<string[]> Navigation() =>
            [.. (await page.Locator("nav a").AllTextContentsAsync())];

        /// <summary>Tabs on until what has the focus is this.</summary>
        public async Task TabTo(string selector, string text)
        {
            for (var presses = 0; presses < 400; presses++)
            {
                await page.Keyboard.PressAsync("Tab");
                if (await page.EvaluateAsync<bool>("([selector, text]) => document.activeElement.matches(selector) && "
                    + "document.activeElement.textContent.includes(text)", new[] { selector, text })) return;
            }
            Assert.Fail($"The keyboard does not reach {selector} {text}.");
        }

        public Task Presses(string key) => page.Keyboard.PressAsync(key);

        /// <summary>Goes where a link leads, by keyboard.</summary>
        public async Task Follows(string link)
        {
            await page.EvaluateAsync("document.activeElement.blur()");
            await TabTo("a", link);
            var before = page.Url;
            await Presses("Enter");
            await page.WaitForURLAsync(url => url != before);
        }

        public async Task HasNoBarrier()
        {
            var found = await page.RunAxe(BrowserTests.Rules);
            Assert.True(found.Violations.Length == 0, $"{page.Url}: " + string.Join("; ", found.Violations.Select(violation =>
                $"{violation.Id} {violation.Help}: {violation.Nodes[0].Html}")));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                $"{page.Url} is wider than the window");
            Assert.True(complaints.Count == 0, $"{page.Url}: {string.Join("; ", complaints)}");
        }

        public async ValueTask DisposeAsync()
        {
            await page.Context.CloseAsync();
            await site.DisposeAsync();
        }
    }
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FrontDoor.Tests;
using Microsoft.Playwright;

namespace FrontDoor.Reporting.Tests;

/// <summary>The pages in a real browser: by eye, by ear, by keyboard, on a telephone, by day and by night.</summary>
public sealed class BrowserTests(Browser browser, SmallCouncil council) : IClassFixture<Browser>, IClassFixture<SmallCouncil>
{
    public static AxeRunOptions Rules { get; } = new()
    {
        RunOnly = new()
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        }
    };

    [Theory]
    [InlineData(1280, false)]
    [InlineData(320, true)]
    public async Task Every_page_is_without_a_complaint_and_without_a_barrier(int width, bool isDark)
    {
        await using var site = await Site.Start(council.Premises);
        var complaints = new List<string>();
        var page = await browser.Open(width, isDark, complaints);
        foreach (var path in Paths())
        {
            await page.GotoAsync(new Uri(site.Address, path).ToString());
            var found = await page.RunAxe(Rules);
            Assert.True(found.Violations.Length == 0, $"{path}: " + string.Join("; ", found.Violations.Select(violation =>
                $"{violation.Id} {violation.Help}: {violation.Nodes[0].Html} {violation.Nodes[0].Any.FirstOrDefault()?.Message}")));
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(over <= 0, $"{path} is {over} pixels wider than {width}");
            Assert.True(complaints.Count == 0, $"{path}: {string.Join("; ", complaints)}");
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Charts_are_drawn_over_their_tables_and_without_script_the_tables_are_open()
    {
        await using var site = await Site.Start(council.Premises);
        var page = await browser.Open(1280, false, []);
        await page.GotoAsync(new Uri(site.Address, "timeliness").ToString());
        Assert.Equal(2, await page.Locator("figure.chart svg[role=img]").CountAsync());
        Assert.False(await page.Locator("details.chart-table table").First.IsVisibleAsync());
        await page.Context.CloseAsync();

        var plain = await browser.Open(1280, false, [], hasScript: false);
        await plain.GotoAsync(new Uri(site.Address, "timeliness").ToString());
        Assert.Equal(0, await plain.Locator("figure.chart svg").CountAsync());
        Assert.True(await plain.Locator("details.chart-table table").First.IsVisibleAsync());
        await plain.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // without script
    public async Task An_alert_is_acknowledged_by_keyboard_alone(bool hasScript)
    {
        using var premises = council.Premises.Copy();
        await using var site = await Site.Start(premises);
        var complaints = new List<string>();
        var page = await browser.Open(1280, false, complaints, hasScript);
        await page.GotoAsync(new Uri(site.Address, "today").ToString());

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to main content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await Tab(page, "summary", "Acknowledge or close");
        await page.Keyboard.PressAsync("Enter");
        await Tab(page, "input[name=by]", "");
        await page.Keyboard.TypeAsync("duty manager");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("The worker visits today.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/today?done=*");

        Assert.StartsWith("Recorded", await page.Locator("[role=status]").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal("1", premises.Ask("select count(*) from acknowledgements").Single());
        var id = premises.Ask("select notice_id from acknowledgements").Single();
        Assert.Contains("; acknowledged", await page.Locator($"#alert-{id}").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_stranger_finds_the_late_record_by_clicking()
    {
        await using var site = await Site.Start(council.Premises);
        var page = await browser.Open(1280, false, []);
        await page.GotoAsync(new Uri(site.Address, "today").ToString());

        await page.GetByText("Open record").First.ClickAsync();
        Assert.StartsWith("Late by the clock sharing", await page.Locator(".headline-text").TextContentAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "northshire-police" }).First.ClickAsync();
        Assert.Equal("Northshire Police", await page.Locator("h1").TextContentAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Timeliness" }).ClickAsync();
        await page.GetByText("Filter", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Risk", new() { Exact = true }).SelectOptionAsync("high");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await page.WaitForURLAsync("**risk=high**");
        Assert.Equal("high", await page.GetByLabel("Risk", new() { Exact = true }).InputValueAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Print_shows_the_words_and_tables_and_not_the_controls()
    {
        await using var site = await Site.Start(council.Premises);
        var page = await browser.Open(1280, false, []);
        await page.GotoAsync(new Uri(site.Address, "today").ToString());
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.True(await page.Locator(".headline-text").IsVisibleAsync());
        Assert.False(await page.Locator("nav").IsVisibleAsync());
        Assert.False(await page.Locator(".filters").IsVisibleAsync());
        await page.Context.CloseAsync();
    }

    IEnumerable<string> Paths()
    {
        var key = council.Premises.Ask("select min(notification_key) from current_timeliness where status = 'late'").Single();
        var file = council.Premises.Ask("select min(file_id) from files where rejected > 0").Single();
        return ["today", "timeliness", "arrivals", "children", "definitions", "partner?sender=northshire-police", $"record?id={key}",
            $"file?id={file}", "children?for=publication", "timeliness?risk=high"];
    }

    /// <summary>Tabs on until what has the focus is this.</summary>
    static async Task Tab(IPage page, string selector, string text)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("([selector, text]) => document.activeElement.matches(selector) && "
                + "document.activeElement.textContent.includes(text)", new[] { selector, text })) return;
        }
        Assert.Fail($"The keyboard does not reach {selector}.");
    }
}

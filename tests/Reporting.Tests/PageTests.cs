using System.Text.RegularExpressions;
using FrontDoor.Domain.Feeds;
using FrontDoor.Reporting.Access;
using FrontDoor.Reporting.Assets;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Rendering;
using FrontDoor.Tests;

namespace FrontDoor.Reporting.Tests;

/// <summary>What stands on each page, and what never does.</summary>
public sealed partial class PageTests(SmallCouncil council) : IClassFixture<SmallCouncil>
{
    public static TheoryData<string> Pages =>
        ["today", "timeliness", "arrivals", "children", "definitions", "partner?sender=northshire-police", "timeliness?for=publication",
            "arrivals?for=publication", "children?for=publication",
        "today?asof=2019-01-13", "timeliness?feed=police/domestic-abuse&risk=high&from=2019-01-01&to=2019-02-01"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_page_says_first_what_matters(string page)
    {
        await using var site = await Site.Start(council.Premises);

        var (status, html) = await site.Get(page);

        Assert.Equal(200, status);
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("headline-text", StringComparison.Ordinal) < html.IndexOf("<h2", StringComparison.Ordinal), html);
        Assert.DoesNotContain("{", Tags.Replace(html, ""), StringComparison.Ordinal); // nothing left of a template
    }

    [Fact]
    public async Task No_page_that_can_be_reached_names_a_child_or_repeats_what_was_sent()
    {
        await using var site = await Site.Start(council.Premises);
        var (waiting, seen) = (new Queue<string>(["today", "timeliness", "arrivals", "children", "definitions",
            "partner?sender=northshire-police"]), new HashSet<string>());
        while (waiting.TryDequeue(out var page))
        {
            if (!seen.Add(page)) continue;
            var (status, text) = await site.Get(page);
            Assert.True(status == 200, $"{page}: {status}");
            Assert.All(SmallCouncil.Planted, planted => Assert.DoesNotContain(planted, text, StringComparison.OrdinalIgnoreCase));
            foreach (Match link in Hrefs.Matches(text))
                if (!link.Groups[1].Value.StartsWith('#') && !link.Groups[1].Value.StartsWith("data:", StringComparison.Ordinal)
                    && !link.Groups[1].Value.StartsWith("assets/", StringComparison.Ordinal))
                    waiting.Enqueue(System.Net.WebUtility.HtmlDecode(link.Groups[1].Value));
        }
        Assert.Contains(seen, page => page.StartsWith("record?", StringComparison.Ordinal));
        Assert.Contains(seen, page => page.StartsWith("file?", StringComparison.Ordinal));
        Assert.Contains(seen, page => page.Contains("csv=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_headline_of_today_counts_what_no_one_has_acknowledged()
    {
        await using var site = await Site.Start(council.Premises);

        var (_, html) = await site.Get("today");

        Assert.Matches(@"headline bad.*alerts are open\. No one has acknowledged any of them; \d+ are critical or serious",
            html.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task A_refused_file_says_so_on_its_own_page_and_on_its_senders()
    {
        await using var site = await Site.Start(council.Premises);
        var id = council.Premises.Ask("select file_id from files where status = 'refused'").Single();

        Assert.Contains("This file was refused", (await site.Get($"file?id={id}")).Text, StringComparison.Ordinal);
        Assert.Contains("Correct the file that was refused", (await site.Get("partner?sender=northshire-police")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shown_for_publication_has_no_count_of_one_to_five()
    {
        await using var site = await Site.Start(council.Premises);
        // months of the records of these weeks would give suppressed weeks away
        Assert.Equal(404, (await site.Get("timeliness?for=publication&csv=months")).Status);
        var seen = 0;
        foreach (var table in (string[])["weeks", "risks", "delays", "scorecard"])
        {
            var (status, csv) = await site.Get($"timeliness?for=publication&csv={table}");
            if (status == 404) continue; // left out whole
            seen++;
            var columns = csv.Split("\r\n")[0].Split(',');
            foreach (var line in csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1))
                foreach (var (column, value) in columns.Zip(line.Split(',')))
                    if (column is "records" or "in time" or "late" or "overdue" or "late or overdue"
                        or "unknown") Assert.DoesNotMatch("^[1-5]$", value);
        }
        Assert.True(seen > 0);
    }

    [Fact]
    public async Task What_looks_like_script_in_a_value_is_text_on_the_page()
    {
        const string Hostile = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        using var renderer = new PageRenderer();
        var cell = Cell.Of(Hostile);
        var model = new PageModel(new(PageName.Timeliness, Filter.None), Hostile, new(Tone.Bad, Hostile, Hostile),
            [new Section(Hostile) { Text = Hostile, Steps = [Hostile], Facts = [(Hostile, cell)],
                Chart = new("bars", Hostile, [new Dictionary<string, object?> { ["name"] = Hostile }]),
                Table = new("table", Hostile, [Hostile], [[cell]]), Alerts =
                    [new(Hostile, Hostile, Hostile, Hostile, Hostile, Hostile, Hostile, false, Hostile, Hostile)] }])
        { AsOf = Hostile };

        var html = await renderer.Page(model, new ServedLinks(), Viewer.OnThisMachine);

        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onerror=alert(1)>\"", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nothing_comes_from_elsewhere_and_no_script_stands_in_a_page()
    {
        await using var site = await Site.Start(council.Premises);
        using var answer = await site.Client.GetAsync("timeliness");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(PageRenderer.SecurityPolicy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.DoesNotContain("unsafe", PageRenderer.SecurityPolicy, StringComparison.Ordinal);
        Assert.DoesNotContain("://", html.Replace(site.Address.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", html);
        var sheet = System.Text.Encoding.UTF8.GetString(Asset.All["govuk-frontend.css"].Bytes);
        Assert.DoesNotContain("GDS Transport", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("@font-face", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_written_as_files_whose_links_all_lead_somewhere()
    {
        council.Premises.Publish();
        var folder = Directory.CreateTempSubdirectory("pages-").FullName;
        using var renderer = new PageRenderer();
        using var lake = new OpenedLake(Path.Combine(council.Premises.Root, "lake"));

        var count = await new Serving.PageFiles(new Reporting.Pages.Report(Contracts.Shipped), renderer)
            .Write(lake.Report, Filter.None, folder, default);

        var files = Directory.GetFiles(folder, "*.html");
        Assert.Equal(count, files.Length);
        Assert.All(files, file => Assert.All(Hrefs.Matches(File.ReadAllText(file)).Select(link => link.Groups[1].Value)
            .Where(link => !link.StartsWith('#') && !link.StartsWith("data:", StringComparison.Ordinal)),
            link => Assert.True(File.Exists(Path.Combine(folder, link.Split('?')[0])), $"{Path.GetFileName(file)} leads to {link}")));
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    static partial Regex Hrefs { get; }

    [GeneratedRegex("<[^>]*>")]
    static partial Regex Tags { get; }
}

using System.Globalization;
using System.Text.Json;
using FrontDoor.Cli.Answers;
using FrontDoor.Domain.Feeds;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The trends of <c>report</c> say what the pages say, for each sender, feed and clock.</summary>
public sealed class ReportTrendsTests : IDisposable
{
    const int Weeks = 16;

    readonly Premises _at = new();

    [Fact]
    public async Task Weeks_months_and_how_a_week_fills_have_the_numbers_of_the_page_in_every_format()
    {
        for (var week = 0; week < Weeks; week++) await _at.Police(7 * week, 9 + week % 4, fromDays: week % 5 == 0 ? 6 : 2);
        await _at.Council(7 * Weeks * 24, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20");
        _at.Publish();
        var feed = new FeedId("police", "domestic-abuse");
        using var lake = LakeFolder.Open(_at.Root);
        var page = new Report(Contracts.Shipped).Of(new PageAddress(PageName.Timeliness,
            new Filter { Feed = feed, Sender = "northshire-police", Clock = "sharing" }),
            new ReportLake(lake.Query, TimeProvider.System.GetUtcNow()), default);

        foreach (var (part, column, name) in ((string, string, string)[])[
            ("weeks", "percent in time", "percent_in_time"), ("weeks", "lower limit", "lower"), ("weeks", "median hours", "median_hours"),
            ("months", "percent in time", "percent_in_time"), ("months", "upper limit", "upper"), ("filling", "share come", "share")])
        {
            var rows = JsonDocument.Parse(string.Concat((await Run("--part", part, "--feed", $"{feed}", "--clock", "sharing", "--format",
                "json")).Output)).RootElement.EnumerateArray().ToList();
            var table = page.Tables.Single(one => one.Name == part);
            var at = table.Columns.ToList().FindIndex(title => title.Contains(column, StringComparison.Ordinal));
            Assert.True(rows.Count > (part == "weeks" ? 12 : 2) && at >= 0, $"{part}, {column}: {rows.Count} rows, "
                + $"{string.Join('|', table.Columns)}");
            Assert.Equal(table.Rows.Select(row => Number(row[at].Value)), rows.Select(row => Number(row.GetProperty(name).ValueKind
                == JsonValueKind.Null ? null : row.GetProperty(name).GetDouble() * (part == "filling" ? 100 : 1))));
            Assert.All(rows, row => Assert.Equal(("northshire-police", $"{feed}", "sharing"), (row.GetProperty("sender").GetString(),
                row.GetProperty("feed").GetString(), row.GetProperty("clock").GetString())));
        }

        var all = (await Run("--part", "months", "--format", "csv")).Output;
        Assert.StartsWith("sender,feed,clock,month,records,on_time,decided,open,percent_in_time,median_hours,p90_hours,provisional", all[0],
            StringComparison.Ordinal);
        Assert.Contains(all, line => line.StartsWith("northshire-council,council/front-door,", StringComparison.Ordinal));
        Assert.Equal(2, (await Run("--part", "weeks", "--severity", "late")).Code);
        Assert.Equal("No record of this period was timed.", (await Run("--part", "weeks", "--sender", "northshire-schools")).Output[^1]);
    }

    public void Dispose() => _at.Dispose();

    static string Number(object? value) =>
        value is null ? "" : Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("0.000", CultureInfo.InvariantCulture);

    Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Run(params string[] more) =>
        Pipeline.Run(["report", "--lake", _at.Root, .. more]);
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Publishing;
using FrontDoor.Reporting.Rendering;
using FrontDoor.Reporting.Serving;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Reporting.Tests;

/// <summary>The reports of weeks and months that are over.</summary>
public sealed class PublishReportsTests(PublishReportsTests.TwoMonths council) : IClassFixture<PublishReportsTests.TwoMonths>
{
    /// <summary>A file a week from 5 January 2019, of 30 records: 20 in time and 10 late, but only 3 late in the last.</summary>
    public sealed class TwoMonths : IAsyncLifetime
    {
        internal Premises Premises { get; } = new();

        public async ValueTask InitializeAsync()
        {
            for (var week = 0; week < 5; week++) await Premises.Take(Week(week, late: week == 4 ? 3 : 10), hours: 24 * 7 * week);
            Premises.Publish();
        }

        public ValueTask DisposeAsync()
        {
            Premises.Dispose();
            return default;
        }

        internal static string Week(int week, int late) => Some.PoliceFile(Enumerable.Range(0, 30).Select(number =>
        {
            var on = Some.Morning(24 * 7 * week).AddDays(number < late ? -4 : -1);
            return Some.Ppn(100 * week + number) with
            {
                From = $"{on:dd/MM/yyyy} 20:30",
                To = $"{on:dd/MM/yyyy} 21:00",
                Risk = number % 2 == 0 ? "High" : "Medium",
                Surname = SmallCouncil.Surname,
                Forename = SmallCouncil.Forename,
                Narrative = SmallCouncil.Narrative,
            };
        }));
    }

    [Fact]
    public async Task Each_week_and_month_is_written_once_when_it_has_been_over_for_a_day()
    {
        using var premises = council.Premises.Copy();

        Assert.Equal(new(1, 0), await Publish(premises, "2019-01-08T00:30:00Z"));
        Assert.Equal(new(0, 0), await Publish(premises, "2019-01-14T23:30:00Z"));
        Assert.Equal(new(4, 1), await Publish(premises, "2019-02-05T09:00:00Z"));
        Assert.Equal(new(0, 0), await Publish(premises, "2019-02-05T10:00:00Z"));
        Assert.Equal(["monthly/2019-01", "weekly/2018-12-31", "weekly/2019-01-07", "weekly/2019-01-14", "weekly/2019-01-21",
            "weekly/2019-01-28"], Written(premises).Keys.Select(path => Path.GetDirectoryName(path)!).Distinct());
    }

    [Fact]
    public async Task Where_there_is_no_report_the_last_five_weeks_get_one_and_where_there_is_one_all_since()
    {
        using var premises = council.Premises.Copy();

        Assert.Equal(new(5, 2), await Publish(premises, "2019-03-05T09:00:00Z"));
        Assert.Equal(new(9, 2), await Publish(premises, "2019-05-07T09:00:00Z"));
    }

    [Fact]
    public async Task An_empty_lake_gets_no_report()
    {
        using var premises = new Premises();

        Assert.Equal(new(0, 0), await Publish(premises, "2019-02-05T09:00:00Z"));
    }

    [Fact]
    public async Task A_report_is_complete_without_a_name_and_the_same_whenever_it_is_written()
    {
        using var premises = council.Premises.Copy();
        using var later = council.Premises.Copy();
        await Publish(premises, "2019-02-05T09:00:00Z");
        await later.Take(TwoMonths.Week(5, 10), hours: 24 * 7 * 5); // received after those weeks
        later.Publish();
        await Publish(later, "2019-02-05T20:00:00Z");
        var written = Written(premises);

        Assert.Equal(written, Written(later));
        Assert.All(written.Keys.Where(path => path.EndsWith(ReportManifest.Name, StringComparison.Ordinal)), path =>
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(Local(premises, path)));
            var listed = manifest.RootElement.GetProperty("files").EnumerateArray().ToDictionary(
                file => $"{Path.GetDirectoryName(path)}/{file.GetProperty("name")}", file => $"{file.GetProperty("sha256")}");
            Assert.Equal(listed.OrderBy(file => file.Key, StringComparer.Ordinal), written.Where(file =>
                Path.GetDirectoryName(file.Key) == Path.GetDirectoryName(path) && file.Key != path));
            Assert.Superset(new HashSet<string> { "report.html", "report.parquet", "scorecard.csv", "risks.csv" },
                listed.Keys.Select(file => Path.GetFileName(file)).ToHashSet());
        });
        foreach (var path in written.Keys)
            Assert.All(SmallCouncil.Planted, planted => Assert.DoesNotContain(planted,
                Encoding.Latin1.GetString(File.ReadAllBytes(Local(premises, path))), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_page_is_one_file_that_prints_and_its_parquet_has_the_cells_of_its_tables()
    {
        using var premises = council.Premises.Copy();
        await Publish(premises, "2019-02-05T09:00:00Z");
        var folder = Local(premises, "weekly/2019-01-28");
        var html = File.ReadAllText(Path.Combine(folder, ReportFiles.Html));

        Assert.Contains("<h1 class=\"govuk-heading-l\">Weekly report, 28 Jan 2019 to 3 Feb 2019</h1>", html, StringComparison.Ordinal);
        Assert.Contains("As it was known Mon 4 Feb 2019 00:00", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script src|<link rel=\"stylesheet\"|href=\"[a-z]+\\?", html);
        Assert.Contains("data-chart", html, StringComparison.Ordinal);
        // the last week has three late records
        var weeks = File.ReadAllLines(Path.Combine(folder, "weeks.csv"));
        Assert.Contains(weeks, line => line.StartsWith("2018-12-31,30,20,10,66.7", StringComparison.Ordinal));
        Assert.Contains(weeks, line => line.StartsWith("2019-01-28,suppressed,suppressed,suppressed", StringComparison.Ordinal));

        using var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "pages-tests"));
        using var engine = new Engine(new EngineOptions(scratch.Folder));
        using var connection = engine.Open();
        using var cells = connection.Run($"""
            select number, suppressed from read_parquet({Sql.Text(Path.Combine(folder, ReportFiles.Parquet))})
            where "table" = 'weeks' and "column" = 'records' order by row
            """);
        Assert.Equal(weeks.Skip(1).Select(line => line.Split(',')[1]),
            cells.Rows.Select(row => row[1] is true ? Cell.Suppressed : $"{row[0]}"));
    }

    [Fact]
    public async Task Whenever_the_process_dies_no_half_report_is_complete_and_the_next_run_finishes_it()
    {
        using var undisturbed = council.Premises.Copy();
        await Publish(undisturbed, "2019-01-08T09:00:00Z");
        var (whole, deaths) = (Written(undisturbed), 0);
        for (var call = 1; ; call += 4)
        {
            using var premises = council.Premises.Copy();
            var died = await Xunit.Record.ExceptionAsync(() => Publish(premises, "2019-01-08T09:00:00Z",
                new Dying(premises.Store, call)));
            if (died is null) break;
            Assert.IsType<Died>(died);
            deaths++;
            Assert.DoesNotContain(Written(premises).Keys, path => path.EndsWith(ReportManifest.Name, StringComparison.Ordinal));
            Assert.Equal(new(1, 0), await Publish(premises, "2019-01-08T10:00:00Z"));
            Assert.Equal(whole, Written(premises));
        }
        Assert.True(deaths >= 3, $"died {deaths} times");
    }

    static async Task<PublishReportsResult> Publish(Premises premises, string now, IStore? store = null)
    {
        using var renderer = new PageRenderer();
        var scratch = Directory.CreateTempSubdirectory("reports-");
        using (var lakes = new StoreLakes(premises.Store, scratch.FullName,
            (engine, lake, hour, path, cancel) => AsOfRows.Write(engine, lake, Contracts.Shipped, hour, path, cancel),
            new Report(Contracts.Shipped), TimeProvider.System))
        {
            var result = await new PublishReports(store ?? premises.Store, lakes, new Report(Contracts.Shipped), new ReportFiles(renderer),
                premises.Parts(premises.Store).Options).Run(DateTimeOffset.Parse(now, null), default);
            return result;
        }
    }

    static string Local(Premises premises, string path) => Path.Combine(premises.Root, Containers.Reports, path);

    /// <summary>Every file with its hash, in the order of their names.</summary>
    static SortedDictionary<string, string> Written(Premises premises)
    {
        var root = Path.Combine(premises.Root, Containers.Reports);
        var files = Directory.Exists(root) ? Directory.GetFiles(root, "*", SearchOption.AllDirectories) : [];
        return new(files.ToDictionary(file => Path.GetRelativePath(root, file),
            file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))), StringComparer.Ordinal);
    }
}

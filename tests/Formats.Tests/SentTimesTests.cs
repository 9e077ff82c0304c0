using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Tests;

namespace FrontDoor.Formats.Tests;

/// <summary>What a sender's times mean, where they do not say it themselves.</summary>
public sealed class SentTimesTests
{
    [Theory]
    [InlineData("local", "30/03/2019 23:30", 23.5)] // the clocks go forward on the 31st: local hours before it are universal ones
    [InlineData("utc", "30/03/2019 23:30", 23.5)]
    [InlineData("local", "31/03/2019 12:00", 12.0)] // after it a local hour is one hour earlier than the same figures in universal time
    [InlineData("utc", "31/03/2019 12:00", 11.0)]
    [InlineData("local", "27/10/2019 00:30", 24.5)] // before they go back
    [InlineData("utc", "27/10/2019 00:30", 23.5)]
    [InlineData("local", "27/10/2019 12:00", 12.0)] // after it
    [InlineData("utc", "27/10/2019 12:00", 12.0)]
    [InlineData("utc", "2019-10-27T12:00:00+01:00", 13.0)] // an offset that is written holds
    public async Task A_sender_who_exports_universal_time_is_timed_by_it_on_both_sides_of_both_changes(string zone, string end,
    double hours)
    {
        var contracts = Contracts.Parse(Contracts.ShippedFiles().Select(file => (file.Name, Some.Utf8(Encoding.UTF8.GetString(file.Json)
            .Replace("\"laCodes\": [\"999\"],", $"\"laCodes\": [\"999\"], \"timeZone\": \"{zone}\",", StringComparison.Ordinal)))),
                FileFormats.InContracts);
        using var at = new Premises();
        var ingest = at.Open(at.Store, contracts);
        var received = end.Contains("/03/", StringComparison.Ordinal) ? new DateTimeOffset(2019, 3, 31, 23, 0, 0, TimeSpan.Zero)
            : new DateTimeOffset(2019, 10, 28, 0, 0, 0, TimeSpan.Zero);

        await ingest.Run(at.File(Some.PoliceFile(Some.Ppn() with { From = "", To = end }), (received - Some.Morning()).TotalHours),
            default);

        Assert.Equal([hours.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)],
            at.Ask("select printf('%.1f', elapsed_hours) from timeliness where clock = 'sharing'"));
    }

    [Fact]
    public async Task A_file_read_month_first_comes_to_the_same_as_the_same_dates_day_first_also_when_dealt_with_out_of_order()
    {
        Ppn[] dayFirst = [.. Enumerable.Range(1, 20).Select(day => Some.Ppn(day) with { From = "", To = $"{day:00}/12/2018 10:00" })];
        Ppn[] monthFirst = [.. Enumerable.Range(1, 20).Select(day => Some.Ppn(day) with { From = "", To = $"12/{day:00}/2018 10:00" })];
        Ppn[] later = [.. dayFirst.Select(row => row with { Version = "2", Narrative = "Changed." })];
        const string asked = "select notification_key, started_on, status, received_at from timeliness qualify row_number() over "
            + "(partition by notification_key order by record_version desc) = 1 order by all";
        Ppn[] laterMonthFirst = [.. monthFirst.Select(row => row with { Version = "2", Narrative = "Changed." })];
        var told = new List<List<string>>();
        foreach (var (first, then, isLate) in ((Ppn[], Ppn[], bool)[])
            [(dayFirst, later, false), (monthFirst, later, false), (monthFirst, later, true), (dayFirst, laterMonthFirst, true),
            (monthFirst,
            laterMonthFirst, true), (monthFirst, laterMonthFirst, false)])
        {
            using var at = new Premises();
            var files = new[] { at.File(Some.PoliceFile(first)), at.File(Some.PoliceFile(then), 5, "b.csv") };
            foreach (var file in isLate ? files.Reverse() : files) await at.Take(file);
            told.Add(at.Ask(asked));
        }

        Assert.Equal(20, told[0].Count);
        Assert.All(told, stands => Assert.Equal(told[0], stands));
    }
}

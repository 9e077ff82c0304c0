using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A file of each partner's feed as one might come, from drop to lake, against what the golden folder says of it.</summary>
public sealed class PartnerFeedTests : IDisposable
{
    readonly Premises _at = new();

    // file, where it was dropped, hours after Saturday 5 January 2019, 07:00; rows in, accepted, rejected
    [Theory]
    [InlineData("missing.csv", "police/northshire-police/missing-episode", 0, 7, 5, 2)]
    [InlineData("tracker.csv", "council/northshire-council/missing-response", 216, 6, 5, 1)]
    [InlineData("incidents.csv", "police/northshire-police/incident", 0, 7, 5, 2)]
    [InlineData("encompass.csv", "police/northshire-police/operation-encompass", 122, 8, 8, 0)]
    [InlineData("crimes.csv", "police/northshire-police/relevant-crime", 0, 6, 5, 1)]
    [InlineData("attendances.csv", "health/northshire-hospitals/attendance", 1, 6, 5, 1)]
    [InlineData("maternity.csv", "health/northshire-hospitals/maternity", 1, 6, 5, 1)]
    [InlineData("meetings.csv", "council/northshire-council/strategy-meeting", 143, 8, 7, 1)]
    [InlineData("register.csv", "education/northshire-education/missing-education", 660, 6, 5, 1)]
    [InlineData("register.csv", "education/northshire-education/home-education", 660, 5, 5, 0)]
    [InlineData("visits.csv", "council/northshire-council/visit", 1320, 10, 9, 1)]
    public async Task A_file_comes_to_what_its_golden_folder_says(string file, string place, double hours, int rowsIn, int accepted,
    int rejected)
    {
        var parts = place.Split('/');
        var folder = $"{parts[0]}-{parts[2]}/sent";

        var result = await _at.Take(GoldenFolder.Sent(folder, file), hours, file, place);

        GoldenFolder.Check(folder, "receipt.txt", _at.Receipt(".receipt.txt", parts[0]));
        GoldenFolder.Check(folder, "notifications.txt",
            Lines("select line, category, detail, risk_grade, status, la_code, child_key_basis, occurrence_key is not null as "
            + "occurrence, "
            + "occurred_on, age_band, sex, factors, flags from notifications order by line"));
        GoldenFolder.Check(folder, "timeliness.txt", Lines("select line, clock, started_basis, stopped_basis, status, severity, "
            + "limit_text, cast(due_at at time zone 'Europe/London' as varchar), explanation from timeliness order by line, clock"));
        Assert.Equal((rowsIn, accepted, rejected), (result.RowsIn, result.Accepted, result.Rejected));
        Assert.DoesNotContain(_at.Dump(),
            row => !row.StartsWith("restricted", StringComparison.Ordinal)
                && (row.Contains("Testcase", StringComparison.Ordinal) || row.Contains("Sample", StringComparison.Ordinal)
                || row.Contains("/19/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_page_of_clocks_asks_can_be_asked_and_has_answers()
    {
        foreach (var folder in Directory.GetDirectories(Repository.Path("tests", "Golden"), "sent", SearchOption.AllDirectories))
        {
            var file = Directory.GetFiles(folder, "*.csv").Single();
            var name = Path.GetFileName(Path.GetDirectoryName(folder))!;
            var sender = name.Split('-', 2)[0] switch
            {
                "police" => "police",
                "health" => "hospitals",
                "education" => "education",
                _ =>
                "council"
            };
            await _at.Take(await File.ReadAllBytesAsync(file), 1320, "a.csv",
                $"{name.Split('-', 2)[0]}/northshire-{sender}/{name.Split('-', 2)[1]}");
        }
        await _at.Take(Some.Lines("Contact Reference,Child Unique ID,Contact Received,Decision Made,Referral Date,Assessment Authorised",
            "C1,P1,04/01/2019 10:15,04/01/2019 12:00,04/01/2019 12:00,01/02/2019"), 1320, "b.csv", "council/northshire-council/front-door");
        var page = await File.ReadAllTextAsync(Repository.Path("docs", "clocks.md"));
        var asked = page.Split("```sql\n").Skip(1).Select(after => after[..after.IndexOf("```", StringComparison.Ordinal)]).ToList();

        Assert.True(asked.Count >= 5);
        Assert.All(asked, sql => Assert.NotEmpty(_at.Ask(sql)));
        // housing was stood down
        Assert.Equal(["education|1|0|0|0", "health|3|2|1|1", "police|1|1|0|0", "unmapped|1|0|1|0"],
            _at.Ask(asked.Single(sql => sql.Contains("agency_invited", StringComparison.Ordinal))));
    }

    string Lines(string sql) => string.Concat(_at.Ask(sql).Select(row => row + "\n"));

    [Fact]
    public async Task An_incident_and_its_notification_have_one_key_and_another_senders_has_another()
    {
        const string Incidents = "police/northshire-police/incident";
        await _at.Take(Some.Lines("Incident Reference,Occurrence Reference,Child Linked,Reported Date", "I1,99/4502/19,Y,04/01/2019 22:20",
            "I2,99/4503/19,Y,04/01/2019 22:20", "I3,,Y,04/01/2019 22:20", "I4,9.9E+12,Y,04/01/2019 22:20"), place: Incidents);
        await _at.Take(Some.Lines("Notification Reference,Occurrence Reference,Child Reference,Crime Type,Incident Date From",
            "R1, 99/4502/19 ,N1,Assault,04/01/2019 21:40", "R2,,N2,Assault,04/01/2019 21:40"),
                place: "police/northshire-police/relevant-crime");

        Assert.Equal(["1"], _at.Ask("select count(*) from notifications i join notifications n using (occurrence_key, sender, "
            + "key_version) where i.feed = 'incident' and n.feed <> 'incident'"));
        Assert.Equal(["incident|2|4", "relevant-crime|1|2"],
            _at.Ask("select feed, count(occurrence_key), count(*) from notifications group by all order by feed"));
        // what stood in no cell, or was cut short, has none
        Assert.Equal(["2"], _at.Ask("select count(distinct occurrence_key) from notifications"));
    }

    public void Dispose() => _at.Dispose();
}

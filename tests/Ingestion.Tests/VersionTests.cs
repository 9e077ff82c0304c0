using System.Globalization;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A record's first receipt, its versions, and what an amendment may do to its lateness.</summary>
public sealed class VersionTests : IDisposable
{
    const string States = "select n.record_version, n.change, n.risk_grade, strftime(n.first_received_at, '%d %H'), t.status, "
        + "t.severity from notifications n join timeliness t using (notification_key, record_version) order by n.record_version";

    const string Standing = "select category, strftime(first_received_at, '%d %H'), strftime(as_of, '%d %H') from notifications qualify "
        + "row_number() over (order by record_version desc) = 1";

    readonly Premises _at = new();

    [Fact]
    public async Task The_same_bytes_under_a_new_name_are_a_new_file_with_every_row_unchanged()
    {
        var content = Some.PoliceFile(Some.Ppn(1), Some.Ppn(2));
        await _at.Take(content);
        var again = await _at.Take(content, 5, "a (1).csv");

        Assert.Equal((2, 0, 2), (again.RowsIn, again.Accepted, again.Unchanged));
        Assert.Equal(["2|0", "0|2"], _at.Ask("select accepted, unchanged from files order by received_at"));
        Assert.Equal(["2"], _at.Ask("select count(*) from notifications"));
    }

    [Fact]
    public async Task The_same_arrival_again_does_nothing()
    {
        var file = _at.File(Some.PoliceFile(Some.Ppn()));
        await _at.Take(file);
        var before = _at.Dump();

        Assert.Equal("already-processed", (await _at.Take(file)).Status);
        Assert.Equal(before, _at.Dump());
    }

    [Fact]
    public async Task A_corrected_resend_is_amended_and_keeps_its_first_receipt()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()));
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Narrative = "More." }), 48);

        Assert.Equal(["1|new|medium|05 07|on_time|none", "2|amended|medium|05 07|on_time|none"], _at.Ask(States));
        Assert.Equal(["05 07|05 07", "07 07|05 07"],
            _at.Ask("select strftime(received_at, '%d %H'), strftime(first_received_at, '%d %H') from notifications order by "
            + "record_version"));
    }

    [Fact]
    public async Task An_older_version_after_a_newer_one_is_unchanged()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "10" }));

        Assert.Equal(1, (await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "9", Risk = "High" }), 1)).Unchanged);
        Assert.Equal(["1|new|medium|05 07|on_time|none"], _at.Ask(States));
    }

    [Fact]
    public async Task Content_without_a_version_lets_no_older_version_back_in()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2" }));
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "", Type = "Neglect" }), 1);

        Assert.Equal(1, (await _at.Take(Some.PoliceFile(Some.Ppn() with { Type = "Missing" }), 2)).Unchanged);
        Assert.Equal(1, (await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Type = "Missing" }), 3)).Accepted);
        Assert.Equal(["domestic-abuse", "neglect", "missing"], _at.Ask("select category from notifications order by record_version"));
    }

    [Fact]
    public async Task The_same_version_with_other_content_is_amended()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()));

        Assert.Equal(1, (await _at.Take(Some.PoliceFile(Some.Ppn() with { Type = "Neglect" }), 1)).Accepted);
        Assert.Equal(["domestic-abuse", "neglect"], _at.Ask("select category from notifications order by record_version"));
    }

    [Fact]
    public async Task An_earlier_receipt_dealt_with_later_moves_the_first_receipt_and_the_status_with_it()
    {
        var content = Some.PoliceFile(Some.Ppn());
        await _at.Take(content, 100);
        var earlier = await _at.Take(content, 0, "earlier.csv");

        Assert.Equal((1, 0), (earlier.Accepted, earlier.Late));
        Assert.Equal(["1|new|medium|09 11|late|serious", "2|earlier_receipt|medium|05 07|on_time|none"], _at.Ask(States));
    }

    [Theory]
    [InlineData("Standard", "04/01/2019 21:00")] // a lower risk: 72 h instead of 24
    [InlineData("Medium", "06/01/2019 21:00")] // a later incident
    public async Task An_amendment_that_would_loosen_the_clock_keeps_the_stricter_status_and_says_so(string risk, string incident)
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()), 40);
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Risk = risk, From = incident, To = incident }), 41);

        Assert.Equal(["late|late", "late|late"], _at.Ask("select status, severity from timeliness order by record_version"));
        Assert.Equal(["false", "true"],
            _at.Ask("select contains(flags, 'TIME_LOOSENED') from notifications order by record_version")
                .Select(flag => flag.ToLowerInvariant()).Select(flag => flag.Length == 0 ? "false" : flag));
    }

    [Theory]
    [InlineData("05/01/2019 20:00", "on_time")] // the hour that was missing, and it is a good one
    [InlineData("", "unknown")]
    public async Task What_was_possibly_late_is_not_made_better_by_a_correction_alone(string incident, string alone)
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { From = "", To = "05/01/2019" }), 30);
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", From = "", To = incident }), 31);

        Assert.Equal(["possibly_late|", $"possibly_late|{alone}"],
            _at.Ask("select status, proposed_status from timeliness order by record_version"));
    }

    [Fact]
    public async Task A_status_once_kept_stays_kept_through_later_amendments()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Risk = "High" }), 80);
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Risk = "Standard" }), 81);
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "3", Risk = "Standard", Narrative = "More." }), 82);

        Assert.Equal(["late|critical", "late|critical", "late|critical"],
            _at.Ask("select status, severity from timeliness order by record_version"));
    }

    [Fact]
    public async Task An_amendment_may_tighten_the_clock()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Risk = "Standard" }), 60);
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Risk = "High" }), 61);

        Assert.Equal(["1|new|standard|07 19|on_time|none", "2|amended|high|07 19|late|late"], _at.Ask(States));
    }

    [Fact]
    public async Task Of_duplicates_in_one_file_the_repeat_is_unchanged_and_the_later_other_content_stands()
    {
        var result = await _at.Take(Some.PoliceFile(Some.Ppn(), Some.Ppn(), Some.Ppn() with { Risk = "High" }, Some.Ppn(2)));

        Assert.Equal((4, 3, 1), (result.RowsIn, result.Accepted, result.Unchanged));
        Assert.Equal(["1|medium", "1|medium", "2|high"], _at.Ask("select record_version, risk_grade from notifications order by all"));
    }

    [Fact]
    public async Task The_same_reference_of_two_senders_is_two_records()
    {
        var other = _at.Open(_at.Store, TwoForces());
        await _at.Take(Some.PoliceFile(Some.Ppn()));
        var second = await other.Run(_at.File(Some.PoliceFile(Some.Ppn()), 1, place: "police/other-police/domestic-abuse"), default);

        Assert.Equal(1, second.Accepted);
        Assert.Equal(["2|2"], _at.Ask("select count(*), count(distinct notification_key) from notifications"));
    }

    [Fact]
    public async Task An_older_version_received_first_but_dealt_with_last_does_not_stand_over_the_newer_one()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Type = "Neglect", Risk = "High" }), 100);
        var older = await _at.Take(Some.PoliceFile(Some.Ppn() with { Narrative = "As first written." }), 0, "older.csv");

        Assert.Equal(1, older.Accepted);
        Assert.Equal(["1|new|high|09 11|late|critical", "2|earlier_receipt|high|05 07|on_time|none"], _at.Ask(States));
        Assert.Equal(["neglect", "neglect"], _at.Ask("select category from notifications order by record_version"));
        Assert.Equal(["Invented.", "As first written."],
            _at.AskRestricted("identities", "select sent_narrative from {0} order by record_version"));
    }

    [Fact]
    public async Task A_version_put_in_between_two_is_taken_and_its_stricter_status_kept()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Risk = "Standard" }), 40);
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "3", Risk = "Standard", Narrative = "More." }), 60);
        var between = await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Risk = "High" }), 50);

        Assert.Equal((1, 0), (between.Accepted, between.Unchanged));
        Assert.Equal("3|earlier_receipt|standard|06 23|late|late", _at.Ask(States)[^1]);
    }

    [Fact]
    public async Task Where_the_versions_held_were_erased_the_first_receipt_still_moves_and_the_stricter_status_is_kept()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2" }), 100);
        _at.Publish();
        Directory.Delete(Path.Combine(_at.Root, Containers.Restricted, "identities"), recursive: true);
        await _at.Take(Some.PoliceFile(Some.Ppn()), 0, "older.csv");

        Assert.Equal("2|earlier_receipt|medium|05 07|late|serious", _at.Ask(States)[^1]);
    }

    [Fact]
    public async Task Where_the_versions_held_were_erased_what_was_sent_again_after_another_content_still_stands()
    {
        var stands = Some.PoliceFile(Some.Ppn() with { Type = "Neglect" });
        await _at.Take(stands);
        await _at.Take(stands, 2, "again.csv");
        _at.Publish();
        Directory.Delete(Path.Combine(_at.Root, Containers.Restricted, "identities"), recursive: true);

        Assert.Equal(1, (await _at.Take(Some.PoliceFile(Some.Ppn() with { Type = "Missing" }), 1, "between.csv")).Unchanged);
        Assert.Equal(["neglect"], _at.Ask("select category from notifications"));
    }

    [Theory]
    [InlineData("", "")] // no start at all
    [InlineData("04/01/2029 20:00", "04/01/2029 20:00")] // one to come
    [InlineData("not known", "01/01/1900")]
    public async Task A_late_record_whose_correction_cannot_be_timed_stays_late_and_its_file_is_taken(string from, string to)
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()), 100);
        var result = await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", From = from, To = to }), 101);

        Assert.Equal((1, 1), (result.Accepted, result.Late));
        Assert.Equal(["late|serious||"],
            _at.Ask("select status, severity, elapsed_hours, late_by_hours from timeliness where record_version = 2"));
        Assert.EndsWith("an earlier version was serious, and that result applies.",
            Assert.Single(_at.Ask("select explanation from timeliness where record_version = 2")), StringComparison.Ordinal);
        Assert.Contains("line 2: serious, as an earlier version of it was", result.ReceiptText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_alert_the_explanation_the_lake_and_the_receipt_have_the_same_hours()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { From = "04/01/2019 20:10", To = "" }), 120); // some hours and 50 minutes before

        var hours = Assert.Single(_at.Ask("select elapsed_hours from timeliness"));
        Assert.EndsWith(".9", hours, StringComparison.Ordinal); // 50 minutes are 0.83 of an hour, rounded up
        Assert.Equal([$"{hours}|True|True"], _at.Ask($"select worst_hours, contains(text, ' received {hours} h after '), "
            + $"contains(explanation, '; {hours} h against ') from notices, timeliness where kind = 'late'"));
        Assert.Contains($": {hours} h against ", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_correction_makes_graver_is_alerted_to_again_and_what_it_leaves_as_grave_is_not()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()), 100);
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Narrative = "More." }), 101);
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "3", Risk = "High" }), 102);

        Assert.Equal(["09 11|serious", "09 13|critical"],
            _at.Ask("select strftime(raised_at, '%d %H'), severity from notices where kind = 'late' order by raised_at"));
    }

    [Theory]
    [InlineData(10, "late|10|10")] // as many as are told singly: none is left for a backlog, nor for a digest
    [InlineData(11, "backlog|1|1", "late|10|10")]
    public async Task Grave_rows_beyond_ten_are_one_backlog(int rows, params string[] told)
    {
        await _at.Take(Some.PoliceFile(Enumerable.Range(1, rows).Select(number => Some.Ppn(number))), 100);

        Assert.Equal(told, _at.Ask("select kind, count(*), sum(count) from notices group by kind order by kind"));
    }

    [Theory]
    [InlineData("")] // it has no hours
    [InlineData("09/01/2019 10:00")] // its hours are not those that made it serious
    public async Task A_cancelled_record_that_is_opened_again_without_what_made_it_serious_is_alerted_to_as_it_was(string incident)
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Status = "Cancelled" }), 100);
        var again = await _at.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Status = "New", From = incident, To = incident }), 101);

        Assert.Equal((1, 1), (again.Accepted, again.Late));
        Assert.Equal(["serious||Serious: police/domestic-abuse notification (medium risk) from northshire-police: an earlier version "
            + "was so late, and a correction does not take that back. See it: ./pipeline record KEY"],
            _at.Ask("select severity, worst_hours, regexp_replace(text, '[0-9a-f]{8}$', 'KEY') from notices where kind = 'late'"));
    }

    [Fact]
    public async Task What_was_planned_when_a_version_first_came_is_planned_also_where_that_file_is_dealt_with_last()
    {
        const string First = "CT/19/1,P1,04/01/2019 10:15,04/01/2019 12:00,,,,,New,04/01/2019 10:20";
        // a conference on Monday
        const string Then = "CT/19/1,P1,04/01/2019 10:15,04/01/2019 12:00,,,04/01/2019 11:00,07/01/2019 10:00,Update,05/01/2019 07:30";
        var stood = new List<List<string>>();
        foreach (var order in new int[][] { [0, 1, 2], [0, 2, 1], [2, 1, 0], [1, 0, 2] })
        {
            using var at = new Premises();
            foreach (var file in order) await at.Council(new[] { 0, 1, 100 }[file], file == 0 ? First : Then);
            stood.Add(at.HowAllStands("clock, status, severity, as_of"));
        }

        Assert.Contains(stood[0], row => row.Contains("|conference|open|", StringComparison.Ordinal));
        Assert.All(stood, one => Assert.Equal(stood[0], one));
    }

    [Fact]
    public async Task What_was_taken_back_within_one_version_stands_however_its_files_are_ordered()
    {
        var (one, other) = (Some.PoliceFile(Some.Ppn() with { Type = "Neglect" }), Some.PoliceFile(Some.Ppn() with { Type = "Missing" }));
        foreach (var order in new int[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
        {
            using var at = new Premises();
            foreach (var file in order) await at.Take(file == 1 ? other : one, file, $"{file}.csv");

            Assert.Equal(["neglect|05 07|05 09"], at.Ask(Standing));
        }
    }

    [Fact]
    public async Task Of_an_earlier_file_that_sends_a_record_twice_the_second_row_is_weighed_after_the_first()
    {
        Ppn first = Some.Ppn() with { Type = "Missing" }, stands = Some.Ppn() with { Type = "Neglect" };
        await _at.Take(Some.PoliceFile(stands), 10);
        await _at.Take(Some.PoliceFile(first, stands), 5, "earlier.csv");

        Assert.Equal(["neglect|05 12|05 12"], _at.Ask(Standing));
    }

    [Fact]
    public async Task However_files_are_ordered_in_processing_every_record_comes_to_stand_the_same()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        for (var round = 0; round < Nightly.Of(2, 12); round++)
        {
            var files = Files(random);
            var inOrder = await Stand(files);
            var shuffled = await Stand([.. files.OrderBy(_ => random.Next())]);
            Assert.True(inOrder.SequenceEqual(shuffled), $"Seed {seed}, round {round}:\n{string.Join('\n', inOrder.Except(shuffled))}\n "
                + $"in order, but shuffled\n{string.Join('\n', shuffled.Except(inOrder))}");
            Assert.NotEmpty(inOrder);
        }
    }

    public void Dispose() => _at.Dispose();

    /// <summary>Files with fixed receipts: records come and come again, whole, corrected, stale, graver, milder, without a version, taken
    /// back, twice in one file.</summary>
    static List<(string Content, double Hours, string Name)> Files(Random random)
    {
        var versions = new Dictionary<int, List<Ppn>>();
        var contents = 0;
        var files = new List<(string, double, string)>();
        var hours = 0.0;
        for (var file = 0; file < 7; file++)
        {
            var rows = new List<Ppn>();
            for (var row = random.Next(1, 7); row > 0; row--)
            {
                var number = random.Next(1, 5);
                if (!versions.TryGetValue(number, out var sent)) versions.Add(number, sent = []);
                var latest = sent.Count == 0 ? 0
                    : sent.Max(each => each.Version.Length == 0 ? 0 : int.Parse(each.Version, CultureInfo.InvariantCulture));
                Ppn next = sent.Count > 0 && random.Next(3) == 0
                    ? sent[random.Next(sent.Count)] // again, or taken back
                    : Some.Ppn(number) with
                    {
                        Version = random.Next(6) == 0 ? "" : $"{Math.Max(1, latest + random.Next(-1, 2))}",
                        Risk = (string[])["High", "Medium", "Standard", ""] is var risks ? risks[random.Next(4)] : "",
                        Type = random.Next(2) == 0 ? "Neglect" : "Missing",
                        From = $"0{random.Next(2, 6)}/01/2019 20:00",
                        To = random.Next(4) == 0 ? "" : $"0{random.Next(2, 6)}/01/2019 21:00",
                        Narrative = $"content {contents++}",
                    };
                sent.Add(next);
                rows.Add(next);
            }
            hours += random.Next(1, 60);
            files.Add((Some.PoliceFile(rows), hours, $"{file}.csv"));
        }
        return files;
    }

    static async Task<List<string>> Stand(List<(string Content, double Hours, string Name)> files)
    {
        using var at = new Premises();
        foreach (var (content, hours, name) in files)
        {
            var result = await at.Take(content, hours, name);
            Assert.Equal(result.RowsIn, result.Accepted + result.Rejected + result.Unchanged + result.Blank);
        }
        return at.Ask("""
            select n.notification_key, n.first_received_at, t.status, t.severity, n.category, n.risk_grade, n.occurred_on, n.occurred_hour, contains(n.flags, 'TIME_LOOSENED')
            from notifications n join timeliness t using (notification_key, record_version)
            qualify row_number() over (partition by n.notification_key order by n.record_version desc) = 1 order by 1
            """);
    }

    static Contracts TwoForces()
    {
        var json = File.ReadAllText(Repository.Path("functions", "feeds", "police-domestic-abuse.json"));
        var start = json.IndexOf("\"senders\": [", StringComparison.Ordinal) + "\"senders\": [".Length;
        var end = json.IndexOf("],\n  \"formats\"", StringComparison.Ordinal);
        var sender = json[start..end];
        return Contracts.Parse([("police.json",
            Some.Utf8(json.Insert(end, "," + sender.Replace("northshire-police", "other-police", StringComparison.Ordinal))))],
                FileFormats.InContracts);
    }
}

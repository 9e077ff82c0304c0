using System.Text;
using FrontDoor.Alerting;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Documents;
using FrontDoor.Domain.Feeds;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>Each clock of each contract that ships, left to run out: its alert leads to the record and can be closed.</summary>
public sealed class EveryClockTests
{
    const string Fresh = "2019-01-04 10:15", Long = "2018-11-12 10:15", Later = "2019-01-08 09:00";
    const int RowsAFile = 3, Years = 3 * 365 * 24;

    readonly int _seed = StageSeeds.New();

    [Fact]
    public async Task Each_clock_that_runs_out_raises_an_alert_that_leads_to_its_record_and_is_closed()
    {
        var feeds = Contracts.Shipped.Feeds.Select(feed => feed.On(new DateOnly(2019, 1, 5))).ToList();
        var clocks = feeds.SelectMany(feed => feed.Clocks.Where(clock => clock.Alerts).Select((clock, at) => (feed, clock, at))).ToList();
        Assert.True(clocks.Count > 25, $"{clocks.Count} clocks");
        var (missing, followed) = (new List<string>(), 0);
        foreach (var some in clocks.GroupBy(one => one.at / RowsAFile))
        {
            using var at = new Premises();
            foreach (var of in some.GroupBy(one => one.feed))
            {
                var sender = of.Key.Contract.Senders[0].Id;
                var result = await at.Take(Some.Lines([.. Csv(of.Key, [.. of.Select(one => one.clock)])]), 0, "a.csv",
                    $"{of.Key.Id.Agency}/{sender}/{of.Key.Id.Name}");
                Assert.True(result.Accepted == of.Count(), $"{of.Key.Id}: {result.Accepted} of {of.Count()} accepted");
            }
            await at.Tick(Years);
            foreach (var (feed, clock, _) in some)
            {
                var alerts = at.Ask($"""
                    select n.notice_id, n.subject_key from alerts n
                    where n.state = 'open' and n.agency = '{feed.Id.Agency}' and n.feed = '{feed.Id.Name}' and n.clock = '{clock.Name}' and n.kind = '{(clock.Stop.Length == 0 ? "late" : "overdue")}'
                      and exists (from timeliness t where t.notification_key = n.subject_key and t.clock = n.clock and t.status in ('late', 'overdue'))
                    order by n.notice_id
                    """);
                if (alerts.Count == 0) missing.Add($"{feed.Id} {clock.Name}");
                else await Follow(at, alerts[0].Split('|'), clock, Chosen(ref followed));
            }
        }
        Assert.Empty(missing);
    }

    /// <summary>One in ten by day, since each runs the program.</summary>
    bool Chosen(ref int followed) => Nightly.Of(0, 1) == 1 || (Math.Abs(_seed % 10) + followed++) % 10 == 0;

    static async Task Follow(Premises at, string[] alert, Clock clock, bool byCommand)
    {
        if (byCommand)
        {
            at.Publish();
            var (code, record, said) = await Pipeline.Run("record", alert[0], "--lake", at.Root);
            Assert.True(code == 0, $"{clock.Name}: {string.Join('\n', said)}");
            Assert.Contains(record, line => line.Contains(clock.Name, StringComparison.Ordinal));
            Assert.Contains(record, line => line.Contains(alert[0][..8], StringComparison.Ordinal));
        }
        var closed = await at.Attend(alert[0], AlertAction.Close, Years + 1);
        Assert.IsType<AcknowledgeAlertResult.Now>(closed);
        Assert.Equal([alert[0]], at.Ask($"select notice_id from acknowledgements where notice_id = '{alert[0]}'"));
    }

    static IEnumerable<string> Csv(Feed feed, IReadOnlyList<Clock> clocks)
    {
        yield return CsvText.Line(feed.OwnColumns.Select(column => column.Name));
        for (var row = 0; row < clocks.Count; row++)
        {
            var cells = FeedSample.Row(feed, row).ToDictionary(cell => cell.Name, cell => cell.Value);
            Start(feed, clocks[row], cells);
            yield return CsvText.Line(feed.OwnColumns.Select(column => cells[column.Name]));
        }
    }

    /// <summary>Only this clock's start and what the row cannot do without are written: nothing has ended any clock.</summary>
    static void Start(Feed feed, Clock clock, Dictionary<string, string> cells)
    {
        var began = clock.Stop.Length == 0 ? Long : Fresh;
        foreach (var place in feed.Dates.Where(feed.Has))
        {
            var isNeeded = feed.Columns[place].Required || feed.Key.Contains(place) || place == feed.Version
                || place == feed.Child.DateOfBirth;
            if (place != feed.Child.DateOfBirth) cells[feed.Columns[place].Name] = isNeeded ? At(place, began) : "";
        }
        var start = feed.Times[clock.Incident[0]];
        cells[feed.Columns[start.Column].Name] = At(start.Column, began);
        if (start.TimeColumn >= 0) cells[feed.Columns[start.TimeColumn].Name] = began[11..];
        if (clock.Before is { } before) cells[feed.Columns[feed.Times[before.Ordinal].Column].Name] = At(feed.Times[before.Ordinal].Column,
            Later);
        if (clock.UnlessColumn >= 0) cells[feed.Columns[clock.UnlessColumn].Name] = "";
        if (clock.StartsFor is [{ Column: >= 0 } only, ..])
            cells[feed.Columns[only.Column].Name] = Encoding.UTF8.GetString(feed.Codes[only.Column]!.Words[only.Codes[0]]);

        string At(int place, string moment) => feed.Columns[place].Type == ColumnType.Date ? moment[..10] : moment;
    }
}

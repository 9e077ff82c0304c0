using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Publishing;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>From committed tables to the lake: each row once, in one file a month, whoever publishes and wherever it dies.</summary>
public sealed class LakePublisherTests : IDisposable
{
    static readonly FeedId Police = new("police", "domestic-abuse");

    readonly Premises _at = new();

    [Fact]
    public async Task Many_arrivals_of_a_month_are_one_file_of_each_table()
    {
        for (var file = 0; file < 6; file++) await _at.Take(Rows(file), file, $"{file}.csv");
        await _at.Take(Rows(9), 24 * 40, "next month.csv");

        Assert.Equal(7, await _at.Ingest.Commits.Lake.Publish(Police, default));

        Assert.Equal(["2019-01.parquet", "2019-02.parquet"], Files("notifications"));
        Assert.Equal(["2019-01.parquet", "2019-02.parquet"], Files("current_notifications"));
        Assert.Equal(["14|14|7"], _at.Ask("select count(*), count(distinct notification_key), count(distinct file_id) from notifications"));
        Assert.Empty(await Staged());
        Assert.Equal(0, await _at.Ingest.Commits.Lake.Publish(Police, default));
    }

    [Fact]
    public async Task What_is_put_in_a_second_time_changes_nothing()
    {
        await _at.Take(Rows(0), 1, "first.csv");
        await _at.Ingest.Commits.Lake.Publish(Police, default);
        await _at.Take(Rows(1), 2, "second.csv");
        using var again = _at.Copy();
        var (expected, staged) = (_at.Dump(), await Staged(again));

        foreach (var path in staged)
        {
            await again.Ingest.Commits.Lake.Publish(Police, default);
            var bytes = await File.ReadAllBytesAsync(Path.Combine(again.Root, "kept"));
            await again.Store.Write(Containers.Restricted, path, bytes, default);
        }

        Assert.Equal(expected, again.Dump());

        async Task<List<string>> Staged(Premises at)
        {
            var found = await this.Staged(at);
            File.Copy(Path.Combine(at.Root, Containers.Restricted, Assert.Single(found)), Path.Combine(at.Root, "kept"));
            return found;
        }
    }

    [Fact]
    public async Task Two_that_publish_at_once_put_each_row_in_once()
    {
        for (var file = 0; file < 5; file++) await _at.Take(Rows(file), file, $"{file}.csv");
        using var alone = _at.Copy();
        var expected = alone.Dump();
        Meanwhile counting;
        using (var counted = _at.Copy())
            await counted.Open(counting =
                new Meanwhile(counted.Store, int.MaxValue, () => Task.CompletedTask)).Commits.Lake.PublishAll(default);

        for (var call = 1 + new Random(StageSeeds.New()).Next(3); call <= counting.Calls; call += 3)
        {
            using var at = _at.Copy();
            await at.Open(new Meanwhile(at.Store, call, () => at.Open(at.Store).Commits.Lake.PublishAll(default))).Commits.Lake.PublishAll(
                default);

            Assert.Equal(expected, at.Dump());
            Assert.Empty(await Staged(at));
        }
        Assert.True(counting.Calls > 20, $"{counting.Calls} calls");
    }

    [Fact]
    public async Task The_list_of_files_is_true_although_another_run_publishes_more_at_any_moment()
    {
        await _at.Take(Rows(0), 0, "0.csv");
        _at.Publish();
        await _at.Take(Rows(1), 1, "1.csv");
        Meanwhile counting;
        using (var counted = _at.Copy())
            await counted.Open(counting =
                new Meanwhile(counted.Store, int.MaxValue, () => Task.CompletedTask)).Commits.Lake.PublishAll(default);

        for (var call = 1; call <= counting.Calls; call++)
        {
            using var at = _at.Copy();
            await at.Open(new Meanwhile(at.Store, call, async () =>
            {
                await at.Take(Rows(2), 2, "2.csv");
                await at.Open(at.Store).Commits.Lake.PublishAll(default);
            })).Commits.Lake.PublishAll(default);

            var (ingest, _, options) = at.Parts(at.Store);
            var found = await new LakeVerifier(at.Store, ingest.Commits.Lake, options).Run(repair: false, default);
            Assert.True(found.Faults.Count == 0, $"call {call}: {string.Join("; ", found.Faults.Select(fault => fault.Text))}");
        }
    }

    [Fact]
    public async Task How_records_stand_now_follows_from_their_history()
    {
        await _at.Take(Rows(0), 1, "first.csv");
        await _at.Ingest.Commits.Lake.Publish(Police, default);
        await _at.Take(Some.PoliceFile(Some.Ppn(1) with { Version = "2", Risk = "High" },
            Some.Ppn(1) with { Version = "3", Status = "Cancelled" }), 2, "amended.csv");
        await _at.Take(Rows(4), 3, "more.csv");

        Assert.Equal(
            _at.Ask("select * from notifications qualify row_number() over (partition by notification_key order by record_version desc) "
                + "= 1 order by all"),
            _at.Ask("select * from current_notifications order by all"));
        Assert.Equal(
            _at.Ask("select t.* from timeliness t semi join current_notifications using (notification_key, record_version) qualify "
                + "row_number() over (partition by notification_key, clock order by as_of desc) = 1 order by all"),
            _at.Ask("select * from current_timeliness order by all"));
        Assert.Equal(["4"], _at.Ask("select count(*) from current_notifications"));
    }

    [Fact]
    public async Task A_reader_never_sees_a_row_twice_or_half_a_change()
    {
        await _at.Take(Rows(0), 1, "first.csv");
        await _at.Ingest.Commits.Lake.Publish(Police, default);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() => Read(stop.Token));
        for (var file = 1; file < 25; file++)
        {
            await _at.Take(file % 3 == 0 ? Some.PoliceFile(Some.Ppn(file) with { Version = $"{file}", Risk = "High" }) : Rows(file),
                1 + file, $"{file}.csv");
            await _at.Ingest.Commits.Lake.Publish(Police, default);
        }
        await stop.CancelAsync();

        Assert.True(await reading > 3);
    }

    /// <summary>Asks plain DuckDB of copies of the files, as storage gives them to whoever asks: whole.</summary>
    async Task<int> Read(CancellationToken stop)
    {
        var looks = 0;
        using var engine = new Engine(new EngineOptions(_at.Store.Scratch, 64));
        using var connection = engine.Open();
        while (!stop.IsCancellationRequested)
        {
            using var scratch = Scratch.Open(_at.Store.Scratch);
            var month = await _at.Store.Fetch(Containers.Lake, "notifications/agency=police/feed=domestic-abuse/2019-01.parquet",
                scratch.Folder, default);
            var current = await _at.Store.Fetch(Containers.Lake, "current_notifications/agency=police/feed=domestic-abuse/2019-01.parquet",
                scratch.Folder, default);
            foreach (var (file, key) in ((string, string)[])[(month!, "notification_key, record_version"), (current!, "notification_key")])
            {
                using var counted = connection.Run($"SELECT count(*), (SELECT count(*) FROM (SELECT DISTINCT {key} FROM "
                    + $"{Sql.Parquet([file])})) FROM {Sql.Parquet([file])}", default);
                var row = counted.Rows.Single();
                Assert.Equal(row[0], row[1]);
            }
            looks++;
        }
        return looks;
    }

    [Fact]
    public async Task The_document_for_other_tools_counts_as_the_lake_does()
    {
        await _at.Take(Rows(0), 1, "first.csv");
        await _at.Take(Some.PoliceFile(Some.Ppn(1) with { Version = "2", Risk = "High" }, Some.Ppn(7) with { Status = "Cancelled" }), 2,
            "second.csv");
        var sql = File.ReadAllText(Repository.Path("docs", "power-bi.md")).Split("```sql\n")[1].Split("```")[0];

        var expected = _at.Ask("select count(*) from current_timeliness semi join (select * from current_notifications where status is "
            + "distinct from 'cancelled') using (notification_key)").Single();

        Assert.Equal("2", expected);
        Assert.Equal(expected, Assert.Single(_at.Ask(sql)).Split('|')[3]);
    }

    [Fact]
    public async Task The_list_of_a_tables_files_says_what_is_there()
    {
        await _at.Take(Rows(0), 1, "first.csv");
        await _at.Take(Rows(1), 24 * 40, "next month.csv");
        await _at.Ingest.Commits.Lake.Publish(Police, default);

        var list = System.Text.Json.JsonSerializer.Deserialize(
            File.ReadAllBytes(Path.Combine(_at.Root, "lake", "notifications", "_manifest.json")), LakeJson.Default.LakeManifest)!;

        Assert.Equal((1, "notifications", _at.Clock.GetUtcNow()), (list.Schema, list.Table, list.AsOf));
        Assert.Equal(
            [("notifications/agency=police/feed=domestic-abuse/2019-01.parquet", 2L),
                ("notifications/agency=police/feed=domestic-abuse/2019-02.parquet", 2L)],
            list.Files.Select(file => (file.Path, file.Rows)));
        Assert.All(list.Files, file => Assert.Equal(new FileInfo(Path.Combine(_at.Root, "lake", file.Path)).Length, file.Bytes));
    }

    [Fact]
    public async Task Verify_finds_nothing_wrong_with_a_whole_lake()
    {
        for (var file = 0; file < 3; file++) await _at.Take(Rows(file), file, $"{file}.csv");
        await _at.Take("<html>", 4, "page.csv");
        await _at.Ingest.Commits.Lake.PublishAll(default);

        Assert.Empty((await Verify(repair: false)).Faults);
    }

    [Theory]
    [InlineData("current_timeliness", "where false", LakeFaultKind.CurrentWrong, true)]
    [InlineData("current_notifications", "union all select * from {0}", LakeFaultKind.CurrentWrong, true)]
    [InlineData("notifications", "union all select * from {0}", LakeFaultKind.RowTwice, false)]
    [InlineData("timeliness", "union all select * from {0}", LakeFaultKind.RowTwice, false)]
    [InlineData("notifications", "limit 1", LakeFaultKind.RowMissing, false)]
    public async Task Verify_tells_what_is_wrong_and_repairs_what_follows_from_the_rest(string table, string change, LakeFaultKind kind,
    bool canBeRepaired)
    {
        await _at.Take(Rows(0), 1, "first.csv");
        await _at.Take(Rows(1), 2, "second.csv");
        await _at.Ingest.Commits.Lake.PublishAll(default);
        var expected = _at.Dump();
        Change(table, change);

        Assert.Contains((await Verify(repair: false)).Faults, fault => fault.Kind == kind && !fault.IsRepaired);
        Assert.Equal(canBeRepaired, (await Verify(repair: true)).Faults.All(fault => fault.IsRepaired));
        if (!canBeRepaired) return;
        Assert.Empty((await Verify(repair: false)).Faults);
        Assert.Equal(expected, _at.Dump());
    }

    [Fact]
    public async Task Verify_puts_in_what_was_committed_and_is_not_there_yet()
    {
        await _at.Take(Rows(0), 1, "first.csv");

        Assert.Equal(LakeFaultKind.NotPublished, Assert.Single((await Verify(repair: false)).Faults).Kind);
        Assert.Equal((1, 0), (await Verify(repair: true)) is var found ? (found.Published, found.Faults.Count) : default);
    }

    public void Dispose() => _at.Dispose();

    static string Rows(int file) => Some.PoliceFile(Some.Ppn(1 + file * 2), Some.Ppn(2 + file * 2));

    Task<LakeVerification> Verify(bool repair)
    {
        var (ingest, _, options) = _at.Parts(_at.Store);
        return new LakeVerifier(_at.Store, ingest.Commits.Lake, options).Run(repair, default);
    }

    void Change(string table, string change)
    {
        var file = Directory.GetFiles(Path.Combine(_at.Root, "lake", table), "*.parquet", SearchOption.AllDirectories).Single();
        var rows = Sql.Parquet([file]);
        using var engine = new Engine(new EngineOptions(_at.Store.Scratch, 64));
        using var connection = engine.Open();
        connection.Execute(MergeSql.Write($"select * from {rows} {change.Replace("{0}", rows, StringComparison.Ordinal)}", file + ".new"));
        File.Move(file + ".new", file, overwrite: true);
    }

    IEnumerable<string?> Files(string table) =>
        Directory.GetFiles(Path.Combine(_at.Root, "lake", table), "*.parquet", SearchOption.AllDirectories).Select(Path.GetFileName)
        .Order(StringComparer.Ordinal);

    async Task<List<string>> Staged(Premises? at = null)
    {
        var staged = new List<string>();
        await foreach (var item in (at ?? _at).Store.List(Containers.Restricted, StagedTables.Folder, default)) staged.Add(item.Path);
        return staged;
    }
}

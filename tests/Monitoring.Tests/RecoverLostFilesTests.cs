using FrontDoor.Domain.Alerts;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.State;
using FrontDoor.Tests;

namespace FrontDoor.Monitoring.Tests;

/// <summary>What a killed run or a fault of ours left is found again, and neither forgotten nor done twice.</summary>
public sealed class RecoverLostFilesTests : IDisposable
{
    readonly Premises _at = new();

    [Fact]
    public async Task A_file_without_an_entry_is_returned_and_one_that_is_done_is_not()
    {
        var (lost, done, refused) = (_at.File(Some.PoliceFile(Some.Ppn()), name: "lost.csv"),
            _at.File(Some.PoliceFile(Some.Ppn(2)), name: "done.csv"), _at.File("<html>", name: "refused.csv"));
        await _at.Take(done);
        await _at.Take(refused);

        Assert.Equal(["lost.csv"], await Swept(lost, done, refused));
    }

    [Fact]
    public async Task What_is_done_is_looked_up_at_one_sweep_and_no_other()
    {
        var done = Enumerable.Range(1, 9).Select(number => _at.File(Some.PoliceFile(Some.Ppn(number)), number, $"{number}.csv")).ToArray();
        foreach (var file in done) await _at.Take(file);
        var counting = new Meanwhile(_at.Store, int.MaxValue, () => Task.CompletedTask);
        var sweep = new RecoverLostFiles(counting, _at.Ingest.Commits, _at.Clock);

        await sweep.Run(Blobs(done), default);
        var first = counting.Calls;
        var swept = await sweep.Run(Blobs([.. done, _at.File(Some.PoliceFile(Some.Ppn()), 10, "lost.csv")]), default);

        Assert.Equal(first - done.Length + 1, counting.Calls - first);
        Assert.Equal("lost.csv", Path.GetFileName(Assert.Single(swept.Arrivals).Path));
    }

    [Fact]
    public async Task What_waits_behind_a_backlog_is_not_returned_at_each_sweep()
    {
        var (file, sweep) = (_at.File(Some.PoliceFile(Some.Ppn())), _at.Sweep());
        var returned = new List<int>();
        for (var minutes = 0; minutes <= 60; minutes += 5, _at.Clock.Advance(TimeSpan.FromMinutes(5)))
            if ((await sweep.Run(Blobs([file]), default)).Arrivals.Count > 0) returned.Add(minutes);

        Assert.Equal([0, 60], returned);
    }

    [Fact]
    public async Task An_arrival_begun_is_returned_once_it_is_stale()
    {
        var file = _at.File(Some.PoliceFile(Some.Ppn()));
        await Assert.ThrowsAsync<Died>(() => _at.Open(new Dying(_at.Store, 4)).Run(file, default));

        Assert.Empty(await Swept(file));
        _at.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(["a.csv"], await Swept(file));
    }

    [Fact]
    public async Task Files_of_a_paused_sender_wait_and_are_returned_in_order_of_receipt_once_it_is_resumed()
    {
        var (early, late) = (_at.File(Some.PoliceFile(Some.Ppn()), 1, "b.csv"), _at.File(Some.PoliceFile(Some.Ppn(2)), 2, "a.csv"));
        var paused = new PausedSenders(_at.Store);
        Assert.True(await paused.Pause("northshire-police", "MASH manager", "Broken.", Some.Morning(), default));
        Assert.False(await paused.Pause("northshire-police", "another", "Too.", Some.Morning(1), default));

        Assert.Empty(await Swept(late, early));
        Assert.True(await paused.Resume("northshire-police", "MASH manager", Some.Morning(48), default));
        Assert.False(await paused.Resume("northshire-police", "another", Some.Morning(49), default));

        Assert.Equal(["b.csv", "a.csv"], await Swept(late, early));
        var pause = (await paused.All(default))["northshire-police"].Last;
        Assert.Equal(("MASH manager", Some.Morning(48)), (pause.By, pause.ResumedAt));
    }

    [Fact]
    public async Task An_arrival_held_is_said_so_and_returned_with_a_longer_and_longer_wait()
    {
        var file = _at.File(Some.PoliceFile(Some.Ppn()), name: "Jo Canary.csv");
        var landing = new LandingPath(file.Agency, file.Sender, file.Feed, file.Name);
        foreach (var minutes in (int[])[15, 30, 60])
        {
            await _at.Ingest.Delay(landing, file.Version, file.ReceivedAt.ToDateTimeOffset(), default);
            _at.Clock.Advance(TimeSpan.FromMinutes(minutes - 1));
            Assert.Empty(await Swept(file));
            _at.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(["Jo Canary.csv"], await Swept(file));
        }
        Assert.Contains("DELAYED, NOT YET PROCESSED", _at.Receipt(".delayed.txt"), StringComparison.Ordinal);
        Assert.Equal(3, _at.Announced.Distinct().Count());
        foreach (var id in _at.Announced)
        {
            var notice = (await new AlertStore(_at.Store).FindWaiting(id, default))!.Document.Notice;
            Assert.Equal((AlertKind.Stalled, "northshire-police"), (notice.Kind, notice.Sender));
            Assert.DoesNotContain("Canary", notice.Text, StringComparison.Ordinal);
        }

        Assert.Equal("committed", (await _at.Take(file)).Status);
        Assert.Contains("1 accepted", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        Assert.Empty(_at.Receipts(".delayed.txt").Concat(_at.Receipts(".delayed.json")));
        _at.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Empty(await Swept(file));
    }

    [Fact]
    public async Task Holding_what_is_done_changes_nothing()
    {
        var file = _at.File(Some.PoliceFile(Some.Ppn()));
        await _at.Take(file);
        var (receipt, announced) = (_at.Receipt(".receipt.txt"), _at.Announced.Count);

        await _at.Ingest.Delay(new LandingPath(file.Agency, file.Sender, file.Feed, file.Name), file.Version,
            file.ReceivedAt.ToDateTimeOffset(), default);

        Assert.Equal((receipt, announced), (_at.Receipt(".receipt.txt"), _at.Announced.Count));
        Assert.Empty(_at.Receipts(".delayed.txt"));
        Assert.Empty(await Swept(file));
    }

    [Fact]
    public async Task What_is_held_while_its_receipt_is_staged_gets_that_receipt()
    {
        var file = _at.File(Some.PoliceFile(Some.Ppn()));
        await DieAfterTheCommit(file);

        await _at.Ingest.Delay(new LandingPath(file.Agency, file.Sender, file.Feed, file.Name), file.Version,
            file.ReceivedAt.ToDateTimeOffset(), default);
        // In blob storage whatever is written where something is staged drops it: the one may not lie where the other will.
        var held = _at.Receipts("");
        Assert.Equal(2, held.Length);
        Assert.Empty(_at.Receipts(".receipt.txt"));

        await _at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
        Assert.Contains("1 accepted", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        Assert.Empty(_at.Receipts("").Intersect(held));
    }

    [Fact]
    public async Task What_was_held_and_is_refused_at_last_says_so_alone()
    {
        var file = _at.File("<html>no table</html>", name: "page.html");
        await _at.Ingest.Delay(new LandingPath(file.Agency, file.Sender, file.Feed, file.Name), file.Version,
            file.ReceivedAt.ToDateTimeOffset(), default);

        Assert.Equal("refused", (await _at.Take(file)).Status);
        Assert.StartsWith("NOT ACCEPTED", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        Assert.Empty(_at.Receipts(".delayed.txt").Concat(_at.Receipts(".delayed.json")));
    }

    [Fact]
    public async Task What_was_committed_is_made_visible_without_its_file()
    {
        using var undisturbed = new Premises();
        await undisturbed.Take(Some.PoliceFile(Some.Ppn()));
        var file = _at.File(Some.PoliceFile(Some.Ppn()));
        await DieAfterTheCommit(file);
        File.Delete(file.LocalPath);
        Assert.Equal(["0"], _at.Ask("select count(*) from notifications"));

        var early = await _at.Sweep().Run(Nothing(), default);
        _at.Clock.Advance(RecoverLostFiles.Stale);
        var swept = await _at.Sweep().Run(Nothing(), default);

        Assert.Equal((0, 1), (early.Finished, swept.Finished)); // a run that is only slow is left alone
        Assert.Equal(undisturbed.Dump(), _at.Dump());
        Assert.Equal(0, (await _at.Sweep().Run(Nothing(), default)).Finished);
    }

    [Fact]
    public async Task A_file_is_among_the_files_of_the_lake_only_when_all_else_of_it_is_visible()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn()));
        var counting = new Dying(_at.Store, int.MaxValue);
        using (var start = _at.Copy()) await start.Open(counting = new Dying(start.Store, int.MaxValue)).Commits.Lake.PublishAll(default);

        for (var call = 1; call <= counting.Calls; call++)
        {
            using var dead = _at.Copy();
            await Assert.ThrowsAsync<Died>(() => dead.Open(new Dying(dead.Store, call)).Commits.Lake.PublishAll(default));
            var hasFile = Files(dead, "files");
            foreach (var table in (string[])["notifications", "timeliness", "current_notifications", "current_timeliness", "rejects"])
                Assert.True(!hasFile || Files(dead, table), $"{table} at call {call}");
        }
        Assert.True(counting.Calls > 8, $"{counting.Calls} calls");

        static bool Files(Premises at, string table) =>
            Directory.Exists(Path.Combine(at.Root, "lake", table))
            && Directory.GetFiles(Path.Combine(at.Root, "lake", table), "*.parquet", SearchOption.AllDirectories).Length > 0;
    }

    [Fact]
    public async Task A_notice_not_sent_is_returned_until_it_is()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { From = "01/12/2018 10:00", To = "" }));
        // a file's time is the machine's
        _at.Clock.Advance(TimeProvider.System.GetUtcNow() - _at.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        Assert.Empty((await _at.Sweep().Run(Nothing(), default)).Notices); // whoever committed it may be sending it
        _at.Clock.Advance(TimeSpan.FromHours(1));

        var waiting = (await _at.Sweep().Run(Nothing(), default)).Notices;
        Assert.Equal(_at.Ask("select notice_id from notices order by 1"), waiting.Order(StringComparer.Ordinal));
        foreach (var id in waiting) await new AlertStore(_at.Store).MarkSent(id, _at.Clock.GetUtcNow(), default);
        Assert.Empty((await _at.Sweep().Run(Nothing(), default)).Notices);
    }

    [Fact]
    public async Task A_notice_whose_sender_died_between_sending_and_clearing_is_cleared_when_it_is_next_looked_for()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { From = "01/12/2018 10:00", To = "" }));
        var id = (await _at.Waiting())[0];
        await Assert.ThrowsAsync<Died>(() => new AlertStore(new Dying(_at.Store, 2)).MarkSent(id, _at.Clock.GetUtcNow(), default));
        Assert.Contains(id, await _at.Waiting());

        Assert.Null(await new AlertStore(_at.Store).FindWaiting(id, default));
        Assert.DoesNotContain(id, await _at.Waiting());
    }

    public void Dispose() => _at.Dispose();

    async Task DieAfterTheCommit(LandedFile file)
    {
        using var elsewhere = new Premises();
        for (var call = 1; ; call++)
        {
            using var trial = elsewhere.Copy();
            await Assert.ThrowsAsync<Died>(() => trial.Open(new Dying(trial.Store, call)).Run(file, default));
            if ((await new ManifestFile(trial.Store, "police", "domestic-abuse", "northshire-police").Read(default)).Manifest.Outbox.Count
                == 0) continue;
            await Assert.ThrowsAsync<Died>(() => _at.Open(new Dying(_at.Store, call)).Run(file, default));
            return;
        }
    }

    async Task<List<string>> Swept(params LandedFile[] landing) =>
        [.. (await _at.Sweep().Run(Blobs(landing), default)).Arrivals.Select(blob => blob.Path.Split('/')[^1])];

    static async IAsyncEnumerable<LandingBlob> Blobs(IEnumerable<LandedFile> files)
    {
        await Task.CompletedTask;
        foreach (var file in files) yield return new LandingBlob(file.Agency, file.Path, file.Version, 1)
        {
            Received = file.ReceivedAt.ToDateTimeOffset()
        };
    }

    static IAsyncEnumerable<LandingBlob> Nothing() => Blobs([]);
}

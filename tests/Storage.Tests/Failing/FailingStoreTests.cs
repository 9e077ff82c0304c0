using System.Text.Json;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>Storage fails as Azure's does, at any operation of any stage that commits or publishes: run again as the host would, all ends
/// as if it had not.</summary>
/// <remarks>Usually a stage meets the ways in which its commit fails, and a few others; with STORE_FAULTS=all, as every night,
/// all.</remarks>
public sealed class FailingStoreTests(ITestOutputHelper output)
{
    const int AtLeast = 4;

    public static TheoryData<string> Stages => [.. Scene.Names];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task However_storage_fails_nothing_is_lost_or_doubled_or_wrongly_told(string name)
    {
        var scene = await Scene.Of(name);
        using var start = scene.Start;
        using var undisturbed = start.Copy();
        var counting = new Failing(undisturbed.Store);
        await Run(scene, undisturbed, counting);
        var (sent, held) = await End(scene, undisturbed);
        Assert.True(counting.Ways.Count > 10, $"{counting.Ways.Count} ways to fail");

        foreach (var (call, fault) in Chosen(counting.Ways))
        {
            using var at = start.Copy();
            await Fails(scene, at, fault, call);

            var (sentNow, heldNow) = await End(scene, at);
            var when = $"{name}, {fault} at call {call}";
            Deliveries.Same(held, heldNow, when);
            Deliveries.Same(sent, sentNow, $"{when}: notices sent");
        }
    }

    [Theory]
    [InlineData("taken")]
    [InlineData("refused")]
    public async Task A_file_that_is_held_while_a_slow_run_deals_with_it_ends_with_its_own_receipt_alone(string name)
    {
        var scene = await Scene.Of(name);
        using var start = scene.Start;
        using var undisturbed = start.Copy();
        var counting = new Failing(undisturbed.Store);
        await Run(scene, undisturbed, counting);
        var receipts = undisturbed.Receipts("").Select(Path.GetFileName).ToList();

        foreach (var (call, _, _) in counting.Ways.Where(
            way => way.Fault == StoreFault.Overtaken
                && (way.Path.Contains(".receipt.", StringComparison.Ordinal) || way.Path.StartsWith("ledger/", StringComparison.Ordinal))))
        {
            using var at = start.Copy();
            await Run(scene, at, new Failing(at.Store, StoreFault.Overtaken, call, () => Scene.Hold(at.Ingest, scene.File!)));

            Assert.Equal(receipts, at.Receipts("").Select(Path.GetFileName));
            await Scene.Hold(at.Ingest, scene.File!);
            Assert.Equal(receipts, at.Receipts("").Select(Path.GetFileName));
        }
    }

    [Fact]
    public async Task A_file_that_was_dealt_with_while_it_was_being_held_is_not_said_to_be_held_whatever_fails()
    {
        var scene = await Scene.Of("held");
        using var start = scene.Start;
        using var undisturbed = start.Copy();
        await undisturbed.Take(scene.File!);
        var receipts = undisturbed.Receipts("").Select(Path.GetFileName).ToList();
        using var dealtWith = start.Copy();
        var counting = new Failing(dealtWith.Store, StoreFault.Overtaken, 2, () => dealtWith.Take(scene.File!));
        await Run(scene, dealtWith, counting);

        foreach (var (call, fault,
            _) in counting.Ways.Where(way => way.Call > 2 && way.Fault is StoreFault.NotDone or StoreFault.Unanswered))
        {
            using var at = start.Copy();
            var overtaken = new Failing(at.Store, StoreFault.Overtaken, 2, () => at.Take(scene.File!));
            try
            {
                await Scene.Hold(at.Open(new Failing(overtaken, fault, call)), scene.File!);
            }
            catch (Unavailable)
            {
                await Scene.Hold(at.Ingest, scene.File!);
            }
            Assert.Equal(receipts, at.Receipts("").Select(Path.GetFileName));
            Assert.Equal((await undisturbed.Waiting()).Order(), (await at.Waiting()).Order());
        }
    }

    [Theory]
    [InlineData("tick", "council/front-door/another")]
    [InlineData("ended", "council/front-door/another")]
    [InlineData("swept", "council/front-door/another")]
    [InlineData("escalated", "council/front-door/another")]
    [InlineData("watch", "council/front-door/northshire-council")]
    public async Task What_is_damaged_of_one_sender_is_told_and_keeps_no_other_waiting(string name, string damaged)
    {
        var scene = await Scene.Of(name);
        using var start = scene.Start;
        using var undisturbed = start.Copy();
        await Run(scene, undisturbed, new Failing(undisturbed.Store));
        var expected = undisturbed.Dump();
        Assert.NotEqual(expected, start.Dump());

        await start.Store.Write(Containers.State, $"index/{damaged}/manifest.json", Some.Utf8("damaged"), default);
        await Assert.ThrowsAsync<JsonException>(() => Run(scene, start, new Failing(start.Store)));

        Deliveries.Same(expected, start.Dump(), name);
    }

    /// <summary>Fails once; then the message comes again, or the timer, or a sweep before them.</summary>
    static async Task Fails(Scene scene, Premises at, StoreFault fault, int call)
    {
        try
        {
            await Run(scene, at, new Failing(at.Store, fault, call, () => Run(scene, at, new Failing(at.Store))));
        }
        catch (Unavailable)
        {
            if (call % 2 == 0) await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            await Run(scene, at, new Failing(at.Store));
        }
    }

    static async Task Run(Scene scene, Premises at, Failing store)
    {
        await scene.Run(at, store, (notice, _) =>
            store.Change(() => { at.Announced.Enqueue(notice.NoticeId); return Task.CompletedTask; }));
        await at.Open(store).Commits.Lake.PublishAll(default);
    }

    /// <summary>The next file comes, and all that is on the queue or waits in the outbox is sent: what was, each as often as it was, and
    /// what is held at the end.</summary>
    static async Task<(List<string> Sent, List<string> Held)> End(Scene scene, Premises at)
    {
        if (scene.Next is { } next)
        {
            await at.Take(next, 200, "next.csv");
            Assert.Empty(await Held.Orphans(at));
        }
        var (alerts, sent) = (new AlertStore(at.Store), new List<string>());
        foreach (var id in at.Announced.Concat(await at.Waiting()))
            if (await alerts.FindWaiting(id, default) is { Document.Notice: var notice })
            {
                sent.Add($"{notice.NoticeId} {notice.Kind} {notice.Severity} {notice.Text}");
                await alerts.MarkSent(id, at.Clock.GetUtcNow(), default);
            }
        Assert.Empty(await at.Waiting());
        return ([.. sent.Order(StringComparer.Ordinal)], await Held.By(at));
    }

    IEnumerable<(int Call, StoreFault Fault)> Chosen(IReadOnlyList<(int Call, StoreFault Fault, string Path)> ways)
    {
        var random = new Random(StageSeeds.New());
        var ofCommit = ways.Where(IsOfCommit).ToList();
        var others = ways.Except(ofCommit).OrderBy(_ => random.Next());
        List<(int Call, StoreFault Fault,
            string Path)> chosen = Environment.GetEnvironmentVariable("STORE_FAULTS") == "all" ? [.. ways]
            : [.. ofCommit, .. others.Take(AtLeast - ofCommit.Count)];
        output.WriteLine($"{chosen.Count} of {ways.Count} ways");
        return chosen.Select(way => (way.Call, way.Fault));
    }

    /// <summary>Done, but not known to be, or done by another too: what a death cannot show.</summary>
    static bool IsOfCommit((int Call, StoreFault Fault, string Path) way) => way.Fault != StoreFault.NotDone
        && way.Path.EndsWith("/manifest.json", StringComparison.Ordinal);
}

using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Tests;

/// <summary>What tests of the commit share: two files of one sender, their delivery, and what then stands.</summary>
static class Deliveries
{
    public static readonly string First = Some.PoliceFile([.. Enumerable.Range(1, 12).Select(Some.Ppn)]);

    /// <summary>New rows, amended ones, out-of-order ones, repeats, rejects, and enough of them late for every kind of notice.</summary>
    public static readonly string Second = SecondWith(14);

    /// <param name="late">How many of its rows are late.</param>
    public static string SecondWith(int late) => Some.PoliceFile([
        .. Enumerable.Range(13, late).Select(i => Some.Ppn(i) with { Risk = "High", From = "01/01/2019 10:00", To = "" }),
        Some.Ppn(1) with { Version = "2", Narrative = "More." },
        Some.Ppn(2),
        Some.Ppn(3) with { Narrative = "Of the same version." },
        Some.Ppn(4) with { Reference = "" }]);

    /// <summary>Takes the file as a process would that delivers its notices and publishes its tables with the same store.</summary>
    public static async Task Deliver(this Premises at, IStore store, LandedFile file)
    {
        var ingest = at.Open(store, announce: (notice, cancel) => at.Send(store, notice.NoticeId, cancel));
        await ingest.Run(file, default);
        await ingest.Commits.Lake.PublishAll(default);
    }

    public static async Task Send(this Premises at, IStore store, string notice, CancellationToken cancel)
    {
        at.Announced.Enqueue(notice);
        await new AlertStore(store).MarkSent(notice, at.Clock.GetUtcNow(), cancel);
    }

    public static async Task SendWaiting(this Premises at)
    {
        foreach (var id in await at.Waiting())
            if (await new AlertStore(at.Store).FindWaiting(id, default) is not null)
                await at.Send(at.Store, id, default);
    }

    public static string[] IndexFiles(this Premises at) =>
        Directory.GetFiles(Path.Combine(at.Root, Containers.State, "index"), "*" + ManifestFile.IndexEnding, SearchOption.AllDirectories);

    public static void Same(List<string> expected, List<string> actual, string when) =>
        Assert.True(expected.SequenceEqual(actual), $"{when}: missing\n{string.Join('\n', expected.Except(actual))}\nnot "
        + $"expected\n{string.Join('\n', actual.Except(expected))}\n{expected.Count} and {actual.Count} in all");
}

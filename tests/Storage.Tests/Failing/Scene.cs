using FrontDoor.Alerting;
using FrontDoor.Domain.Alerts;
using FrontDoor.Ingestion;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Monitoring;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>One run of a stage that commits or publishes, on premises where it has something to do.</summary>
sealed record Scene(Premises Start, Func<Premises, IStore, Func<Notice, CancellationToken, Task>, Task> Run)
{
    const double After = 101, Before = 30, Monday = 50, Saturday = 4;

    public static readonly string[] Names = ["taken", "out of order", "refused", "held", "swept", "tick", "watch", "acknowledged", "closed",
        "ended", "escalated", "decided"];

    /// <summary>A file of the same sender that comes after it, where the index is at stake.</summary>
    public string? Next { get; init; }

    /// <summary>What it is about, where that is a file.</summary>
    public LandedFile? File { get; init; }

    static readonly string First = Some.PoliceFile([.. Enumerable.Range(1, 6).Select(Some.Ppn)]);

    static readonly string Second = Deliveries.SecondWith(3);

    public static Task<Scene> Of(string name) => name switch
    {
        "taken" => Arrival(at => at.File(Second, After, "second.csv"), Second),
        "out of order" => Arrival(at => at.File(Second, Before, "second.csv"), null),
        "refused" => Arrival(at => at.File("<html>", After, "page.csv"), null),
        "held" => Held(),
        "swept" => Swept(),
        "tick" => Tick(),
        "watch" => Watch(),
        "acknowledged" => Attend(AlertAction.Acknowledge),
        "closed" => Attend(AlertAction.Close),
        "ended" => Ended(),
        "escalated" => Escalated(),
        "decided" => Decided(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    static async Task<Premises> TwoFiles()
    {
        var at = new Premises();
        foreach (var (hours, name) in new[] { (Before + 20, "first.csv"), (After - 1, "again.csv") }) await at.Take(First, hours, name);
        return at;
    }

    static async Task<Scene> Arrival(Func<Premises, LandedFile> of, string? next)
    {
        var start = await TwoFiles();
        var file = of(start);
        return new(start, (at, store, announce) => at.Open(store, announce: announce).Run(file, default)) { Next = next, File = file };
    }

    static async Task<Scene> Held()
    {
        var start = await TwoFiles();
        var file = start.File(Second, After, "second.csv");
        return new(start, (at, store, announce) => Hold(at.Open(store, announce: announce), file)) { File = file };
    }

    /// <summary>What a message of arrivals-poison does.</summary>
    public static Task Hold(IngestFile ingest, LandedFile file) =>
        ingest.Delay(new LandingPath(file.Agency, file.Sender, file.Feed, file.Name), file.Version, file.ReceivedAt.ToDateTimeOffset(),
        default);

    static async Task<Scene> Swept()
    {
        var start = await TwoFiles();
        var file = start.File(Second, After, "second.csv");
        for (var call = 1; (await new ManifestFile(start.Store, "police", "domestic-abuse",
            "northshire-police").Read(default)).Manifest.Outbox.All(
                held => held.FileId != start.Ingest.Commits.FileId(file.Agency, file.Path, file.Version)); call++)
            await Assert.ThrowsAsync<Died>(() => start.Open(new Dying(start.Store, call)).Run(file, default));
        return new(start, async (at, store, announce) =>
        {
            at.Clock.Advance(RecoverLostFiles.Stale);
            (await new RecoverLostFiles(store, at.Open(store, announce: announce).Commits,
                at.Clock).Run(AsyncEnumerable.Empty<LandingBlob>(), default)).Faults.End();
        })
        { Next = Second };
    }

    static async Task<Scene> Tick()
    {
        var start = new Premises();
        await start.Council(0, Enumerable.Range(1, 3)
            .Select(number => $"CT/19/{number},P{number},04/01/2019 {8 + number:00}:15,,,,,,New,04/01/2019 20:20"));
        return new(start, (at, store, announce) => at.Ticks(store, announce).Run(Some.Morning(Monday + 2), default));
    }

    static async Task<Scene> Watch()
    {
        var start = new Premises();
        for (var day = 2; day < 9; day += 3) await start.Police(day, 2);
        return new(start, (at, store, announce) => at.Watches(store, announce)
            .Run(Some.Morning(FeedHealthChecks.Judged(8)), AsyncEnumerable.Empty<LandingBlob>(), default));
    }

    static async Task<Scene> Attend(AlertAction act)
    {
        var start = await Overdue();
        var id = start.Alerts("overdue")[0];
        return new(start, (at, store, announce) => at.Attends(store, announce)
            .Run(id, act, Acknowledgements.Who, Acknowledgements.Why, Some.Morning(9), default));
    }

    static async Task<Scene> Ended()
    {
        var start = await Overdue();
        await start.Council(8, "CT/19/1,P1,04/01/2019 10:15,04/01/2019 15:00,,,,,Update,05/01/2019 12:00");
        return new(start, (at, store, announce) => at.Resolves(store, announce).Run(Some.Morning(9), default));
    }

    static async Task<Premises> Overdue()
    {
        var at = new Premises();
        await at.Council(0, Enumerable.Range(1, 2).Select(number => $"CT/19/{number},P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20"));
        await at.Tick(Saturday);
        return at;
    }

    static async Task<Scene> Escalated()
    {
        var start = new Premises();
        await start.Take(Some.PoliceFile(Some.Ppn() with { From = "01/10/2018 10:00", To = "" }), Monday);
        await new AlertStore(start.Store).MarkSent(Assert.Single(start.Alerts("late")), Some.Morning(Monday), default);
        return new(start, async (at, store, announce) =>
        {
            var (ingest, keys, options) = at.Parts(store, announce);
            // it is a part of it
            var swept = await new RecoverLostFiles(store, ingest.Commits, at.Clock).Run(AsyncEnumerable.Empty<LandingBlob>(), default);
            await new EscalateAlerts(store, ingest.Commits, AlertPolicy.Shipped, keys, options).Run(Some.Morning(Monday + 9), default);
            swept.Faults.End();
        });
    }

    static async Task<Scene> Decided()
    {
        var start = new Premises();
        await start.Take(Some.PoliceFile(Some.Ppn()), 60, "1.csv");
        await start.Take(Some.PoliceFile(Some.Ppn() with { Version = "2", Risk = "Standard" }), 61, "2.csv");
        var key = start.Ask("select distinct notification_key from notifications").Single();
        return new(start, (at, store, _) => at.PendingCorrections(store)
            .Decide(new CorrectionChoice(key, true, "The log says so.", "duty manager"), Some.Morning(70.4), default))
        { Next = First };
    }
}

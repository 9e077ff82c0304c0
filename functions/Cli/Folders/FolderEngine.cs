using FrontDoor.Alerting;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Ingestion;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Ingestion.Erasures;
using FrontDoor.Ingestion.Replays;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Monitoring;
using FrontDoor.Monitoring.FeedHealth;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Monitoring.Registration;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Publishing;
using FrontDoor.Reporting.Rendering;
using FrontDoor.Reporting.Serving;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.State;
using Microsoft.Extensions.DependencyInjection;

namespace FrontDoor.Cli.Folders;

/// <summary>The pipeline on a folder: store, key, contracts and delivery.</summary>
sealed class FolderEngine : IDisposable
{
    readonly ServiceProvider _services;
    readonly Scratch _scratch;

    FolderEngine(ServiceProvider services, Scratch scratch) => (_services, _scratch) = (services, scratch);

    ErasedFiles? _erased;

    ArrivalCommits Commits => Part<ArrivalCommits>();

    /// <summary>Corrections that wait for a decision.</summary>
    public PendingCorrections Corrections => Part<PendingCorrections>();

    /// <param name="rejectTestNumbers">The same as the app's setting.</param>
    /// <param name="policy">The policy for escalations; null for the built-in one. Nothing else of a policy applies on a folder, where
    /// alerts are files, written at once.</param>
    public static FolderEngine Open(string root, Contracts contracts, bool rejectTestNumbers = false, AlertPolicy? policy = null)
    {
        var store = new FolderStore(root);
        var scratch = Scratch.Open(store.Scratch);
        var delivery = new FolderDelivery(store);
        var options = new PipelineOptions(scratch.Folder, delivery.Send, TimeProvider.System)
        {
            RejectTestNumbers = rejectTestNumbers,
            Contact = Contact.Read(Environment.GetEnvironmentVariable),
        };
        var services = new ServiceCollection().AddSingleton<IStore>(store).AddSingleton(contracts)
            .AddSingleton(policy ?? AlertPolicy.Shipped).AddSingleton(FolderKey.Open(root)).AddSingleton(options)
            .AddSingleton(TimeProvider.System).AddSingleton(delivery)
            .AddSingleton<PageRenderer>().AddSingleton<Report>().AddSingleton<ReportFiles>().AddSingleton<PublishReports>()
            .AddSingleton<ILakes>(services => new StoreLakes(store, scratch.Folder,
                (engine, lake, hour, path, cancel) => AsOfRows.Write(engine, lake, contracts, hour, path, cancel),
                services.GetRequiredService<Report>(), TimeProvider.System));
        return new FolderEngine(services.AddIngestion().AddMonitoring().AddAlerting().BuildServiceProvider(), scratch);
    }

    /// <summary>Finishes what a killed run committed but did not publish: its receipts and tables, then its alerts.</summary>
    public async Task Recover(CancellationToken cancel)
    {
        await Part<RecoverLostFiles>().FinishCommitted(DateTimeOffset.MaxValue, cancel);
        await Publish(cancel);
        await Part<FolderDelivery>().SendWaiting(cancel);
    }

    /// <summary>Processes a file. Its rows reach the lake with those of the next files, or by <see cref="Publish"/>.</summary>
    public async Task<IngestResult> Take(LandedFile file, CancellationToken cancel)
    {
        var result = await Part<IngestFile>().Run(file, cancel);
        await Commits.Lake.PublishMarked(all: false, cancel);
        return result;
    }

    /// <summary>The same pipeline over the folder, for a rehearsal: what it writes is thrown away, and it sends no alert.</summary>
    public IngestFile Rehearse()
    {
        var store = new OverlayStore(Part<IStore>(), new FolderStore(Path.Combine(_scratch.Folder, "rehearsal")));
        return new IngestFile(store, Part<Contracts>(), Part<Pseudonyms>(),
            Part<PipelineOptions>() with { Announce = (_, _) => Task.CompletedTask });
    }

    /// <summary>Senders whose files wait.</summary>
    public PausedSenders Paused => Part<PausedSenders>();

    /// <summary>Files that were refused, or of which rows were rejected.</summary>
    public JudgedFiles Judged => Part<JudgedFiles>();

    /// <summary>Erases one child.</summary>
    public EraseChild Erasures => new(Part<IStore>(), Part<Contracts>(), Part<Pseudonyms>(), Part<LakeVerifier>(),
        Part<PipelineOptions>() with { EngineMemoryMb = 256 });

    /// <summary>The id of a file that was dropped, as the ledger has it.</summary>
    public string FileId(LandedFile file) => Commits.FileId(file);

    /// <summary>The file with what is known of it, if a child was erased from it.</summary>
    public async Task<LandedFile> Known(LandedFile file, CancellationToken cancel)
    {
        var erased = await Erased(cancel);
        return file with { Erased = erased.StandIn(FileId(file)), Proofs = erased.Proofs(file) };
    }

    /// <summary>The arrival whose bytes these were before a child was erased from it; null for any other file.</summary>
    public async Task<ErasedFile?> BeforeErasure(LandedFile file, CancellationToken cancel) =>
        (await Erased(cancel)).Before(FileId(file with { Erased = null }));

    /// <summary>What is known of a file from which a child was erased, or is to be.</summary>
    public async Task<ErasedFile?> Kept(string fileId, CancellationToken cancel) => (await Erased(cancel)).Before(fileId);

    /// <summary>Writes down that a landed file has other bytes now, or none.</summary>
    public async Task Keep(ErasedFile file, CancellationToken cancel)
    {
        await Erasures.Keep(file, cancel);
        _erased = null;
    }

    /// <summary>Whether the file was processed.</summary>
    public Task<bool> IsDone(string fileId, CancellationToken cancel) => Commits.Ledger.IsDone(fileId, cancel);

    async Task<ErasedFiles> Erased(CancellationToken cancel) => _erased ??= await ErasedFiles.Read(Part<IStore>(), cancel);

    /// <summary>The bytes of a refused file; null if they are no longer in quarantine.</summary>
    public Task<string?> Quarantined(JudgedFile file, CancellationToken cancel) =>
        Part<IStore>().Fetch(Containers.Quarantine, file.QuarantinePath, _scratch.Folder, cancel);

    /// <summary>Adds committed tables to the lake; returns how many arrivals that were.</summary>
    public Task<int> Publish(CancellationToken cancel) => Commits.Lake.PublishAll(cancel);

    /// <summary>Checks that every committed row is in the lake once.</summary>
    public Task<LakeVerification> Verify(bool repair, CancellationToken cancel) => Part<LakeVerifier>().Run(repair, cancel);

    /// <summary>Judges the running clocks.</summary>
    public Task<CheckOverdueResult> CheckOverdue(DateTimeOffset now, CancellationToken cancel) =>
        Published(Part<CheckOverdueClocks>().Run(now, cancel), cancel);

    /// <summary>Raises alerts for clocks that run out soon.</summary>
    public Task<int> Warn(DateTimeOffset now, CancellationToken cancel) => Published(Part<WarnDueSoon>().Run(now, cancel), cancel);

    /// <summary>Resolves the alerts whose clocks a file has stopped.</summary>
    public Task<int> Resolve(DateTimeOffset now, CancellationToken cancel) =>
        Published(Part<ResolveOverdueAlerts>().Run(now, cancel), cancel);

    /// <summary>Escalates alerts that no one acknowledged.</summary>
    public Task<int> Escalate(DateTimeOffset now, CancellationToken cancel) => Published(Part<EscalateAlerts>().Run(now, cancel), cancel);

    /// <summary>Judges the days of feeds that are over. There is no landing container here, so no file is waited for.</summary>
    public Task<CheckFeedHealthResult> CheckFeedHealth(DateTimeOffset now, CancellationToken cancel) =>
        Published(Part<CheckFeeds>().Run(now, AsyncEnumerable.Empty<LandingBlob>(), cancel), cancel);

    /// <summary>Writes the reports of weeks and months that are over.</summary>
    public Task<PublishReportsResult> PublishReports(DateTimeOffset now, CancellationToken cancel) =>
        Part<PublishReports>().Run(now, cancel);

    /// <summary>Decides about a correction.</summary>
    public Task<CorrectionDecisionResult> Decide(CorrectionChoice choice, DateTimeOffset now, CancellationToken cancel) =>
        Published(Corrections.Decide(choice, now, cancel), cancel);

    /// <summary>Acknowledges or closes an alert.</summary>
    public Task<AcknowledgeAlertResult> Acknowledge(string noticeId, AlertAction act, string by, string reason, DateTimeOffset now,
        CancellationToken cancel) => Published(Part<AcknowledgeAlerts>().Run(noticeId, act, by, reason, now, cancel), cancel);

    async Task<T> Published<T>(Task<T> work, CancellationToken cancel)
    {
        var result = await work;
        await Publish(cancel);
        return result;
    }

    T Part<T>() where T : notnull => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        _scratch.Dispose();
    }
}

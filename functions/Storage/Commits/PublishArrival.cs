using System.Text;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Storage.Commits;

/// <summary>Makes a committed arrival visible and passes its notices on. Every step can run twice; after a kill it starts again from the
/// top.</summary>
public sealed class PublishArrival(IStore store, Ledger ledger, AlertStore alerts, LakePublisher lake, PipelineOptions options)
{
    /// <summary>The folder in the container restricted.</summary>
    const string Names = "names/";

    /// <param name="known">The file's own name, if the caller has it.</param>
    public async Task Finish(Committed committed, CancellationToken cancel, string? known = null)
    {
        using var span = Telemetry.Start("publish");
        // A commit without a file has no name.
        string name;
        try
        {
            name = committed.Objects.Any(item => ArrivalPath.HasName(item.Path)) ? known ?? await NameOf(committed.FileId, cancel) : "";
            await Show(committed.Objects, name, committed.Token, cancel);
        }
        catch (StagedObjectGoneException)
        {
            if (!await ledger.IsDone(committed.FileId, cancel)) throw;
            // Another run was faster, and its tables are already in the lake.
            await ForgetName(committed.FileId, cancel);
            return;
        }
        foreach (var notice in committed.Notices) await alerts.Add(notice, cancel);
        await Done(committed.FileId, ArrivalStatus.Published, committed.Objects, name, cancel);
        if (name.Length > 0) await ForgetName(committed.FileId, cancel);
        foreach (var item in committed.Objects) lake.Mark(item.Path);
        foreach (var notice in committed.Notices)
            await options.Announce(notice, cancel);
        await store.Forget(committed.Token, cancel);
    }

    /// <summary>Makes what was staged visible, in order.</summary>
    public async Task Show(IEnumerable<StagedObject> objects, string name, string token, CancellationToken cancel)
    {
        foreach (var item in objects) await store.Publish(item.Container, ArrivalPath.Fill(item.Path, name), token, cancel);
    }

    /// <summary>Records that the arrival is fully visible. Its receipts replace those of the delayed file, even if it is marked as
    /// delayed at this moment.</summary>
    public Task Done(string fileId, ArrivalStatus status, IEnumerable<StagedObject> objects, string name, CancellationToken cancel) =>
        ledger.RecordDone(fileId, status, options.Clock.GetUtcNow(), async () =>
        {
            foreach (var item in objects)
                if (ReceiptName.Replaced(item.Path) is { } held) await store.Delete(item.Container, ArrivalPath.Fill(held, name), cancel);
        }, cancel);

    /// <summary>Stores the file's own name where names are allowed, for <see cref="Finish"/>.</summary>
    public Task KeepName(string fileId, string name, CancellationToken cancel) =>
        store.Write(Containers.Restricted, NamePath(fileId), Encoding.UTF8.GetBytes(name), cancel);

    /// <summary>Once it is fully visible, its name is in restricted/files.</summary>
    public Task ForgetName(string fileId, CancellationToken cancel) => store.Delete(Containers.Restricted, NamePath(fileId), cancel);

    /// <summary>Removes the names of arrivals that are fully visible: of runs that were killed just before they did.</summary>
    public async Task ForgetNames(CancellationToken cancel)
    {
        var left = new List<string>();
        await foreach (var item in store.List(Containers.Restricted, Names, cancel)) left.Add(Path.GetFileName(item.Path));
        foreach (var fileId in left)
            if (await ledger.IsDone(fileId, cancel)) await ForgetName(fileId, cancel);
    }

    async Task<string> NameOf(string fileId, CancellationToken cancel) =>
        await store.Read(Containers.Restricted, NamePath(fileId), cancel) is { } held
            ? Encoding.UTF8.GetString(held.Content.Span)
            : throw new StagedObjectGoneException(
            $"The name of arrival {fileId} is not in restricted/names; it was written before the commit and must be restored.");

    static string NamePath(string fileId) => Names + fileId;
}

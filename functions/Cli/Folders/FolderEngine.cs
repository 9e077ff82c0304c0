using FrontDoor.Domain;
using FrontDoor.Lake;
using FrontDoor.Stages;

namespace FrontDoor.Cli;

/// <summary>The pipeline on a folder: store, key, contracts and delivery put together.</summary>
sealed class FolderEngine : IDisposable
{
    readonly Ingest _ingest;
    readonly Scratch _scratch;

    FolderEngine(Ingest ingest, Scratch scratch) => (_ingest, _scratch) = (ingest, scratch);

    public static FolderEngine Open(string root)
    {
        var store = new FolderStore(root);
        var scratch = Scratch.Open(store.Scratch);
        var delivery = new FolderDelivery(store);
        var options = new IngestOptions(scratch.Folder, delivery.Send, TimeProvider.System);
        return new FolderEngine(new Ingest(store, Contracts.Shipped(), FolderKey.Open(root), options), scratch);
    }

    public async Task<IngestResult> Take(DroppedFile file, CancellationToken cancel) => await _ingest.Run(await file.Land(cancel), cancel);

    public void Dispose() => _scratch.Dispose();
}

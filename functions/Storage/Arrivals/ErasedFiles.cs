using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Storage.Arrivals;

/// <summary>The landed files from which a child was erased, by what their bytes are and were.</summary>
public sealed class ErasedFiles
{
    readonly List<ErasedFile> _all;
    readonly Dictionary<string, ErasedFile> _byStandIn;
    readonly Dictionary<string, ErasedFile> _byEarlier;

    ErasedFiles(List<ErasedFile> all)
    {
        _all = all;
        _byStandIn = all.Where(file => file.StandIn is not null).ToDictionary(file => file.StandIn!);
        _byEarlier = all.SelectMany(file => file.Earlier.Append(file.FileId).Select(id => (id, file))).ToDictionary(one => one.id,
            one => one.file);
    }

    public static async Task<ErasedFiles> Read(IStore store, CancellationToken cancel)
    {
        var all = new List<ErasedFile>();
        await foreach (var item in store.List(Containers.Restricted, ErasedFile.Folder, cancel))
            if (await store.Find<ErasedFile>(Containers.Restricted, item.Path, cancel) is { Document: var file }) all.Add(file);
        return new ErasedFiles(all);
    }

    /// <summary>The file whose bytes have this id since the erasure.</summary>
    public ErasedFile? StandIn(string id) => _byStandIn.GetValueOrDefault(id);

    /// <summary>The file whose bytes had this id before the erasure: they hold the child again.</summary>
    public ErasedFile? Before(string id) => _byEarlier.GetValueOrDefault(id);

    /// <summary>What removed files of the sender proved of the order of day and month, received no later than this.</summary>
    public IReadOnlyList<DateProof> Proofs(LandedFile file) => _all.Where(one => one.StandIn is null && one.Agency == file.Agency
        && one.Feed == file.Feed && one.Sender == file.Sender && Instant.FromDateTimeOffset(one.ReceivedAt) <= file.ReceivedAt)
        .Aggregate((IReadOnlyList<DateProof>)[], (known, one) => DateProof.With(known, one.Proofs));
}

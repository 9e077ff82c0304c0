using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>One file, from the landing container to tables, receipt and notices.</summary>
public sealed class Ingest(IStore store, Contracts contracts, Pseudonyms keys, IngestOptions options)
{
    /// <summary>
    /// Deals with one arrival, wholly. Can be run any number of times and be killed at any instant: a second run finishes what the first began.
    /// A fault of the file is a result (refused); a fault of ours throws, and the arrival is tried again.
    /// </summary>
    public Task<IngestResult> Run(LandedFile file, CancellationToken cancel)
    {
        _ = (store, contracts, keys, options);
        throw new NotImplementedException();
    }

    /// <summary>
    /// Says an arrival is held: the ledger reads stalled, the partner gets the receipt "held, not yet processed", an operator a notice.
    /// Sweep brings it back later, with back-off.
    /// </summary>
    public Task Hold(LandingPath path, string version, DateTimeOffset receivedAt, CancellationToken cancel)
    {
        throw new NotImplementedException();
    }

    /// <summary>The id of an arrival: a keyed hash of its landing path and version.</summary>
    public string FileId(string agency, string path, string version) => keys.FileId(agency, path, version);
}

/// <summary>What the surroundings give <see cref="Ingest"/>.</summary>
/// <param name="Scratch">A local folder for temporary files, removed with the run.</param>
/// <param name="Announce">Called once for each notice that was committed and waits in the outbox; may be called again for the same id.</param>
/// <param name="Clock">When the ledger was touched; nothing in any table comes from it.</param>
public sealed record IngestOptions(string Scratch, Func<Notice, CancellationToken, Task> Announce, TimeProvider Clock)
{
    /// <summary>The councils this deployment serves; a row for another goes to quarantine. Empty: every council a sender's agreement names.</summary>
    public IReadOnlyList<string> Councils { get; init; } = [];

    /// <summary>Memory one Parquet engine may use, in MB.</summary>
    public int EngineMemoryMb { get; init; } = 256;
}

namespace FrontDoor.Stages;

/// <summary>Finds what was lost or got stuck: files without a ledger entry, arrivals gone stale, committed work not yet visible, notices not yet sent.</summary>
public sealed class Sweep(IStore store, Ingest ingest, TimeProvider clock)
{
    /// <summary>An arrival untouched this long is taken to be abandoned by a killed run.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(15);

    /// <summary>What should be put back on the queues: arrivals by what <paramref name="landing"/> lists, notices by id.</summary>
    public Task<SweepResult> Run(IAsyncEnumerable<LandingBlob> landing, CancellationToken cancel)
    {
        _ = (store, ingest, clock);
        throw new NotImplementedException();
    }
}

/// <summary>One blob in an agency's landing container.</summary>
public sealed record LandingBlob(string Agency, string Path, string ETag, long Bytes);

/// <summary>What a sweep found to do again.</summary>
public sealed record SweepResult(IReadOnlyList<LandingBlob> Arrivals, IReadOnlyList<string> Notices);

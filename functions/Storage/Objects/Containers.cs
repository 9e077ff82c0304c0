using FrontDoor.Domain.Feeds;

namespace FrontDoor.Storage.Objects;

/// <summary>The containers of storage and who may see them (docs/lake.md; infra/storage.bicep makes them).</summary>
public static class Containers
{
    public static IReadOnlyList<string> Agencies => FeedId.Agencies;

    public const string Lake = "lake";
    public const string Restricted = "restricted";
    public const string Quarantine = "quarantine";
    public const string State = "state";

    /// <summary>Figures for publication: no record, and no count of 1 to 5.</summary>
    public const string Reports = "reports";

    /// <summary>The container where that agency drops files; the pipeline only reads it.</summary>
    public static string Landing(string agency) => $"landing-{agency}";

    /// <summary>The container where that agency finds its receipts and rejected rows.</summary>
    public static string Receipts(string agency) => $"receipts-{agency}";

    public static IEnumerable<string> All =>
        [.. Agencies.Select(Landing), .. Agencies.Select(Receipts), Quarantine, Lake, Restricted, State, Reports];
}

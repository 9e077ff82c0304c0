using System.Security.Cryptography;
using System.Text.Json;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Records;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>All that premises hold, in words that two of them share where they hold the same: what anybody sees by its bytes, tables by
/// their rows, state by what it decides.</summary>
static class Held
{
    public static async Task<List<string>> By(Premises at)
    {
        var all = at.Dump(); // publishes what is committed
        foreach (var file in Directory.GetFiles(at.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(at.Root, file).Replace('\\', '/');
            if (path.Split('/').Any(part => part.StartsWith('.'))) continue;
            var words = path.StartsWith($"{Containers.State}/", StringComparison.Ordinal)
                ? State(path[(Containers.State.Length + 1)..], file)
                // told by its rows
                : path.EndsWith(".parquet", StringComparison.Ordinal) || path.EndsWith("/_manifest.json", StringComparison.Ordinal) ? ""
                : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
            if (words is not null) all.Add($"{path} {words}");
        }
        foreach (var (feed, sender) in await ManifestFile.All(at.Store,
            default)) all.AddRange(await Index(at, new ManifestFile(at.Store, feed.Agency, feed.Name, sender), $"{feed}/{sender}"));
        return all;
    }

    /// <summary>Files of the record index that no manifest names.</summary>
    public static async Task<List<string>> Orphans(Premises at)
    {
        var named = new HashSet<string>();
        foreach (var (feed, sender) in await ManifestFile.All(at.Store, default))
        {
            var file = new ManifestFile(at.Store, feed.Agency, feed.Name, sender);
            named.UnionWith((await file.Read(default)).Manifest.IndexFiles.Select(named => file.IndexPath(named.Name)));
        }
        var orphans = new List<string>();
        await foreach (var item in at.Store.List(Containers.State, "index/", default))
            if (item.Path.EndsWith(ManifestFile.IndexEnding, StringComparison.Ordinal) && !named.Contains(item.Path))
                orphans.Add(item.Path);
        return orphans;
    }

    static string? State(string path, string file) => path.Split('/')[0] switch
    {
        "ledger" => JsonSerializer.Deserialize(File.ReadAllBytes(file), ArrivalJson.Default.LedgerEntry) is { } entry
            ? $"{entry.Status} {entry.Stalls}" : "nothing",
        "alerts" => JsonSerializer.Deserialize(File.ReadAllBytes(file), StoredAlertJson.Default.StoredAlert) is { } alert
            ? $"{alert.SentAt is not null} {alert.PutOff} {alert.JoinedTo} {alert.DigestId} {alert.AcknowledgedAt:O} "
            + $"{alert.ResolvedAt:O} {string.Join(',', alert.Escalations)}" : "nothing",
        "index" => null, // attempts' tokens; told below
        "alerts-unacknowledged" => null, // one that was run again has looked once more, and found that it is at the top
        _ => "", // marks, joins: that they are there
    };

    static async Task<IEnumerable<string>> Index(Premises at, ManifestFile file, string place)
    {
        var (manifest, _) = await file.Read(default);
        var entries = new Dictionary<KeyedHash, RecordIndexEntry>();
        foreach (var named in manifest.IndexFiles.Reverse())
        {
            using var indexed = await RecordIndexFile.Open(
                File.OpenRead(Path.Combine(at.Root, Containers.State, file.IndexPath(named.Name))), default);
            foreach (var entry in indexed.Entries()) entries[entry.Key] = entry with { LastSeen = 0 };
        }
        var ledger = new Ledger(at.Store);
        var unseen = new List<string>();
        foreach (var committed in manifest.Outbox)
            if ((await ledger.Find(committed.FileId, default))?.Status != ArrivalStatus.Published)
                unseen.Add($"{place}: committed and not seen: {committed.FileId}");
        return [$"{place}: incident {manifest.Incident}, week {manifest.LastSummaryWeek}", .. unseen,
            .. entries.Values.Select(entry => $"{place}: {entry}").Order(StringComparer.Ordinal)];
    }
}

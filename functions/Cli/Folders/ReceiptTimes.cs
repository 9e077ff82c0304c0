using System.Text.Json;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using NodaTime;

namespace FrontDoor.Cli.Folders;

/// <summary>When files were received, as their receipts say: for a rebuild, where nothing else knows it.</summary>
sealed class ReceiptTimes
{
    readonly Dictionary<string, Instant> _byId = [];
    readonly ILookup<string, (Instant Received, long Bytes)> _byPlace;

    public ReceiptTimes(string root, CancellationToken cancel)
    {
        var places = new List<(string Place, Instant Received, long Bytes)>();
        foreach (var agency in Containers.Agencies)
        {
            var folder = Path.Combine(root, Containers.Receipts(agency));
            if (!Directory.Exists(folder)) continue;
            foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
            {
                cancel.ThrowIfCancellationRequested();
                using var json = JsonDocument.Parse(File.ReadAllBytes(file));
                var receipt = json.RootElement;
                if (Text(receipt, "file_id") is not { } id || !receipt.TryGetProperty("received_at",
                    out var at)) continue; // a week's summary
                var received = Instant.FromDateTimeOffset(at.GetDateTimeOffset());
                _byId[id] = received;
                places.Add(($"{new LandingPath(agency, Text(receipt, "sender")!, Text(receipt, "feed")!, Text(receipt, "file")!)}",
                    received,
                    receipt.TryGetProperty("bytes", out var bytes) ? bytes.GetInt64() : 0));
            }
        }
        _byPlace = places.Distinct().ToLookup(one => one.Place, one => (one.Received, one.Bytes));
    }

    /// <summary>By its id; for a file whose modified time was lost, by its place and size where only one receipt has them. Null if no
    /// receipt says it.</summary>
    public Instant? Of(string fileId, DroppedFile file)
    {
        if (_byId.TryGetValue(fileId, out var received)) return received;
        var bytes = new FileInfo(file.Path).Length;
        List<Instant> found = [.. _byPlace[$"{file.Landing}"].Where(one => one.Bytes == bytes).Select(one => one.Received).Distinct()];
        return found is [var only] ? only : null;
    }

    static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

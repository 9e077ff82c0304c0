using System.Text.Json;
using FrontDoor.Cli.Alerts;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Folders;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Doctor;

/// <summary>The folder of <c>ingest</c>: its disk, key, state and lake.</summary>
static class FolderCheck
{
    public static async Task<List<Finding>> Run(string root, Contracts contracts, CancellationToken cancel)
    {
        var found = new List<Finding> { DiskCheck.Run(root, "data"), DiskCheck.Temporary() };
        if (!LakeFolder.IsRoot(root))
        {
            found.Add(Finding.Ok($"{root} has no data yet"));
            return found;
        }
        if (!LakeFolder.RemembersFiles(root))
        {
            found.Add(Finding.Ok($"{root} is a copy for reading, made by ./pipeline up or demo; it has no state to check"));
            if (LocalBus.Read(root) is not null && AlertConnection.Client(root) is { } client)
                await using (client) found.AddRange(await TopicCheck.Run(client, cancel));
            return found;
        }
        found.AddRange(State(Path.Combine(root, Containers.State), cancel));
        var key = Key(root);
        found.Add(key);
        if (key.Level == FindingLevel.Wrong) return found; // the lake is opened with a key, and a new one would be made
        using var engine = FolderEngine.Open(root, contracts);
        found.AddRange(await PausesCheck.Run(engine.Paused, TimeProvider.System.GetUtcNow(), cancel));
        var lake = await engine.Verify(repair: false, cancel);
        found.AddRange(lake.Faults.Select(fault => Finding.Wrong(fault.Text, $"./pipeline lake verify --repair --lake {root}")));
        if (lake.Faults.Count == 0) found.Add(Finding.Ok($"the lake has every committed row once, of {lake.Feeds} feeds"));
        return found;
    }

    static Finding Key(string root)
    {
        var file = FolderKey.PathOf(root);
        return File.Exists(file) ? Finding.Ok("the pseudonym key is there")
            : Finding.Wrong($"{file} is not there, though files were processed",
                "restore it from a backup: with another key no record is known again");
    }

    static IEnumerable<Finding> State(string folder, CancellationToken cancel)
    {
        var (documents, stalled) = (0, 0);
        var damaged = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            documents++;
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(file));
                if (!json.RootElement.TryGetProperty("schema", out var schema) || schema.ValueKind != JsonValueKind.Number)
                    damaged.Add(file);
                if (json.RootElement.TryGetProperty("status", out var status) && status.ValueEquals(nameof(ArrivalStatus.Stalled)))
                    stalled++;
            }
            catch (JsonException)
            {
                damaged.Add(file);
            }
        }
        foreach (var file in damaged)
            yield return Finding.Wrong($"{file} is damaged, or of an edition without a schema",
                "restore it from a backup; docs/state.md says what it is for");
        if (stalled > 0)
            yield return Finding.Wrong($"{stalled} {(stalled == 1 ? "file is" : "files are")} delayed by a fault of ours",
                "run ./pipeline ingest again and read what it says");
        if (damaged.Count == 0) yield return Finding.Ok($"{documents} documents of state can be read");
        var waiting = Path.Combine(folder, AlertStore.ToSend);
        if (Directory.Exists(waiting) && Directory.EnumerateFiles(waiting).Any())
            yield return Finding.Soon("alerts wait to be written", "./pipeline overdue finishes what a stopped run left");
    }
}

using System.Text.Json;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Folders;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using NodaTime;

namespace FrontDoor.Cli.Check;

/// <summary>The feed, sender and moment for which files are checked.</summary>
sealed record CheckPlan(Feed Feed, string Sender, Instant Received, Contracts Contracts)
{
    public required int LinesShown { get; init; }
    public required bool RejectTestNumbers { get; init; }

    // Uses the real engine on a temporary folder for each file, so the result cannot differ. What a killed check left is removed by the
    // next one.
    public async Task<CheckedFile> Check(string file, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-check"));
        using var engine = FolderEngine.Open(scratch.Folder, Contracts, RejectTestNumbers);
        var landing = new LandingPath(Feed.Id.Agency, Sender, Feed.Id.Name, Path.GetFileName(file));
        var result = await engine.Take(new DroppedFile(landing, file, Received, ReceivedBasis.Given).Land(cancel), cancel);
        using var lake = LakeFolder.Open(scratch.Folder);
        using var lines = lake.Ask($"""
            select part, line, code, "column", tier, advice, count(*) over () from rejects
            order by code = '{Defects.HeaderColumnAbsent.Code}', part, line, "column", code limit {Math.Max(1, LinesShown)}
            """, cancel);
        var rows = lines.Rows.Select(
            row => (Defect: new CheckedLine((int?)row[0] ?? 1, (int?)row[1], (string)row[2]!, (string?)row[3], (string)row[4]!,
                (string)row[5]!), All: (long)row[6]!)).ToList();
        var receipt = Directory.GetFiles(Path.Combine(scratch.Folder, Containers.Receipts(Feed.Id.Agency)), "*.receipt.json",
            SearchOption.AllDirectories).Single();
        return new CheckedFile(file, result,
            JsonElement.Parse(await File.ReadAllBytesAsync(receipt, cancel)),
                [.. rows.Take(LinesShown).Select(row => row.Defect)], rows.Count == 0 ? 0 : (int)rows[0].All);
    }
}

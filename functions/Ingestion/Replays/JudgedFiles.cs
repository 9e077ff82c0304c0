using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using NodaTime;

namespace FrontDoor.Ingestion.Replays;

/// <summary>Reads which files were refused, and of which rows were rejected, from the lake and from restricted/files.</summary>
public sealed class JudgedFiles(IStore store, PipelineOptions options)
{
    /// <summary>Every file whose last judgement refused it or rejected some of its rows, in order of receipt. Everything committed must
    /// be in the lake.</summary>
    public async Task<IReadOnlyList<JudgedFile>> NotAccepted(CancellationToken cancel)
    {
        using var scratch = Scratch.Open(options.Scratch);
        var (named, files) = (await Rows(Containers.Restricted, new NamedFiles(), scratch, cancel),
            await Rows(Containers.Lake, LakeTables.Files, scratch, cancel));
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        using var connection = engine.Open();
        using var found = connection.Run($"""
            SELECT n.file_id, n.agency, n.sender, n.feed, n.name, n.received_at, n.received_basis, n.bytes, n.sha256,
                   CASE WHEN f.status = 'refused' THEN f.refusal END, f.rejected, f.feed
            FROM ({named}) n JOIN {LakeView.LastJudged($"({files})")} f USING (file_id)
            WHERE f.status = 'refused' OR f.rejected > 0 ORDER BY n.received_at, n.agency, n.sender, n.feed, n.name, n.file_id
            """, cancel);
        return [.. found.Rows.Select(cells => new JudgedFile
        {
            FileId = (string)cells[0]!,
            Agency = (string)cells[1]!,
            Sender = (string)cells[2]!,
            Feed = (string)cells[3]!,
            Name = (string)cells[4]!,
            ReceivedAt = Instant.FromDateTimeOffset((DateTimeOffset)cells[5]!),
            Basis = Enum.Parse<ReceivedBasis>((string)cells[6]!, ignoreCase: true),
            Bytes = (long)cells[7]!,
            Sha256 = (string?)cells[8],
            Refusal = (string?)cells[9],
            Rejected = (int)cells[10]!,
            FeedInLake = (string)cells[11]!,
        })];
    }

    /// <summary>The places of the rows that a judgement rejected.</summary>
    public async Task<IReadOnlySet<(int Part, int Line)>> RejectedRows(JudgedFile file, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(options.Scratch);
        var rejects = await Rows(Containers.Lake, LakeTables.Rejects, scratch, cancel,
            $"{LakeTables.Rejects.Name}/agency={file.Agency}/feed={file.FeedInLake}/");
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        using var connection = engine.Open();
        using var found = connection.Run($"SELECT DISTINCT part, line FROM ({rejects}) WHERE file_id = {Sql.Text(file.FileId)} "
            + "AND tier = 'row' AND line IS NOT NULL", cancel);
        return found.Rows.Select(cells => ((int)cells[0]!, (int)cells[1]!)).ToHashSet();
    }

    async Task<string> Rows(string container, LakeTable table, Scratch scratch, CancellationToken cancel, string? folder = null) =>
        LakeView.Of(table, await FetchAll.Tables(store, container, folder ?? $"{table.Name}/", scratch.Folder, cancel));
}

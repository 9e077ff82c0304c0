using System.Text;
using System.Text.Json.Nodes;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.Records;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Erasures;

/// <summary>Erases one child from every object of a store, and searches every byte afterwards. Each step can run twice: a killed erasure
/// is finished by the next run (docs/decisions/0032-erasure.md).</summary>
/// <remarks>Nothing else may write to the store meanwhile, and everything committed must be in the lake.</remarks>
public sealed class EraseChild(IStore store, Contracts contracts, Pseudonyms keys, LakeVerifier verifier, PipelineOptions options)
{
    const string Folder = "erasures/", Holds = "holds/";

    /// <summary>Finds a child by one of its numbers; how many have that number, and the terms where it is one.</summary>
    public Task<(int Children, ErasureTerms? Terms)> Find(string number, CancellationToken cancel) => WithEngine((connection, scratch) =>
        FindChild.By(number, store, contracts, connection, scratch, cancel));

    /// <summary>The erasure that a killed run left; null if there is none.</summary>
    public async Task<(string Path, Erasure Document)?> Unfinished(CancellationToken cancel)
    {
        await foreach (var item in store.List(Containers.Restricted, Folder, cancel))
            if (await store.Find<Erasure>(Containers.Restricted, item.Path, cancel) is { Document: { DoneAt: null } begun })
                return (item.Path, begun);
        return null;
    }

    /// <summary>The hold in force on this child; null if there is none.</summary>
    public async Task<(string Path, LegalHold Document)?> Held(ErasureTerms terms, CancellationToken cancel)
    {
        await foreach (var item in store.List(Containers.Restricted, Holds, cancel))
            if (await store.Find<LegalHold>(Containers.Restricted, item.Path, cancel) is { Document: { ReleasedAt: null } hold }
                && hold.Keys.Intersect(terms.Keys).Any())
                return (item.Path, hold);
        return null;
    }

    /// <summary>Holds a child: until it is released, it cannot be erased.</summary>
    public Task Hold(LegalHold hold, CancellationToken cancel) =>
        store.TryWrite(Containers.Restricted, $"{Holds}{Guid.NewGuid():n}.json", hold, null, cancel);

    /// <summary>Ends a hold.</summary>
    public Task Release(string path, LegalHold hold, string by, CancellationToken cancel) => store.Write(Containers.Restricted, path,
        StateDocuments.Bytes(hold with { ReleasedAt = options.Clock.GetUtcNow(), ReleasedBy = by }), cancel);

    /// <summary>Writes down who erases and why, before anything is changed.</summary>
    public async Task<(string Path, Erasure Document)> Begin(Erasure erasure, CancellationToken cancel)
    {
        var path = $"{Folder}{Guid.NewGuid():n}.json";
        await store.TryWrite(Containers.Restricted, path, erasure, null, cancel);
        return (path, erasure);
    }

    /// <summary>Looks for the child in files as they came.</summary>
    public ErasedCopy Copy(ErasureTerms terms) => new(contracts, keys, options, terms);

    /// <summary>The names and receipts of all arrivals, by file id.</summary>
    public Task<IReadOnlyDictionary<string, NamedArrival>> Arrivals(CancellationToken cancel) => WithEngine(async (connection, scratch) =>
    {
        var files = await FetchAll.Tables(store, Containers.Restricted, "files/", scratch, cancel);
        if (files.Count == 0) return (IReadOnlyDictionary<string, NamedArrival>)new Dictionary<string, NamedArrival>();
        using var found = connection.Run($"SELECT file_id, agency, sender, feed, name, received_at FROM {Sql.Parquet(files)}", cancel);
        return found.Rows.Select(row => new NamedArrival((string)row[0]!, (string)row[1]!, (string)row[2]!, (string)row[3]!,
            (string)row[4]!, (DateTimeOffset)row[5]!)).DistinctBy(one => one.FileId).ToDictionary(one => one.FileId);
    });

    /// <summary>The terms with the child's rows in files as they came, those of later judgements of the same files, and what the counts
    /// of all these files are without the child.</summary>
    public Task<ErasureTerms> With(ErasureTerms terms, IReadOnlyList<ErasedRow> landed, CancellationToken cancel) =>
        WithEngine(async (connection, scratch) =>
        {
            var seen = landed.Select(row => (row.FileId, row.Part, row.Line)).ToHashSet();
            List<ErasedRow> rows = [.. landed, .. terms.Rows.Where(row => !seen.Contains((row.FileId, row.Part, row.Line)))];
            if (await LakeFilesOf(LakeTables.Files, scratch, cancel) is not { } files) return terms with { Rows = rows };
            using (var later = connection.Run($"""
                WITH RECURSIVE again AS (SELECT replaces AS first, file_id FROM {files} WHERE replaces IS NOT NULL
                    UNION SELECT a.first, f.file_id FROM again a JOIN {files} f ON f.replaces = a.file_id)
                SELECT first, file_id FROM again
                """, cancel))
            {
                var judgements = later.Rows.ToLookup(row => (string)row[0]!, row => (string)row[1]!);
                rows.AddRange([.. rows.SelectMany(row => judgements[row.FileId].Select(id => row with { FileId = id }))]);
            }
            rows = [.. rows.Distinct()];
            Load(connection, terms with { Rows = rows }, cancel);
            var rejects = await LakeFilesOf(LakeTables.Rejects, scratch, cancel);
            var notified = await LakeFilesOf(LakeTables.Notifications, scratch, cancel);
            var timed = await LakeFilesOf(LakeTables.Timeliness, scratch, cancel);
            var first = string.Join(" OR ", contracts.Feeds.Where(feed => feed.Clocks.Count > 0).Select(feed =>
                $"(agency, feed, clock) = ('{feed.Id.Agency}', '{feed.Id.Name}', {Sql.Text(feed.Clocks[0].Name)})").Prepend("false"));
            using var counted = connection.Run($"""
                WITH gone AS (SELECT file_id, count(*) AS all_rows, count(DISTINCT (part, line)) FILTER (is_line) AS lines
                        FROM erased_row GROUP BY file_id),
                    accepted AS ({Count(notified, "notification_key IN (SELECT key FROM erased_key)")}),
                    rejected AS ({Count(rejects, "tier = 'row' AND (file_id, part, line) IN (SELECT (file_id, part, line) FROM erased_row)",
                        "DISTINCT (part, line)")}),
                    late AS ({Count(timed, $"status IN ('late', 'overdue') AND notification_key IN (SELECT key FROM erased_key) "
                        + $"AND ({first})", "DISTINCT notification_key")})
                SELECT f.file_id, (f.rows_in - g.all_rows + g.lines)::INT,
                    (f.rejected - least(coalesce(r.here, 0), greatest(g.all_rows - coalesce(a.here, 0), 0)))::INT,
                    (f.blank + g.lines)::INT, greatest(f.late - coalesce(l.here, 0), 0)::INT
                FROM {files} f JOIN gone g USING (file_id) LEFT JOIN accepted a USING (file_id) LEFT JOIN rejected r USING (file_id)
                    LEFT JOIN late l USING (file_id)
                WHERE f.status = 'committed'
                """, cancel);
            return terms with
            {
                Rows = rows,
                Counts = [.. counted.Rows.Select(row => new ErasedCounts((string)row[0]!, (int)row[1]!, (int)row[2]!, (int)row[3]!,
                    (int)row[4]!))]
            };

            static string Count(string? files, string isIt, string what = "*") =>
                files is null ? "SELECT NULL::VARCHAR AS file_id, 0 AS here WHERE false"
                : $"SELECT file_id, count({what}) AS here FROM {files} WHERE {isIt} GROUP BY file_id";
        });

    async Task<string?> LakeFilesOf(LakeTable table, string scratch, CancellationToken cancel) =>
        await FetchAll.Tables(store, Containers.Lake, $"{table.Name}/", scratch, cancel) is { Count: > 0 } files
            ? Sql.Parquet(files) : null;

    /// <summary>Writes down that a landed file has other bytes now, or none. The file is changed only after this.</summary>
    public Task Keep(ErasedFile file, CancellationToken cancel) =>
        store.Write(Containers.Restricted, ErasedFile.PathOf(file.FileId), StateDocuments.Bytes(file), cancel);

    /// <summary>Writes down which files a person must look at.</summary>
    public Task Keep(string path, Erasure erasure, CancellationToken cancel) =>
        store.Write(Containers.Restricted, path, StateDocuments.Bytes(erasure), cancel);

    /// <summary>Removes what was searched for from the document of an erasure.</summary>
    public Task End(string path, Erasure erasure, CancellationToken cancel) =>
        Keep(path, erasure with { Terms = null, Kept = [], DoneAt = options.Clock.GetUtcNow() }, cancel);

    /// <summary>Goes through every object. Counts what is the child's and, if wanted, removes it.</summary>
    /// <param name="own">The document of this erasure, which is passed over; null for none.</param>
    /// <param name="removesWhole">Whether quarantined files that have other children too are removed where they cannot be
    /// rewritten.</param>
    public Task<ErasedStore> Sweep(ErasureTerms terms, bool apply, string? own, bool removesWhole, CancellationToken cancel) =>
        WithEngine(async (connection, scratch) =>
        {
            Load(connection, terms, cancel);
            var (places, kept) = (new List<ErasedPlaceCount>(), new List<KeptFile>());
            var sweep = new ErasedObjects(store, terms, Copy(terms), await Arrivals(cancel), connection, scratch)
            {
                RemovesWhole = removesWhole
            };
            var senders = apply ? await ManifestFile.All(store, cancel) : [];
            foreach (var container in Containers.All.Except(Containers.Agencies.Select(Containers.Landing)).Append(Queues.LateReferrals))
            {
                var objects = new List<Listed>();
                await foreach (var item in store.List(container, "", cancel)) objects.Add(item);
                foreach (var item in objects)
                {
                    if (container == Containers.Restricted && IsPassedOver(item.Path, own)) continue;
                    var removed = await sweep.Erase(container, item.Path, apply, cancel);
                    Count(places, $"{container}/{PlaceOf(item.Path)}", removed);
                }
            }
            foreach (var (feed, sender) in senders) await Unindex(feed, sender, terms.Keys.ToHashSet(), scratch, cancel);
            if (apply) await Recount(terms, connection, scratch, cancel);
            if (apply) await verifier.Run(repair: true, cancel); // the lists of files have rows and bytes
            return new ErasedStore(places, sweep.Kept);
        });

    static void Load(Connection connection, ErasureTerms terms, CancellationToken cancel)
    {
        connection.Execute("CREATE TEMP TABLE erased_key(key VARCHAR)", cancel);
        connection.Execute("CREATE TEMP TABLE erased_row(file_id VARCHAR, part INT, line INT, is_line BOOL)", cancel);
        Insert("erased_key", terms.Keys.Select(Sql.Text));
        Insert("erased_row", terms.Rows.Select(row => $"{Sql.Text(row.FileId)}, {row.Part}, {row.Line}, {row.IsLine}"));

        void Insert(string table, IEnumerable<string> rows)
        {
            foreach (var some in rows.Chunk(1000))
                connection.Execute($"INSERT INTO {table} VALUES {string.Join(", ", some.Select(row => $"({row})"))}", cancel);
        }
    }

    /// <summary>Makes the record index of a sender without the child, and commits it.</summary>
    async Task Unindex(FeedId feed, string sender, HashSet<string> keys, string scratch, CancellationToken cancel)
    {
        var manifestFile = new ManifestFile(store, feed.Agency, feed.Name, sender);
        var (manifest, tag) = await manifestFile.Read(cancel);
        var (erased, files) = (keys.Select(KeyedHash.Parse).ToHashSet(), new List<IndexFileName>());
        foreach (var named in manifest.IndexFiles)
        {
            var local = await store.Fetch(Containers.State, manifestFile.IndexPath(named.Name), scratch, cancel)
                ?? throw new InvalidDataException("A record index file that the manifest names is not there. Restore it from a backup.");
            using var index = await RecordIndexFile.Open(LocalCopies.OpenFile(local), cancel);
            if (!index.Entries().Any(entry => erased.Contains(entry.Key)))
            {
                files.Add(named);
                continue;
            }
            var (name, written) = ($"{named.Name.Split('-')[0]}-{Guid.NewGuid():n}", Path.Combine(scratch, Path.GetRandomFileName()));
            var entries = await RecordIndexFile.Write(written, [index.Entries().Where(entry => !erased.Contains(entry.Key))], cancel);
            if (entries == 0) continue;
            await store.TryReplace(Containers.State, manifestFile.IndexPath(name), written, null, cancel);
            files.Add(new IndexFileName(name, entries));
        }
        var next = manifest with { IndexFiles = files };
        if (!files.SequenceEqual(manifest.IndexFiles) && !await manifestFile.TryCommit(next, tag, cancel))
            throw new IOException("Another process committed during an erasure. Stop it, and run the erasure again.");
        var indexFiles = new RecordIndexFiles(store, manifestFile, options.Scratch);
        await indexFiles.Remove(await indexFiles.NotIn(next, cancel), cancel);
    }

    /// <summary>Lets the counts of each file say what is still there: accepted rows are those in notifications, the child's are
    /// blank.</summary>
    async Task Recount(ErasureTerms terms, Connection connection, string scratch, CancellationToken cancel)
    {
        var files = new List<string>();
        await foreach (var item in store.List(Containers.Lake, $"{LakeTables.Files.Name}/", cancel))
            if (FetchAll.IsTable(item)) files.Add(item.Path);
        if (files.Count == 0 || terms.Counts.Count == 0) return;
        connection.Execute("CREATE TEMP TABLE recounted AS SELECT * FROM (VALUES " + string.Join(", ", terms.Counts.Select(count =>
            $"({Sql.Text(count.FileId)}, {count.RowsIn}, {count.Rejected}, {count.Blank}, {count.Late})"))
            + ") c(file_id, rows_in, rejected, blank, late)", cancel);
        var here = await LakeFilesOf(LakeTables.Notifications, scratch, cancel) is { } notified
            ? $"SELECT file_id, count(*)::INT AS here FROM {notified} GROUP BY file_id" : "SELECT NULL::VARCHAR AS file_id, 0 AS here";
        foreach (var path in files)
        {
            if (await store.FetchVersion(Containers.Lake, path, scratch, cancel) is not { } held) continue;
            var rows = Sql.Parquet([held.LocalFile]);
            var recounted = $"SELECT f.* REPLACE (CASE WHEN c.file_id IS NULL THEN f.accepted ELSE coalesce(n.here, 0) END AS accepted, "
                + "coalesce(c.rows_in, f.rows_in) AS rows_in, coalesce(c.rejected, f.rejected) AS rejected, "
                + "coalesce(c.blank, f.blank) AS blank, coalesce(c.late, f.late) AS late, "
                + "CASE WHEN c.file_id IS NULL THEN f.unchanged ELSE c.rows_in - coalesce(n.here, 0) - c.rejected - c.blank END "
                + "AS unchanged) "
                + $"FROM {rows} f LEFT JOIN recounted c ON c.file_id = f.file_id LEFT JOIN ({here}) n ON n.file_id = f.file_id";
            if (connection.Count($"SELECT count(*) FROM ({recounted} EXCEPT SELECT * FROM {rows})", cancel) > 0)
                await ErasedObjects.Rewrite(store, Containers.Lake, path, held, recounted, connection, scratch, cancel);
        }
    }

    async Task<T> WithEngine<T>(Func<Connection, string, Task<T>> work)
    {
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-erase"));
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        using var connection = engine.Open();
        return await work(connection, scratch.Folder);
    }

    static bool IsPassedOver(string path, string? own) =>
        path == own || path == "pseudonym.key" || path.StartsWith(".scratch/", StringComparison.Ordinal); // of this process

    // Not the path itself, which may have a name.
    static string PlaceOf(string path) => path.Split('/')[0] is var first && first == path ? "" : first;

    static void Count(List<ErasedPlaceCount> places, string name, int removed)
    {
        var at = places.FindIndex(place => place.Place == name);
        if (at < 0) places.Add(new ErasedPlaceCount(name, 1, removed));
        else places[at] = places[at] with { Objects = places[at].Objects + 1, Removed = places[at].Removed + removed };
    }
}

/// <summary>What was looked at and removed in one place: a folder of a container.</summary>
/// <param name="Removed">Rows, lines, documents, and values in documents of others.</param>
public sealed record ErasedPlaceCount(string Place, int Objects, int Removed);

/// <summary>What a sweep of the store came to.</summary>
public sealed record ErasedStore(IReadOnlyList<ErasedPlaceCount> Places, IReadOnlyList<KeptFile> Kept);

/// <summary>An arrival with the file's own name.</summary>
public sealed record NamedArrival(string FileId, string Agency, string Sender, string Feed, string Name, DateTimeOffset ReceivedAt);

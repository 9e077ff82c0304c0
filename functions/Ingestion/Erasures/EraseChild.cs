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
public sealed class EraseChild(IStore store, Contracts contracts, LakeVerifier verifier, PipelineOptions options)
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

    /// <summary>Removes what was searched for from the document of an erasure.</summary>
    public async Task End(string path, Erasure erasure, CancellationToken cancel)
    {
        await store.Write(Containers.Restricted, path,
            StateDocuments.Bytes(erasure with { Terms = null, DoneAt = options.Clock.GetUtcNow() }), cancel);
    }

    /// <summary>Goes through every object. Counts what is the child's and, if wanted, removes it.</summary>
    /// <param name="own">The document of this erasure, which is passed over; null for none.</param>
    public Task<IReadOnlyList<ErasedPlace>> Sweep(ErasureTerms terms, bool apply, string? own, CancellationToken cancel) =>
        WithEngine(async (connection, scratch) =>
        {
            var (keys, text, places) = (terms.Keys.ToHashSet(), new ErasedText(terms), new List<ErasedPlace>());
            connection.Execute("CREATE TEMP TABLE erased_key(key VARCHAR)", cancel);
            connection.Execute("CREATE TEMP TABLE erased_row(file_id VARCHAR, part INT, line INT)", cancel);
            if (keys.Count > 0) connection.Execute($"INSERT INTO erased_key VALUES {Values(keys.Select(Sql.Text))}", cancel);
            if (terms.Rows.Count > 0) connection.Execute("INSERT INTO erased_row VALUES "
                + Values(terms.Rows.Select(row => $"{Sql.Text(row.FileId)}, {row.Part}, {row.Line}")), cancel);
            var senders = apply ? await ManifestFile.All(store, cancel) : [];
            foreach (var container in (string[])[.. Containers.All, Queues.LateReferrals])
            {
                var objects = new List<Listed>();
                await foreach (var item in store.List(container, "", cancel)) objects.Add(item);
                foreach (var item in objects)
                {
                    if (container == Containers.Restricted && IsPassedOver(item.Path, own)) continue;
                    var removed = await Erase(container, item.Path, keys, text, connection, scratch, apply, cancel);
                    Count(places, $"{container}/{PlaceOf(item.Path)}", removed);
                }
            }
            foreach (var (feed, sender) in senders) await Unindex(feed, sender, keys, scratch, cancel);
            if (apply) await Recount(connection, scratch, cancel);
            if (apply) await verifier.Run(repair: true, cancel); // the lists of files have rows and bytes
            return (IReadOnlyList<ErasedPlace>)places;

            static string Values(IEnumerable<string> rows) => string.Join(", ", rows.Select(row => $"({row})"));
        });

    async Task<int> Erase(string container, string path, HashSet<string> keys, ErasedText text, Connection connection, string scratch,
        bool apply, CancellationToken cancel)
    {
        if (path.EndsWith(".parquet", StringComparison.Ordinal))
            return await EraseRows(container, path, connection, scratch, apply, cancel);
        if (await store.Read(container, path, cancel) is not { } held) return 0;
        var isState = container is Containers.State or Containers.Restricted or Queues.LateReferrals;
        if (isState && keys.Contains(Path.GetFileNameWithoutExtension(path)) || isState && path.Split('/').Any(keys.Contains))
            return await Remove(container, path, apply, cancel);
        if (isState && path.EndsWith(".json", StringComparison.Ordinal))
        {
            var document = JsonNode.Parse(held.Content.Span);
            if (ErasedDocument.IsAbout(document, keys)) return await Remove(container, path, apply, cancel);
            var pruned = ErasedDocument.Prune(document, keys);
            if (pruned > 0 && apply) await Replace(Encoding.UTF8.GetBytes(document!.ToJsonString()));
            return pruned;
        }
        var content = held.Content.ToArray();
        if (ErasedText.Lines(content) is not { } decoded) return text.IsIn(content) ? await Remove(container, path, apply, cancel) : 0;
        var (lines, encoding) = decoded;
        var (kept, removed) = text.Without(lines, ReceiptName.LateOf(path));
        if (removed > 0 && apply) await Replace(encoding.GetBytes(kept));
        return removed;

        async Task Replace(byte[] bytes)
        {
            if (!await store.TryWrite(container, path, bytes, held.Tag, cancel))
                throw new IOException("Another process wrote to the store during an erasure. Stop it, and run the erasure again.");
        }
    }

    async Task<int> Remove(string container, string path, bool apply, CancellationToken cancel)
    {
        if (apply) await store.Delete(container, path, cancel);
        return 1;
    }

    async Task<int> EraseRows(string container, string path, Connection connection, string scratch, bool apply, CancellationToken cancel)
    {
        if (await store.FetchVersion(container, path, scratch, cancel) is not { } held) return 0;
        var isIt = IsChilds(held.LocalFile, connection, cancel);
        var removed = (int)connection.Count($"SELECT count(*) FROM {Sql.Parquet([held.LocalFile])} WHERE {isIt}", cancel);
        if (removed == 0 || !apply || container == Containers.State) return removed; // the record index is written by its own writer
        await Rewrite(container, path, held, $"SELECT * FROM {Sql.Parquet([held.LocalFile])} WHERE NOT ({isIt})", connection, scratch,
            cancel);
        return removed;
    }

    async Task Rewrite(string container, string path, Fetched held, string rows, Connection connection, string scratch,
        CancellationToken cancel)
    {
        var local = Path.Combine(scratch, $"{Path.GetRandomFileName()}.parquet");
        connection.Execute(Lake.Publishing.MergeSql.Write(rows, local), cancel);
        if (!await store.TryReplace(container, path, local, held.Tag, cancel))
            throw new IOException("Another process wrote to the store during an erasure. Stop it, and run the erasure again.");
    }

    /// <summary>The condition for a row of the child: one of its keys in any column, or a row that was its own.</summary>
    static string IsChilds(string local, Connection connection, CancellationToken cancel)
    {
        using var described = connection.Run($"DESCRIBE SELECT * FROM {Sql.Parquet([local])}", cancel);
        var columns = described.Rows.Select(row => ((string)row[0]!, (string)row[1]!)).ToList();
        var conditions = columns.Where(column => column.Item2 is "VARCHAR" or "UUID").Select(column =>
            $"coalesce(replace({Sql.Name(column.Item1)}::VARCHAR, '-', '') IN (SELECT key FROM erased_key), false)").ToList();
        if (columns.Select(column => column.Item1).Intersect(["file_id", "part", "line"]).Count() == 3)
            conditions.Add("coalesce((file_id, part, line) IN (SELECT (file_id, part, line) FROM erased_row), false)");
        return conditions.Count > 0 ? string.Join(" OR ", conditions) : "false";
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

    /// <summary>Lets the counts of each file say what is still there: accepted rows are those in notifications.</summary>
    async Task Recount(Connection connection, string scratch, CancellationToken cancel)
    {
        var files = new List<string>();
        await foreach (var item in store.List(Containers.Lake, $"{LakeTables.Files.Name}/", cancel))
            if (item.Path.EndsWith(".parquet", StringComparison.Ordinal)) files.Add(item.Path);
        var notified = await FetchAll.Below(store, Containers.Lake, $"{LakeTables.Notifications.Name}/",
            item => item.Path.EndsWith(".parquet", StringComparison.Ordinal), scratch, cancel);
        if (notified.Count == 0) return;
        foreach (var path in files)
        {
            if (await store.FetchVersion(Containers.Lake, path, scratch, cancel) is not { } held) continue;
            var counted = $"SELECT f.*, coalesce(n.here, 0)::INT AS here FROM {Sql.Parquet([held.LocalFile])} f LEFT JOIN (SELECT file_id, "
                + $"count(*) AS here FROM {Sql.Parquet(notified)} GROUP BY file_id) n USING (file_id)";
            const string IsOther = "status = 'committed' AND accepted <> here";
            if (connection.Count($"SELECT count(*) FROM ({counted}) WHERE {IsOther}", cancel) == 0) continue;
            await Rewrite(Containers.Lake, path, held, "SELECT * EXCLUDE (here) REPLACE ("
                + $"CASE WHEN {IsOther} THEN rows_in - accepted + here ELSE rows_in END AS rows_in, "
                + $"CASE WHEN {IsOther} THEN here ELSE accepted END AS accepted) FROM ({counted})", connection, scratch, cancel);
        }
    }

    /// <summary>Searches every byte of every object, and every value of every table; returns the objects in which the child is
    /// found.</summary>
    public Task<(int Objects, IReadOnlyList<string> Found)> Search(ErasureTerms terms, string? own, CancellationToken cancel) =>
        WithEngine(async (connection, scratch) =>
        {
            var (text, objects, found) = (new ErasedText(terms), 0, new List<string>());
            foreach (var container in (string[])[.. Containers.All, Queues.LateReferrals])
                await foreach (var item in store.List(container, "", cancel))
                {
                    if (container == Containers.Restricted && IsPassedOver(item.Path, own)) continue;
                    if (await store.Fetch(container, item.Path, scratch, cancel) is not { } local) continue;
                    objects++;
                    var isFound = text.IsIn(await File.ReadAllBytesAsync(local, cancel))
                        || text.IsIn(Encoding.UTF8.GetBytes(item.Path));
                    if (!isFound && item.Path.EndsWith(".parquet", StringComparison.Ordinal))
                    {
                        using var rows = connection.Run($"SELECT COLUMNS(*)::VARCHAR FROM {Sql.Parquet([local])}", cancel);
                        isFound = rows.Rows.Any(row => text.IsIn(Encoding.UTF8.GetBytes(string.Join('\t', row))));
                    }
                    if (isFound) found.Add($"{container}/{PlaceOf(item.Path)}");
                }
            return (objects, (IReadOnlyList<string>)found);
        });

    async Task<T> WithEngine<T>(Func<Connection, string, Task<T>> work)
    {
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-erase"));
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        using var connection = engine.Open();
        return await work(connection, scratch.Folder);
    }

    // The scratch of a process on a folder is its own; what a killed one left was removed when this one began.
    static bool IsPassedOver(string path, string? own) =>
        path == own || path == "pseudonym.key" || path.StartsWith(".scratch/", StringComparison.Ordinal);

    // Not the path itself, which may have a name.
    static string PlaceOf(string path) => path.Split('/')[0] is var first && first == path ? "" : first;

    static void Count(List<ErasedPlace> places, string name, int removed)
    {
        var at = places.FindIndex(place => place.Place == name);
        if (at < 0) places.Add(new ErasedPlace(name, 1, removed));
        else places[at] = places[at] with { Objects = places[at].Objects + 1, Removed = places[at].Removed + removed };
    }
}

/// <summary>What was looked at and removed in one place: a folder of a container.</summary>
/// <param name="Removed">Rows, lines, documents, and values in documents of others.</param>
public sealed record ErasedPlace(string Place, int Objects, int Removed);

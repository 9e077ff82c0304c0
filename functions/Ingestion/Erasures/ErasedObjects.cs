using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Ingestion.Erasures;

/// <summary>Erases the child from one object of the store, by the form of the object: a table, a document of state, a list of rows, a
/// receipt, a file in quarantine.</summary>
sealed class ErasedObjects(IStore store, ErasureTerms terms, ErasedCopy copy, IReadOnlyDictionary<string, NamedArrival> arrivals,
    Connection connection, string scratch)
{
    readonly HashSet<string> _keys = [.. terms.Keys];
    readonly ErasedText _text = new(terms);

    /// <summary>Quarantined files are removed whole where they cannot be written without the child.</summary>
    public bool RemovesWhole { get; init; }

    /// <summary>Quarantined files that a person must look at.</summary>
    public List<KeptFile> Kept { get; } = [];

    /// <summary>Returns how many rows, lines, documents or values were the child's.</summary>
    public async Task<int> Erase(string container, string path, bool apply, CancellationToken cancel)
    {
        if (path.EndsWith(".parquet", StringComparison.Ordinal)) return await EraseRows(container, path, apply, cancel);
        // What an attempt that died had staged is of no commit: all that is committed was published before.
        if (container == Containers.Restricted && path.Split('/')[0] is ".staged" or ".writing") return await Remove(container, path, apply,
            0, cancel);
        if (await store.Read(container, path, cancel) is not { } held) return 0;
        var isState = container is Containers.State or Containers.Restricted or Queues.LateReferrals;
        if (isState && (_keys.Contains(Path.GetFileNameWithoutExtension(path)) || path.Split('/').Any(_keys.Contains)))
            return await Remove(container, path, apply, 1, cancel);
        if (isState && path.EndsWith(".json", StringComparison.Ordinal)) return await EraseDocument(container, path, held, apply, cancel);
        if (container == Containers.Quarantine && path.Split('/') is { Length: > 3 } parts)
            return await EraseFile(path, parts[2], held, apply, cancel);
        var isList = path.EndsWith(ReceiptName.Rejects, StringComparison.Ordinal) || path.EndsWith(ReceiptName.Late,
            StringComparison.Ordinal);
        var arrival = isList ? ArrivalOf(container, path) : null;
        var before = Encoding.UTF8.GetString(held.Content.Span);
        var (text, found) = isList ? _text.Without(before, arrival is null ? null : $"{arrival.Agency}/{arrival.Sender}",
            record => IsPlace(record, arrival, path)) : before.Contains('\uFFFD', StringComparison.Ordinal) ? (before, 0) // no text
            : _text.Redacted(before);
        var named = Renamed(container, path);
        if (named is { } other)
            foreach (var (name, newName) in ((string, string)[])[(other.Name, other.NewName),
                ($"{JsonEncodedText.Encode(other.Name)}", other.NewName),
                ($"{JsonEncodedText.Encode(other.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}", other.NewName)])
                text = text.Replace(name, newName, StringComparison.Ordinal);
        if (!apply || found == 0 && named is null) return found;
        if (text != before) await Replace(container, path, held, Encoding.UTF8.GetBytes(text), cancel);
        if (named is not null) await Rename(container, path, named, cancel);
        return Math.Max(found, 1);
    }

    async Task<int> EraseDocument(string container, string path, Stored held, bool apply, CancellationToken cancel)
    {
        var document = JsonNode.Parse(held.Content.Span);
        if (ErasedDocument.IsAbout(document, _keys)) return await Remove(container, path, apply, 1, cancel);
        var pruned = ErasedDocument.Prune(document, _keys);
        if (pruned > 0 && apply) await Replace(container, path, held, Encoding.UTF8.GetBytes(document!.ToJsonString()), cancel);
        return pruned;
    }

    /// <summary>A refused file, as it came.</summary>
    async Task<int> EraseFile(string path, string fileId, Stored held, bool apply, CancellationToken cancel)
    {
        var arrival = arrivals.GetValueOrDefault(fileId);
        if (await store.Fetch(Containers.Quarantine, path, scratch, cancel) is not { } local) return 0;
        var look = copy.Look(new LandedFile(arrival?.Agency ?? "", arrival?.Sender ?? "", arrival?.Feed ?? "", arrival?.Name ?? "", "",
            local, arrival is null ? default : Instant.FromDateTimeOffset(arrival.ReceivedAt), ReceivedBasis.Given), cancel);
        var named = Renamed(Containers.Quarantine, path);
        if (!look.HasChild && named is null) return 0;
        if (look.HasChild && look.Content is null && look.Others != 0 && !RemovesWhole)
        {
            Kept.Add(new KeptFile(fileId, $"{Containers.Quarantine}/{path}", look.Format, look.Others));
            return 0;
        }
        if (look.HasChild && look.Content is null) return await Remove(Containers.Quarantine, path, apply, look.Places.Count, cancel);
        if (apply && look.Content is not null) await Replace(Containers.Quarantine, path, held, look.Content, cancel);
        if (apply && named is not null) await Rename(Containers.Quarantine, path, named, cancel);
        return Math.Max(look.Places.Count, 1);
    }

    /// <summary>Whose list of rows this is.</summary>
    NamedArrival? ArrivalOf(string container, string path)
    {
        if (container == Containers.Quarantine) return arrivals.GetValueOrDefault(Path.GetFileName(path).Split('.')[0]);
        var start = path.Split('.')[^3];
        return arrivals.Values.FirstOrDefault(one => one.FileId.StartsWith(start, StringComparison.Ordinal)
            && container == Containers.Receipts(one.Agency));
    }

    /// <summary>Whether a line of such a list is about a row of the child: its line comes first, behind the part where there are
    /// several.</summary>
    bool IsPlace(string record, NamedArrival? arrival, string path)
    {
        if (arrival is null) return false;
        var isLate = path.EndsWith(ReceiptName.Late, StringComparison.Ordinal);
        return terms.Rows.Any(row => row.IsLine && row.FileId == arrival.FileId && (
            record.StartsWith($"\"{row.Part}\",{row.Line},", StringComparison.Ordinal)
            || row.Part == 1 && (!isLate && record.StartsWith($"{row.Line},", StringComparison.Ordinal))));
    }

    ErasedFileName? Renamed(string container, string path) => terms.FileNames.FirstOrDefault(file =>
        (container == Containers.Quarantine || container.StartsWith("receipts-", StringComparison.Ordinal))
        && path.Contains(ReceiptName.Start(file.Name), StringComparison.Ordinal)
        && path.Contains(file.FileId[..ReceiptName.IdLength], StringComparison.Ordinal));

    /// <summary>Its copy under the other name comes first: killed between the two, the next run finds both.</summary>
    async Task Rename(string container, string path, ErasedFileName named, CancellationToken cancel)
    {
        if (await store.Read(container, path, cancel) is not { } held) return;
        var other = path.Replace(ReceiptName.Start(named.Name), named.NewName, StringComparison.Ordinal);
        await store.Write(container, other, held.Content, cancel);
        await store.Delete(container, path, cancel);
    }

    async Task Replace(string container, string path, Stored held, byte[] bytes, CancellationToken cancel)
    {
        if (!await store.TryWrite(container, path, bytes, held.Tag, cancel)) throw Met();
    }

    async Task<int> Remove(string container, string path, bool apply, int found, CancellationToken cancel)
    {
        if (apply) await store.Delete(container, path, cancel);
        return found;
    }

    async Task<int> EraseRows(string container, string path, bool apply, CancellationToken cancel)
    {
        if (await store.FetchVersion(container, path, scratch, cancel) is not { } held) return 0;
        var rows = Sql.Parquet([held.LocalFile]);
        var isIt = IsChilds(rows, cancel);
        var removed = (int)connection.Count($"SELECT count(*) FROM {rows} WHERE {isIt}", cancel);
        if (!apply || container == Containers.State) return removed; // the record index is written by its own writer
        var left = $"SELECT * FROM {rows} WHERE NOT ({isIt})";
        if (container == Containers.Restricted && path.StartsWith("files/", StringComparison.Ordinal)) left = await Named(left, cancel);
        if (removed > 0 || left.Contains("REPLACE", StringComparison.Ordinal)
            && connection.Count($"SELECT count(*) FROM ({left} EXCEPT SELECT * FROM {rows})", cancel) > 0)
            await Rewrite(store, container, path, held, left, connection, scratch, cancel);
        return removed;
    }

    /// <summary>The rows of restricted/files with the hashes of files that were rewritten, and other names for those with the child in
    /// them.</summary>
    async Task<string> Named(string rows, CancellationToken cancel)
    {
        var (hashes, names) = (new List<string>(), terms.FileNames.Select(file => $"({Sql.Text(file.FileId)}, {Sql.Text(file.NewName)})"));
        await foreach (var item in store.List(Containers.Restricted, ErasedFile.Folder, cancel))
            if (await store.Find<ErasedFile>(Containers.Restricted, item.Path, cancel) is { Document: { Sha256: { } hash } file })
                hashes.Add($"({Sql.Text(file.FileId)}, {Sql.Text(hash)})");
        // A file that was judged again has a row for each judgement, under the same name and with the same bytes.
        return $"WITH r AS ({rows}), h(file_id, hash) AS (SELECT * FROM (VALUES {string.Join(", ", hashes.Prepend("('', '')"))})), "
            + $"n(file_id, other) AS (SELECT * FROM (VALUES {string.Join(", ", names.Prepend("('', '')"))})), "
            + "first AS (SELECT r.agency, r.sender, r.feed, r.name, r.received_at, r.sha256, h.hash FROM r JOIN h USING (file_id)) "
            + "SELECT r.* REPLACE (coalesce(f.hash, r.sha256) AS sha256, coalesce(n.other, r.name) AS name) FROM r "
            + "LEFT JOIN (SELECT DISTINCT * FROM first) f ON (r.agency, r.sender, r.feed, r.name, r.received_at) = "
            + "(f.agency, f.sender, f.feed, f.name, f.received_at) AND r.sha256 IS NOT DISTINCT FROM f.sha256 "
            + "LEFT JOIN n ON n.file_id = r.file_id";
    }

    /// <summary>The condition for a row of the child: one of its keys in any column; or, in a table without records, a row about one of its
    /// rows.</summary>
    string IsChilds(string rows, CancellationToken cancel)
    {
        using var described = connection.Run($"DESCRIBE SELECT * FROM {rows}", cancel);
        var columns = described.Rows.Select(row => (Name: (string)row[0]!, Type: (string)row[1]!)).ToList();
        var texts = columns.Where(column => column.Type is "VARCHAR" or "UUID").Select(column =>
            $"replace({Sql.Name(column.Name)}::VARCHAR, '-', '')").ToList();
        // One list for all columns: a join for each would take the memory.
        var isIt = texts.Count == 0 ? "false"
            : $"coalesce(list_has_any([{string.Join(", ", texts)}], (SELECT list(key) FROM erased_key)), false)";
        var names = columns.Select(column => column.Name).ToHashSet();
        return !names.IsSupersetOf(["file_id", "part", "line"]) || names.Contains("notification_key") ? isIt : $"({isIt} OR "
            + "coalesce((file_id, part, line) IN (SELECT (file_id, part, line) FROM erased_row WHERE is_line), false))";
    }

    public static async Task Rewrite(IStore store, string container, string path, Fetched held, string rows, Connection connection,
        string scratch, CancellationToken cancel)
    {
        var local = Path.Combine(scratch, $"{Path.GetRandomFileName()}.parquet");
        connection.Execute(Lake.Publishing.MergeSql.Write(rows, local), cancel);
        if (!await store.TryReplace(container, path, local, held.Tag, cancel)) throw Met();
    }

    static IOException Met() => new("Another process wrote to the store during an erasure. Stop it, and run the erasure again.");
}

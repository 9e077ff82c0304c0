using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Folders;
using FrontDoor.Domain.Clocks;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Inspection;

/// <summary>Where a file is and what happened to it, read from the state and the lake; its own name is never shown.</summary>
sealed class ArrivalSteps(IDocumentStore store, LakeFolder lake)
{
    const string Ledger = "ledger/";

    /// <summary>The ids of the ledger and of the lake that begin so.</summary>
    /// <param name="start">Eight or more hex digits.</param>
    public async Task<List<string>> Find(string start, CancellationToken cancel)
    {
        using var files = lake.Ask($"select file_id from files where starts_with(file_id, '{start}')", cancel); // hex digits only
        var found = new SortedSet<string>(files.Rows.Select(row => (string)row[0]!), StringComparer.Ordinal);
        await foreach (var item in store.List(Containers.State, $"{Ledger}{start[..2]}/", cancel))
            if (Path.GetFileNameWithoutExtension(item.Path) is var id && id.StartsWith(start, StringComparison.Ordinal)) found.Add(id);
        return [.. found];
    }

    /// <summary>The ids of files with this name, by their receipts.</summary>
    /// <param name="name">The file's own name, with or without the folders before it.</param>
    public async Task<List<string>> Named(string name, CancellationToken cancel)
    {
        var (ids, start) = (new SortedSet<string>(StringComparer.Ordinal), $"/{ReceiptName.Start(Path.GetFileName(name))}.");
        foreach (var agency in Containers.Agencies)
            await foreach (var item in store.List(Containers.Receipts(agency), "", cancel))
                if ($"/{item.Path}" is var path && path.LastIndexOf(start, StringComparison.Ordinal) is >= 0 and var at
                    && path[(at + start.Length)..].Split('.')[0] is { Length: ShortId.Shown } id && ShortId.IsOne(id))
                    ids.Add(id);
        var found = new List<string>();
        foreach (var id in ids) found.AddRange(await Find(id, cancel));
        return found;
    }

    /// <summary>Each fact with its value, in the order of the steps.</summary>
    public async Task<IReadOnlyList<(string Fact, string Value)>> Of(string fileId, CancellationToken cancel)
    {
        var entry = await Entry(fileId, cancel);
        var (committed, where) = await Outbox(fileId, cancel);
        using var answer = lake.Ask($"""
            select f.agency, f.feed, f.sender, f.received_at, f.received_basis, f.status, f.refusal, f.rows_in, f.accepted, f.rejected,
                f.unchanged, f.late,
                   f.blank, f.contract_edition, f.replaces, later.ids
            from files f left join (select replaces as file_id, string_agg(file_id, ', ') as ids from files where replaces is not null
                group by all) later using (file_id) where f.file_id = '{fileId}'
            """, cancel);
        var row = answer.Rows.SingleOrDefault();
        var place = row is null ? where : ((string)row[0]!, (string)row[1]!, (string)row[2]!);
        var isStaged = await Staged(fileId, cancel);
        var receipts = place is var (agency, feed, sender) ? await Receipts(agency, feed, sender, fileId, cancel) : [];

        var facts = new List<(string, string?)>
        {
            ("file", fileId),
            ("from", From(place)),
            ("received", row is null ? null : $"{PeopleText.About((DateTimeOffset)row[3]!)}, {Basis((string)row[4]!)}"),
            ("where it is", Where(entry, committed, row is not null, isStaged)),
            ("outcome", row is null ? entry is { Status: ArrivalStatus.Stalled } ? "waits, for a fault of ours" : null
                : (string)row[5]! == "refused" ? $"refused: {row[6]}" : $"accepted: "
                + $"{IngestReport.Rows((int)row[7]!, (int)row[8]!, (int)row[9]!, (int)row[10]!, (int)row[12]!)}; {row[11]} late"),
            ("contract edition", row?[13] as string),
            ("replaces", row?[14] as string),
            ("replaced by", row?[15] as string),
        };
        facts.AddRange(receipts.Select(receipt => ("receipt", (string?)receipt)));
        facts.AddRange(Alerts(fileId, cancel).Select(alert => ("alert", (string?)alert)));
        facts.Add(("what to do", ToDo(entry, committed, row, isStaged)));
        return [.. facts.Where(fact => fact.Item2 is not null).Select(fact => (fact.Item1, fact.Item2!))];
    }

    /// <summary>Lets a delayed file be tried again at once. False if it is not delayed.</summary>
    public async Task<bool> Retry(string fileId, DateTimeOffset now, CancellationToken cancel)
    {
        while (true)
        {
            var held = await store.Find<LedgerEntry>(Containers.State, PathOf(fileId), cancel);
            if (held?.Document is not { Status: ArrivalStatus.Stalled } entry) return false;
            if (await store.TryWrite(Containers.State, PathOf(fileId), entry with { NotBefore = now }, held.Tag, cancel)) return true;
        }
    }

    async Task<LedgerEntry?> Entry(string fileId, CancellationToken cancel) =>
        (await store.Find<LedgerEntry>(Containers.State, PathOf(fileId), cancel))?.Document;

    static string PathOf(string fileId) => $"{Ledger}{fileId[..2]}/{fileId}.json";

    static string? From((string Agency, string Feed, string Sender)? place) => place is not var (agency, feed, sender) ? null
        : sender == LandingPath.Unregistered ? $"{agency}, a folder that no contract names" : $"{agency}/{feed}, {sender}";

    /// <summary>How its receipt time is known.</summary>
    static string Basis(string basis) => basis switch
    {
        "blob" => "the time at which storage had it",
        "seen" => "the time at which it was first seen in the folder",
        "mtime" => "the file's modified time",
        "given" => "the time that --received gave",
        _ => basis,
    };

    static string Where(LedgerEntry? entry, bool committed, bool isInLake, bool isStaged) => entry switch
    {
        { IsDone: true } when isInLake => $"in the lake since {PeopleText.Moment(entry.Touched)}",
        _ when isInLake => "in the lake",
        { Status: ArrivalStatus.Stalled, NotBefore: { } next } => $"delayed {PeopleText.Count(entry.Stalls, "time", "times")} in "
            + $"{PeopleText.Count(entry.Attempts, "try", "tries")}; it is tried again after {PeopleText.Moment(next)}",
        { IsDone: true } => $"done {PeopleText.Moment(entry.Touched)}, "
            + (isStaged ? "and not in the lake yet" : "with nothing for the lake"),
        _ when committed => "committed, and its receipts are not written yet: the next run writes them",
        null => "not begun",
        _ => $"begun {PeopleText.Count(entry.Attempts, "time", "times")}, last {PeopleText.Moment(entry.Touched)}; not done",
    };

    static string ToDo(LedgerEntry? entry, bool committed, object?[]? row, bool isStaged) => (entry, row) switch
    {
        ({ Status: ArrivalStatus.Stalled }, _) => "read the app's log for this id and correct the cause; then ./pipeline arrivals retry ID",
        (_, { }) when (string)row![5]! == "refused" || (int)row[9]! > 0 => "the sender corrects it and sends it again; after a change of "
            + "our contract: ./pipeline replay --file ID",
        (_, { }) => "nothing",
        (null, _) => "nothing: no file with this id was begun",
        _ when committed || isStaged || entry.IsDone => "./pipeline lake publish, or wait five minutes for RecoverFiles",
        _ => "wait 15 minutes for RecoverFiles; on a folder run the same ./pipeline ingest again",
    };

    /// <summary>Whether a manifest lists it as committed, and of which feed and sender that is.</summary>
    async Task<(bool IsCommitted, (string Agency, string Feed, string Sender)? Place)> Outbox(string fileId, CancellationToken cancel)
    {
        await foreach (var item in store.List(Containers.State, "index/", cancel))
            if (item.Path.Split('/') is [_, var agency, var feed, var sender, "manifest.json"]
                && await store.Find<Manifest>(Containers.State, item.Path, cancel) is { Document.Outbox: var outbox }
                && outbox.Any(one => one.FileId == fileId))
                return (true, (agency, feed, sender));
        return (false, null);
    }

    async Task<bool> Staged(string fileId, CancellationToken cancel)
    {
        await foreach (var item in store.List(Containers.Restricted, StagedTables.Folder, cancel))
            if (Path.GetFileNameWithoutExtension(item.Path) == fileId) return true;
        return false;
    }

    /// <summary>The endings of its receipts: what is before them is the file's own name.</summary>
    async Task<List<string>> Receipts(string agency, string feed, string sender, string fileId, CancellationToken cancel)
    {
        var (found, mark) = (new List<string>(), $".{fileId[..ShortId.Shown]}.");
        var folder = sender == LandingPath.Unregistered ? "" : $"{sender}/{feed}/"; // of an unregistered file it is not known here
        await foreach (var item in store.List(Containers.Receipts(agency), folder, cancel))
            if (item.Path.LastIndexOf(mark, StringComparison.Ordinal) is > 0 and var at)
                found.Add($"{Containers.Receipts(agency)}/{folder}…{item.Path[at..]}");
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    List<string> Alerts(string fileId, CancellationToken cancel)
    {
        using var alerts = lake.Ask($"select n.notice_id, n.kind, n.severity from {LakeTables.Notices.Name} n semi join (select "
            + $"notification_key from notifications where file_id = '{fileId}') r on n.subject_key = r.notification_key order by 2, 1",
            cancel);
        return [.. alerts.Rows.Select(cells => $"{((string)cells[0]!)[..ShortId.Shown]} {cells[1]} ({cells[2]})")];
    }
}

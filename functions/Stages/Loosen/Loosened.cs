using FrontDoor.Domain;
using FrontDoor.Lake;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>Corrections that would loosen a clock: what stands is the stricter result, until an operator accepts or refuses the looser one with a reason on record.</summary>
public sealed class Loosened(IStore store, ArrivalCommits commits, Contracts contracts, Pseudonyms keys, IngestOptions options)
{
    /// <summary>Every record that waits for a decision, the longest first.</summary>
    public async Task<IReadOnlyList<LoosenedRecord>> List(CancellationToken cancel)
    {
        await commits.Lake.PublishAll(cancel);
        using var scratch = Scratch.Open(options.Scratch);
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        var found = new List<LoosenedRecord>();
        foreach (var feed in contracts.Feeds)
            found.AddRange((await JudgedRows.Fetch(store, feed, engine, scratch.Folder, cancel)).Loosened(null, cancel).Select(row => row.Record));
        return [.. found.OrderBy(record => record.Since).ThenBy(record => record.NotificationKey, StringComparer.Ordinal)];
    }

    /// <summary>Decides about the newest version of a record. Can be run any number of times, beside files and ticks, and be killed at any instant: the first decision about a version holds.</summary>
    public async Task<Decided> Decide(Choice choice, DateTimeOffset now, CancellationToken cancel)
    {
        var key = KeyedHash.Parse(choice.NotificationKey);
        foreach (var (id, sender) in await ManifestFile.All(store, cancel))
            if (contracts.Find(id) is { } feed && await Decide(feed, sender, key, choice, now, cancel) is { } decided)
                return decided;
        return new Decided.Unknown();
    }

    /// <summary>Null: the record is not this sender's.</summary>
    async Task<Decided?> Decide(Feed feed, string sender, KeyedHash key, Choice choice, DateTimeOffset now, CancellationToken cancel)
    {
        var manifestFile = new ManifestFile(store, feed.Id.Agency, feed.Id.Name, sender);
        var indexFiles = new RecordIndexFiles(store, manifestFile, options.Scratch);
        while (true)
        {
            using var scratch = Scratch.Open(options.Scratch);
            var (manifest, tag) = await manifestFile.Read(cancel);
            using var index = await indexFiles.Open(manifest, scratch.Folder, cancel);
            if (index is null) continue;
            if (!index.Find(key, out var held)) return null;
            var stillOut = await commits.PublishUnseen(feed.Id, manifest, cancel); // what is committed must be seen before it is decided about
            if ((await Decisions.Read(store, feed.Id, cancel)).About(key, held.Content, held.Received) is { } made) return new Decided.Before(made);

            using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
            var row = (await JudgedRows.Fetch(store, feed, engine, scratch.Folder, cancel)).Loosened(key.ToString(), cancel).SingleOrDefault();
            if (row?.RecordVersion != held.RecordVersion && (await manifestFile.Read(cancel)).Tag != tag) continue; // a file was committed meanwhile
            if (row is null) return new Decided.Nothing();
            if (choice.RecordVersion is { } meant && meant != row.RecordVersion) return new Decided.Overtaken(row.Record);
            choice = choice with { RecordVersion = row.RecordVersion }; // a file that comes between brings another version: that is not the one decided about
            if (row.RecordVersion != held.RecordVersion)
                throw new InvalidOperationException($"The lake has version {row.RecordVersion} of record {row.Key}, the record index {held.RecordVersion}; nothing was decided. Restore the one that was changed by hand.");

            var from = row.DecidedFrom(Origin.LastWholeHour(now));
            // The same for every attempt at one version, whichever way it is decided.
            var origin = Origin.WithoutFile(keys, feed.Id.Agency, feed.Id.Name, sender, $"decision on {held.Key} {held.Content} {held.Received}", from);
            var decision = Made(choice, row, held, origin.FileId, now);
            var attempt = new Attempt(store, scratch.Folder);
            using var table = new TableWriter<TimelinessTable>(() => new(), attempt.NewFile(".parquet"), cancel);
            row.Write(table.Row, choice.IsAccepted, from);
            table.EndRow();
            if (choice.IsAccepted) index.Put(Accepted(held, row, from));
            await attempt.Stage(Containers.Restricted, ArrivalPath.Plain(Decisions.Path(feed.Id, decision.Id)), StateDocuments.Bytes(decision), cancel);
            attempt.Add(Containers.Lake, LakeTables.Timeliness.Name, table);
            await attempt.StageTables(origin, cancel);
            var indexed = await indexFiles.Write(manifest, index, decision.Id, attempt, cancel);
            var committed = Committed.WithoutFile(decision.Id, attempt, []);
            if (await commits.TryCommit(manifestFile, manifest with { IndexFiles = indexed, Outbox = [.. stillOut, committed] }, tag, cancel))
                return new Decided.Now(decision, row.Record);
        }
    }

    /// <summary>Its own result holds. Nobody was told of that yet, but of what the row itself says.</summary>
    static RecordIndexEntry Accepted(RecordIndexEntry held, LoosenedRow row, Instant from)
    {
        ((held.Status, held.Severity), held.Loosened, held.ToldRunning) = (row.Alone, false, row.OverdueAt(from));
        return held;
    }

    static Decision Made(Choice choice, LoosenedRow row, in RecordIndexEntry held, string id, DateTimeOffset now)
    {
        var (record, names) = (row.Record, row.Record.Feed.Split('/'));
        return new Decision
        {
            Id = id,
            IsAccepted = choice.IsAccepted,
            Reason = choice.Reason,
            By = choice.By,
            DecidedAt = now,
            NotificationKey = row.Key,
            Agency = names[0],
            Feed = names[1],
            Sender = record.Sender,
            Clock = record.Clock,
            RecordVersion = row.RecordVersion,
            Content = held.Content.ToString(),
            Received = held.Received,
            StoodStatus = record.Status,
            StoodSeverity = record.Severity,
            AloneStatus = record.AloneStatus,
            AloneSeverity = record.AloneSeverity,
        };
    }
}

/// <summary>What an operator decides about one record.</summary>
/// <param name="RecordVersion">The version that was looked at; null: the newest.</param>
public sealed record Choice(string NotificationKey, bool IsAccepted, string Reason, string By, int? RecordVersion = null);

/// <summary>What came of it.</summary>
public abstract record Decided
{
    Decided()
    {
    }

    /// <summary>It is on record; what waited is the record as it stood.</summary>
    public sealed record Now(Decision Decision, LoosenedRecord Waited) : Decided;

    /// <summary>The version had been decided about: that holds.</summary>
    public sealed record Before(Decision Decision) : Decided;

    /// <summary>Another version than the one that was looked at is the newest.</summary>
    public sealed record Overtaken(LoosenedRecord Newest) : Decided;

    /// <summary>The record stands as its newest version has it.</summary>
    public sealed record Nothing : Decided;

    /// <summary>No record has that key.</summary>
    public sealed record Unknown : Decided;
}

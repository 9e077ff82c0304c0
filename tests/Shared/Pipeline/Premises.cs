using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Ingestion;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Monitoring;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace FrontDoor.Tests;

/// <summary>The pipeline on a folder of its own: real store, real engine, real lake. Two premises give the same file the same ids and keys,
/// so their tables can be compared.</summary>
sealed class Premises : IDisposable
{
    public const string Police = "police/northshire-police/domestic-abuse";
    public const string Health = "health/northshire-hospitals/safeguarding-referral";

    static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    readonly DirectoryInfo _folder;
    readonly string _files;

    public Premises()
    {
        _folder = Directory.CreateTempSubdirectory("premises-");
        _files = _folder.CreateSubdirectory("dropped").FullName;
        Root = _folder.CreateSubdirectory("root").FullName;
        Store = new FolderStore(Root);
        Ingest = Open(Store);
    }

    public string Root { get; }
    public FolderStore Store { get; }
    public IngestFile Ingest { get; }
    public FakeTimeProvider Clock { get; } = new(Some.Morning(24));

    /// <summary>Ids of the notices announced, each as often as it was.</summary>
    public ConcurrentQueue<string> Announced { get; } = [];

    public Contracts Contracts { get; init; } = Contracts.Shipped;

    /// <summary>The same pipeline on another view of the store, as another process would be.</summary>
    public IngestFile Open(IStore store, Contracts? contracts = null, Func<Notice, CancellationToken, Task>? announce = null) =>
        new(store, contracts ?? Contracts.Shipped, new Pseudonyms(Secret, 1), Options(announce));

    /// <summary>What a stage beside Ingest is made of.</summary>
    public (IngestFile Ingest, Pseudonyms Keys,
        PipelineOptions Options) Parts(IStore store, Func<Notice, CancellationToken, Task>? announce = null) =>
        (Open(store, announce: announce), new Pseudonyms(Secret, 1), Options(announce));

    PipelineOptions Options(Func<Notice, CancellationToken, Task>? announce) =>
        new(new FolderStore(Root).Scratch, announce ?? Announce, Clock) { EngineMemoryMb = 64 };

    public LandedFile File(string content, double hours = 0, string name = "a.csv", string place = Police) =>
        File(Some.Utf8(content), hours, name, place);

    /// <param name="hours">Received so many hours after <see cref="Some.Morning"/>.</param>
    public LandedFile File(byte[] content, double hours = 0, string name = "a.csv", string place = Police)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var local = Path.Combine(_files, Guid.NewGuid().ToString("n"));
        System.IO.File.WriteAllBytes(local, content);
        var parts = place.Split('/');
        var received = Some.Morning(hours);
        return new LandedFile(parts[0], parts[1], parts[2], name, $"{received:O}/{hash}", local, Instant.FromDateTimeOffset(received),
            ReceivedBasis.Given)
        { Sha256 = hash };
    }

    public Task<IngestResult> Take(LandedFile file) => Ingest.Run(file, default);

    public Task<IngestResult> Take(string content, double hours = 0, string name = "a.csv", string place = Police) =>
        Take(File(content, hours, name, place));

    public Task<IngestResult> Take(byte[] content, double hours = 0, string name = "a.csv", string place = Police) =>
        Take(File(content, hours, name, place));

    /// <summary>What an analyst gets: every value as invariant text, instants in UTC.</summary>
    public List<string> Ask(string sql) => Ask([sql])[0];

    public List<List<string>> Ask(IEnumerable<string> statements)
    {
        Publish();
        var folder = Path.Combine(Root, Containers.Lake);
        return KnownAnswers.Of(folder, [.. statements], unknown =>
        {
            using var scratch = Scratch.Open(Path.Combine(_folder.FullName, "asked"));
            using var lake = LakeQuery.Open(folder, new EngineOptions(scratch.Folder, 64));
            return [.. unknown.Select(sql =>
            {
                using var result = lake.Run(sql, default);
                return result.Rows.Select(AsText).ToList();
            })];
        });
    }

    /// <summary>What is committed comes into the lake, as the app's own round brings it.</summary>
    public void Publish() => Ingest.Commits.Lake.PublishAll(default).GetAwaiter().GetResult();

    /// <summary>What a named operator gets of a table in restricted; {0} is the table.</summary>
    public List<string> AskRestricted(string table, string sql)
    {
        Publish();
        var folder = Path.Combine(Root, Containers.Restricted, table);
        return KnownAnswers.Of(folder, [sql], _ =>
        {
            using var scratch = Scratch.Open(Path.Combine(_folder.FullName, "asked"));
            using var engine = new Engine(new EngineOptions(scratch.Folder, 64));
            using var connection = engine.Open();
            var files = folder.Replace("'", "''", StringComparison.Ordinal);
            using var result = connection.Run(
                sql.Replace("{0}", $"read_parquet('{files}/**/*.parquet', hive_partitioning = false, union_by_name = true)",
                    StringComparison.Ordinal));
            return [result.Rows.Select(AsText).ToList()];
        })[0];
    }

    /// <summary>Every row of every table, sorted: two premises with the same dump hold the same.</summary>
    public List<string> Dump()
    {
        List<string> all = [.. Ask(LakeTables.All.Select(table => $"select '{table.Name}', * from {table.Name} order by all"))
            .SelectMany(rows => rows)];
        foreach (var table in (string[])["files", "identities"])
            if (Directory.Exists(Path.Combine(Root, Containers.Restricted, table)))
                all.AddRange(AskRestricted(table, "select * from {0} order by all").Select(row => $"restricted {table}: {row}"));
        return all;
    }

    /// <summary>The text of the one receipt whose name ends so.</summary>
    public string Receipt(string ending, string agency = "police") => System.IO.File.ReadAllText(Assert.Single(Receipts(ending, agency)));

    public string[] Receipts(string ending, string agency = "police")
    {
        var folder = Path.Combine(Root, Containers.Receipts(agency));
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*" + ending, SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Other premises that hold what these hold now.</summary>
    public Premises Copy()
    {
        var copy = new Premises();
        FolderCopy.Make(Root, copy.Root);
        return copy;
    }

    public RecoverLostFiles Sweep() => new(Store, Ingest.Commits, Clock);

    /// <summary>What the outbox still holds.</summary>
    public async Task<List<string>> Waiting()
    {
        var waiting = new List<string>();
        await foreach (var id in new AlertStore(Store).Waiting(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, default)) waiting.Add(id);
        return waiting;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    Task Announce(Notice notice, CancellationToken cancel)
    {
        Announced.Enqueue(notice.NoticeId);
        return Task.CompletedTask;
    }

    public static string AsText(object?[] row) => string.Join('|', row.Select(value => value switch
    {
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    }));
}

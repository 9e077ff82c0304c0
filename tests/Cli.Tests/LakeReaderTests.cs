using System.Diagnostics;
using System.Globalization;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Tests;
using Parquet;

namespace FrontDoor.Cli.Tests;

/// <summary>Who reads the lake while files are published and corrected and the process is killed sees each row once, and never part of a
/// file: plain DuckDB, hyparquet and Parquet.Net.</summary>
public sealed class LakeReaderTests : IDisposable
{
    const int RowsAFile = 3, FilesAtLeast = 4, FilesAtMost = 12;

    static readonly TimeSpan s_publishes = TimeSpan.FromSeconds(15);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-readers-");
    readonly Random _random = new(StageSeeds.New());

    string Root => Path.Combine(_folder.FullName, "data");

    string Lake => Path.Combine(Root, "lake");

    [Fact]
    public async Task No_reader_sees_a_row_twice_or_part_of_a_file()
    {
        await Take(0);
        using var stop = new CancellationTokenSource();
        Task<int>[] readers = [Task.Run(() => ReadWithDuckDb(stop.Token)), Task.Run(() => ReadWithParquetNet(stop.Token)),
            ReadWithHyparquet(stop.Token)];
        var (clock, file) = (Stopwatch.StartNew(), 1);
        for (; file < FilesAtMost && (file < FilesAtLeast || clock.Elapsed < s_publishes)
            && !readers.Any(reader => reader.IsCompleted); file++)
        {
            if (file % 2 == 1) await Kill(file, TimeSpan.FromMilliseconds(_random.Next(200, 1200)));
            await Take(file);
        }
        await stop.CancelAsync();

        Assert.All(await Task.WhenAll(readers), looks => Assert.True(looks >= FilesAtLeast, $"{looks} looks"));
        using var lake = LakeFolder.Open(Root);
        using var counted = lake.Ask("select count(*), count(distinct file_id) from notifications", default);
        Assert.Equal([(long)file * RowsAFile, (long)file], counted.Rows.Single());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Two new records, and of the third a newer version each time.</summary>
    string Drop(int file)
    {
        var drop = Path.Combine(_folder.FullName, $"drop-{file}");
        var folder = Directory.CreateDirectory(Path.Combine(drop, "police", "northshire-police", "domestic-abuse")).FullName;
        var rows = Some.PoliceFile(Some.Ppn(1) with { Version = $"{file + 1}", Risk = file % 2 == 0 ? "High" : "Medium" },
            Some.Ppn(10 + file * 2), Some.Ppn(11 + file * 2));
        File.WriteAllText(Path.Combine(folder, $"{file}.csv"), rows);
        return drop;
    }

    string[] Ingest(int file) =>
        ["ingest", Drop(file), "--lake", Root, "--received",
        Some.Morning(file).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)];

    async Task Take(int file)
    {
        var (code, _, said) = await Pipeline.Run(Ingest(file));
        Assert.True(code == ExitCodes.Done, string.Join('\n', said));
    }

    async Task Kill(int file, TimeSpan after)
    {
        using var process = Process.Start(Pipeline.Start(Ingest(file)))!;
        await Task.Delay(after);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Of copies: DuckDB opens a file more than once, and storage gives whoever asks one version of it.</summary>
    async Task<int> ReadWithDuckDb(CancellationToken stop)
    {
        using var scratch = Scratch.Open(Path.Combine(_folder.FullName, "copies"));
        using var engine = new Engine(new EngineOptions(scratch.Folder, 64));
        using var connection = engine.Open();
        return await Loop((path, key) =>
        {
            var copy = scratch.NewFile(".parquet");
            File.Copy(path, copy);
            using var counted = connection.Run($"""
                SELECT (SELECT count(*) FROM {Sql.Parquet([copy])}), (SELECT count(*) FROM (SELECT DISTINCT {key} FROM {Sql.Parquet([copy])})),
                       (SELECT count(*) FROM (SELECT file_id FROM {Sql.Parquet([copy])} GROUP BY file_id HAVING count(*) <> {RowsAFile}))
                """, default);
            var row = counted.Rows.Single();
            File.Delete(copy);
            return Task.FromResult((row[0]!.Equals(row[1]), row[2] is 0L));
        }, stop);
    }

    Task<int> ReadWithParquetNet(CancellationToken stop) => Loop(async (path, key) =>
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: default);
        var (keys, files, rows) = (new HashSet<string>(), new Dictionary<string, int>(), 0);
        for (var place = 0; place < reader.RowGroupCount; place++)
        {
            using var group = reader.OpenRowGroupReader(place);
            var named = new string?[group.RowCount];
            var ids = new string?[group.RowCount];
            var versions = new int?[group.RowCount];
            await group.ReadAsync(reader.Schema.DataFields.Single(field => field.Name == "notification_key"), named.AsMemory());
            await group.ReadAsync(reader.Schema.DataFields.Single(field => field.Name == "file_id"), ids.AsMemory());
            await group.ReadAsync<int>(reader.Schema.DataFields.Single(field => field.Name == "record_version"), versions.AsMemory());
            for (var row = 0; row < named.Length; row++, rows++)
            {
                keys.Add(key.Contains("record_version", StringComparison.Ordinal) ? $"{named[row]}/{versions[row]}" : named[row]!);
                files[ids[row]!] = files.GetValueOrDefault(ids[row]!) + 1;
            }
        }
        return (keys.Count == rows, files.Values.All(count => count == RowsAFile));
    }, stop);

    async Task<int> ReadWithHyparquet(CancellationToken stop)
    {
        var start = new ProcessStartInfo(
            "node", [Repository.Path("tests", "Cli.Tests", "read-lake.mjs"), Lake, $"{RowsAFile}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using var node = Process.Start(start)!;
        using var _ = stop.Register(node.StandardInput.Close);
        var said = node.StandardError.ReadToEndAsync(CancellationToken.None);
        var looks = await node.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await node.WaitForExitAsync(CancellationToken.None);
        Assert.True(node.ExitCode == 0, await said);
        return int.Parse(looks, CultureInfo.InvariantCulture);
    }

    /// <summary>Looks at every file until it is stopped; returns how many looks that were.</summary>
    /// <param name="look">Of a file and what tells its rows apart: whether each is there once, and whether all rows of each arrival
    /// are.</param>
    async Task<int> Loop(Func<string, string, Task<(bool Once, bool Whole)>> look, CancellationToken stop)
    {
        var looks = 0;
        while (!stop.IsCancellationRequested)
            foreach (var (table, key) in ((string,
                string)[])[("notifications", "notification_key, record_version"), ("current_notifications", "notification_key")])
                foreach (var path in Directory.GetFiles(Path.Combine(Lake, table), "*.parquet", SearchOption.AllDirectories))
                {
                    var (once, whole) = await look(path, key);
                    Assert.True(once, $"{table} has a row twice");
                    Assert.True(whole || table == "current_notifications", $"{table} has part of a file");
                    looks++;
                }
        return looks;
    }
}

using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Records;

namespace FrontDoor.Storage.Tests;

public sealed class RecordIndexTests : IDisposable
{
    const int Group = RecordIndexColumns.RowsAGroup;

    readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    readonly int _seed = Environment.TickCount;
    readonly Random _random;

    public RecordIndexTests()
    {
        Console.WriteLine($"seed {_seed}");
        _random = new Random(_seed);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_put_is_found_and_written_in_order_of_key_however_often_memory_fills_up()
    {
        var expected = new Dictionary<KeyedHash, RecordIndexEntry>();
        var keys = new List<KeyedHash>();
        using var index = new RecordIndex([], _folder);
        for (var i = 0; i < RecordIndex.InMemory * 2 + 1000; i++)
        {
            var entry = Entry(keys.Count > 0 && _random.Next(10) == 0 ? keys[_random.Next(keys.Count)] : Key()) with { RecordVersion = i };
            if (expected.TryAdd(entry.Key, entry)) keys.Add(entry.Key);
            expected[entry.Key] = entry;
            index.Put(entry);
        }
        foreach (var key in keys.Take(5000).Concat(keys.TakeLast(5000)))
        {
            Assert.True(index.Find(key, out var entry), $"seed {_seed}");
            Assert.Equal(expected[key], entry);
        }
        Assert.False(index.Find(Key(), out _));

        var count = await index.Write(Path.Combine(_folder, "all"), takeIn: 0, default);

        Assert.Equal(expected.Count, count);
        using var file = await Open("all");
        Assert.True(expected.Values.OrderBy(entry => entry.Key).SequenceEqual(file.Entries()), $"seed {_seed}");
    }

    [Theory]
    [InlineData(0)]             // nothing was decided
    [InlineData(1)]
    [InlineData(Group)]         // a whole row group
    [InlineData(Group + 1)]
    [InlineData(Group * 3 - 1)]
    public async Task A_file_gives_each_of_its_entries_and_no_other(int entries)
    {
        var sorted = Enumerable.Range(0, entries).Select(_ => Entry(Key())).OrderBy(entry => entry.Key).ToList();
        await Write("file", sorted);
        using var file = await Open("file");

        Assert.Equal(entries, file.Count);
        foreach (var entry in sorted)
        {
            Assert.True(file.Find(entry.Key, out var found), $"seed {_seed}");
            Assert.Equal(entry, found);
            Assert.False(file.Find(entry.Key with { Low = entry.Key.Low ^ 1 }, out _)); // a neighbour
        }
        for (var at = 0; at < 10_000; at++)
            Assert.False(file.Find(Key(), out _));
        Assert.Equal(sorted, file.Entries());
    }

    [Fact]
    public async Task Keys_that_crowd_together_or_lie_at_either_end_are_found_too()
    {
        var keys = Enumerable.Range(0, Group * 2).Select(at => new KeyedHash(0, (ulong)at * (ulong)at)).Append(new KeyedHash(1UL << 63, 0))
            .Append(new KeyedHash(ulong.MaxValue, ulong.MaxValue)).ToList();
        await Write("file", keys.Select(Entry));
        using var file = await Open("file");

        Assert.All(keys, key => Assert.True(file.Find(key, out _)));
    }

    [Fact]
    public async Task Of_several_runs_the_newest_entry_of_each_key_is_written_once_in_order()
    {
        var keys = Enumerable.Range(0, 9_000).Select(_ => Key()).Distinct().ToList();
        var newestFirst = Enumerable.Range(0, 5)
            .Select(age => keys.Where(_ => _random.Next(3) == 0).Order().Select(key => Entry(key) with { RecordVersion = age }).ToList())
            .Append([]).ToList();
        var count = await Write("file", [.. newestFirst]);
        using var file = await Open("file");

        var expected = newestFirst.SelectMany(run => run).GroupBy(entry => entry.Key).Select(group => group.First())
            .OrderBy(entry => entry.Key).ToList();
        Assert.Equal(expected.Count, count);
        Assert.True(expected.SequenceEqual(file.Entries()), $"seed {_seed}");
    }

    [Fact]
    public async Task Any_reader_of_Parquet_finds_every_column_by_its_name()
    {
        var entry = new RecordIndexEntry
        {
            Key = KeyedHash.Parse("8000000000000000000000000000000f"),
            Content = KeyedHash.Parse("0123456789abcdef0123456789abcdef"),
            Version = RecordIndexEntry.NoVersion,
            FirstReceived = 1_551_690_000_000_001,
            Received = 1_551_690_000_000_002,
            LastSeen = 1_551_690_000_000_003,
            RecordVersion = 7,
            RecordMonth = 201903,
            Status = TimeStatus.PossiblyLate,
            Severity = Severity.Serious,
            AlertedRunning = Severity.Critical,
            IsCorrectionPending = true,
            IsCancelled = true,
        };
        await Write("file", [entry,
            entry with { Key = KeyedHash.Parse("8000000000000000000000000000001f"), Version = -3, Status = TimeStatus.Late,
                IsAmended = true }]);
        using var engine = new Engine(new EngineOptions(_folder));
        using var connection = engine.Open();
        using var result = connection.Run($"SELECT * REPLACE (key::VARCHAR AS key, content::VARCHAR AS content) FROM "
            + $"{Sql.Parquet([Path.Combine(_folder, "file")])} ORDER BY key", default);

        Assert.Equal("key content version first_received received last_seen record_version record_month status severity alerted_running "
            + "loosened amended cancelled", string.Join(' ', result.Columns.Select(column => column.Name)));
        var rows = result.Rows.Select(row =>
            string.Join(' ', row.Select(
            cell => cell switch
            {
                null => "null",
                DateTimeOffset at =>
                at.ToString("HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture),
                _ => $"{cell}"
            }))).ToList();
        Assert.Equal("80000000-0000-0000-0000-00000000000f 01234567-89ab-cdef-0123-456789abcdef null 09:00:00.000001 09:00:00.000002 "
            + "09:00:00.000003 7 201903 possibly_late serious critical True False True", rows[0]);
        Assert.Equal("80000000-0000-0000-0000-00000000001f 01234567-89ab-cdef-0123-456789abcdef -3 09:00:00.000001 09:00:00.000002 "
            + "09:00:00.000003 7 201903 late serious critical True True True", rows[1]);
    }

    [Theory]
    [InlineData(1)]    // the mark at the end
    [InlineData(8)]    // the length of the footer
    [InlineData(2000)] // cut short
    public async Task A_file_that_cannot_be_read_is_said_to_be_damaged(int bytes)
    {
        await Write("file", Enumerable.Range(0, 100).Select(_ => Entry(Key())).OrderBy(entry => entry.Key));
        var whole = await File.ReadAllBytesAsync(Path.Combine(_folder, "file"));
        whole[^bytes] ^= 0xFF;
        await File.WriteAllBytesAsync(Path.Combine(_folder, "file"), bytes < 2000 ? whole : whole[..^bytes]);

        Assert.Contains("damaged", (await Assert.ThrowsAsync<InvalidDataException>(() => Open("file"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_form_is_said_to_be_of_another_version()
    {
        await Write("file", [Entry(Key())]);
        var path = Path.Combine(_folder, "file");
        var bytes = await File.ReadAllBytesAsync(path);
        var name = bytes.AsSpan().IndexOf("record_index_schema"u8);
        bytes[name + "record_index_schema".Length + 2] = (byte)'9'; // behind the length of the value
        await File.WriteAllBytesAsync(path, bytes);

        Assert.Contains("another version", (await Assert.ThrowsAsync<InvalidDataException>(() => Open("file"))).Message,
            StringComparison.Ordinal);
    }

    Task<long> Write(string name, params IEnumerable<RecordIndexEntry>[] newestFirst) =>
        RecordIndexFile.Write(Path.Combine(_folder, name), newestFirst, default);

    Task<RecordIndexFile> Open(string name) => RecordIndexFile.Open(File.OpenRead(Path.Combine(_folder, name)), default);

    KeyedHash Key() => new((ulong)_random.NextInt64() << 1 ^ (ulong)_random.Next(),
        (ulong)_random.NextInt64() << 1 ^ (ulong)_random.Next());

    RecordIndexEntry Entry(KeyedHash key) => new()
    {
        Key = key,
        Content = Key(),
        Version = _random.Next(3) == 0 ? RecordIndexEntry.NoVersion : _random.NextInt64(long.MinValue + 1, long.MaxValue),
        FirstReceived = Moment(),
        Received = Moment(),
        LastSeen = Moment(),
        RecordVersion = _random.Next(),
        Status = (TimeStatus)_random.Next(6),
        Severity = (Severity)_random.Next(4),
        AlertedRunning = (Severity)_random.Next(4),
        IsCorrectionPending = _random.Next(2) == 0,
        IsAmended = _random.Next(2) == 0,
        IsCancelled = _random.Next(2) == 0,
    };

    long Moment() => _random.NextInt64(-2_000_000_000_000_000, 4_000_000_000_000_000); // microseconds: 1906 to 2096
}

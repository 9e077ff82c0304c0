using FrontDoor.Stages;

namespace FrontDoor.Tests;

public sealed class KeyIndexTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void What_was_put_is_found_and_written_in_order_of_key_however_often_memory_fills_up()
    {
        var seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var expected = new Dictionary<KeyedHash, long>();
        using var index = new KeyIndex([], _folder);
        for (var i = 0; i < KeyIndex.InMemory * 2 + 1000; i++)
        {
            var key = expected.Count > 0 && random.Next(10) == 0 ? expected.Keys.First() : Key(random);
            index.Put(new IndexEntry { Key = key, Received = i });
            expected[key] = i;
        }
        foreach (var (key, received) in expected.Take(5000).Concat(expected.TakeLast(5000)))
        {
            Assert.True(index.Find(key, out var entry), $"seed {seed}");
            Assert.Equal(received, entry.Received);
        }

        var count = index.WriteSegment(Path.Combine(_folder, "all"), takeIn: 0);

        Assert.Equal(expected.Count, count);
        using var segment = Segment.Open(Path.Combine(_folder, "all"));
        Assert.Equal(expected.OrderBy(pair => pair.Key), All(segment.Entries()).Select(entry => KeyValuePair.Create(entry.Key, entry.Received)));
    }

    [Theory]
    [InlineData(0)]      // nothing was decided
    [InlineData(1)]
    [InlineData(63)]     // less than a page
    [InlineData(64)]     // a page
    [InlineData(50_000)] // many pages: the place is guessed
    public void A_segment_gives_each_of_its_entries_and_no_other(int entries)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var keys = Enumerable.Range(0, entries).Select(_ => Key(random)).Order().ToList();
        var path = Path.Combine(_folder, "segment");
        Segment.Write(path, keys.Count, [Run(keys.Select((key, at) => new IndexEntry { Key = key, Received = at }))]);
        using var segment = Segment.Open(path);

        for (var at = 0; at < keys.Count; at++)
        {
            Assert.True(segment.Find(keys[at], out var entry), $"seed {seed}");
            Assert.Equal(at, entry.Received);
            Assert.False(segment.Find(keys[at] with { Low = keys[at].Low ^ 1 }, out _)); // a neighbour, of which the filter says maybe as often as of any
        }
        for (var at = 0; at < 10_000; at++)
            Assert.False(segment.Find(Key(random), out _));
    }

    [Theory]
    [InlineData(8, "damaged")]         // in its name
    [InlineData(1, "another version")] // in the number of its form
    public void A_segment_that_cannot_be_read_is_said_to_be_damaged_or_of_another_version(int fromEnd, string said)
    {
        var path = Path.Combine(_folder, "segment");
        Segment.Write(path, 1, [Run([new IndexEntry { Key = Key(new Random(1)) }])]);
        var bytes = File.ReadAllBytes(path);
        bytes[^fromEnd] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => Segment.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_runs_the_newest_entry_of_each_key_is_written_once_in_order()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var keys = Enumerable.Range(0, 9_000).Select(_ => Key(random)).Distinct().ToList();
        var newestFirst = Enumerable.Range(0, 5).Select(age => keys.Where(_ => random.Next(3) == 0).Order().Select(key => new IndexEntry { Key = key, Received = age }).ToList()).Append([]).ToList();
        var path = Path.Combine(_folder, "segment");
        var count = Segment.Write(path, newestFirst.Sum(run => run.Count), newestFirst.Select(Run));
        using var segment = Segment.Open(path);

        var expected = newestFirst.SelectMany(run => run).GroupBy(entry => entry.Key).Select(group => (group.Key, group.First().Received)).OrderBy(entry => entry.Key).ToList();
        Assert.Equal(expected.Count, count);
        Assert.True(expected.SequenceEqual(All(segment.Entries()).Select(entry => (entry.Key, entry.Received))), $"seed {seed}");
    }

    [Fact]
    public void Keys_that_crowd_together_are_found_too()
    {
        var keys = Enumerable.Range(1, 2000).Select(at => new KeyedHash(0, (ulong)at * (ulong)at)).Append(new KeyedHash(ulong.MaxValue, ulong.MaxValue)).ToList();
        var path = Path.Combine(_folder, "segment");
        Segment.Write(path, keys.Count, [Run(keys.Select(key => new IndexEntry { Key = key }))]);
        using var segment = Segment.Open(path);

        Assert.All(keys, key => Assert.True(segment.Find(key, out _)));
    }

    [Fact]
    public void A_filter_knows_every_key_it_was_given_and_few_others()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var filter = new KeyFilter(20_000);
        var given = Enumerable.Range(0, 20_000).Select(_ => Key(random)).ToList();
        foreach (var key in given) filter.Add(key);

        Assert.All(given, key => Assert.True(filter.MayHold(key), $"seed {seed}"));
        Assert.InRange(Enumerable.Range(0, 20_000).Count(_ => filter.MayHold(Key(random))), 0, 800);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static EntryRun Run(IEnumerable<IndexEntry> sorted)
    {
        var entries = sorted.GetEnumerator();
        return new EntryRun(block =>
        {
            var count = 0;
            while (count < block.Length && entries.MoveNext()) block[count++] = entries.Current;
            return count;
        });
    }

    static IEnumerable<IndexEntry> All(EntryRun run)
    {
        while (run.Next()) yield return run.Current;
    }

    static KeyedHash Key(Random random) => new((ulong)random.NextInt64() << 1 ^ (ulong)random.Next(), (ulong)random.NextInt64() << 1 ^ (ulong)random.Next());
}

using System.Runtime.InteropServices;

namespace FrontDoor.Stages;

/// <summary>Every record held of one feed and sender: the committed segments, and over them what this arrival has decided so far. Constant in memory, whatever the file's size.</summary>
public sealed class KeyIndex : IDisposable
{
    /// <summary>Entries kept in memory before they go to a sorted run on disk.</summary>
    public const int InMemory = 262_144;

    readonly IReadOnlyList<Segment> _held;
    readonly List<Segment> _runs = [];
    readonly Dictionary<UInt128, int> _places;
    readonly IndexEntry[] _recent = new IndexEntry[InMemory];
    readonly string _scratch;
    int _count;

    /// <param name="held">Committed segments, newest first; owned and closed by this index.</param>
    public KeyIndex(IReadOnlyList<Segment> held, string scratch)
    {
        (_held, _scratch) = (held, scratch);
        _places = new Dictionary<UInt128, int>(1024);
    }

    /// <summary>What is held of a record, this arrival's own decisions before anything committed.</summary>
    public bool Find(UInt128 key, out IndexEntry entry)
    {
        if (_places.TryGetValue(key, out var place))
        {
            entry = _recent[place];
            return true;
        }
        for (var run = _runs.Count - 1; run >= 0; run--)
            if (_runs[run].Find(key, out entry)) return true;
        foreach (var segment in _held)
            if (segment.Find(key, out entry)) return true;
        entry = default;
        return false;
    }

    public void Put(in IndexEntry entry)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, entry.Key, out var known);
        if (!known) place = _count++;
        Decided++;
        _recent[place] = entry;
        if (_count == InMemory) Spill();
    }

    /// <summary>How many entries this arrival decided, one put twice counted twice.</summary>
    public long Decided { get; private set; }

    /// <summary>Writes everything this arrival decided, and the <paramref name="takeIn"/> newest segments held under it, as one segment. Returns how many entries it has.</summary>
    public long WriteSegment(string path, int takeIn)
    {
        if (_runs.Count == 0 && takeIn == 0) return WriteSorted(path);
        if (_count > 0) Spill();
        IReadOnlyList<Segment> merged = [.. Enumerable.Reverse(_runs), .. _held.Take(takeIn)];
        return Segment.Write(path, merged.Sum(segment => segment.Count), Merge(merged));
    }

    /// <summary>One sorted sequence of several, newest first: of two entries with one key the newer stays.</summary>
    public static IEnumerable<IndexEntry> Merge(IReadOnlyList<Segment> newestFirst)
    {
        var waiting = new PriorityQueue<IEnumerator<IndexEntry>, (UInt128 Key, int Age)>();
        for (var age = 0; age < newestFirst.Count; age++)
        {
            var entries = newestFirst[age].Entries().GetEnumerator();
            if (entries.MoveNext()) waiting.Enqueue(entries, (entries.Current.Key, age));
        }
        UInt128? last = null;
        while (waiting.TryDequeue(out var entries, out var order))
        {
            if (last != order.Key) yield return entries.Current;
            last = order.Key;
            if (entries.MoveNext()) waiting.Enqueue(entries, (entries.Current.Key, order.Age));
        }
    }

    public void Dispose()
    {
        foreach (var segment in _held.Concat(_runs)) segment.Dispose();
    }

    void Spill()
    {
        var path = Path.Combine(_scratch, $"run-{Guid.NewGuid():n}");
        WriteSorted(path);
        _runs.Add(Segment.Open(path));
    }

    long WriteSorted(string path)
    {
        var count = _count;
        _recent.AsSpan(0, count).Sort(IndexEntry.InOrder);
        Segment.Write(path, count, _recent.Take(count));
        _places.Clear();
        _count = 0;
        return count;
    }
}

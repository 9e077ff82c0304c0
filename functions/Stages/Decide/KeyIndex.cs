namespace FrontDoor.Stages;

/// <summary>Every record held of one feed and sender: the committed segments, and over them what this arrival has decided so far. Constant in memory, whatever the file's size.</summary>
public sealed class KeyIndex : IDisposable
{
    /// <summary>Entries kept in memory before they go to a sorted run on disk.</summary>
    public const int InMemory = RecentEntries.Capacity;

    readonly IReadOnlyList<Segment> _held;
    readonly List<Segment> _runs = [];
    readonly RecentEntries _recent = new();
    readonly string _scratch;

    /// <param name="held">Committed segments, newest first; owned and closed by this index.</param>
    public KeyIndex(IReadOnlyList<Segment> held, string scratch) => (_held, _scratch) = (held, scratch);

    /// <summary>What is held of a record, this arrival's own decisions before anything committed.</summary>
    public bool Find(KeyedHash key, out IndexEntry entry)
    {
        if (_recent.Find(key, out entry)) return true;
        for (var run = _runs.Count - 1; run >= 0; run--)
            if (_runs[run].Find(key, out entry)) return true;
        foreach (var segment in _held)
            if (segment.Find(key, out entry)) return true;
        entry = default;
        return false;
    }

    public void Put(in IndexEntry entry)
    {
        Decided++;
        _recent.Put(entry);
        if (_recent.Count == InMemory) Spill();
    }

    /// <summary>How many entries this arrival decided, one put twice counted twice.</summary>
    public long Decided { get; private set; }

    /// <summary>Writes everything this arrival decided, and the <paramref name="takeIn"/> newest segments held under it, as one segment. Returns how many entries it has.</summary>
    public long WriteSegment(string path, int takeIn)
    {
        IReadOnlyList<Segment> under = [.. Enumerable.Reverse(_runs), .. _held.Take(takeIn)];
        return Segment.Write(path, _recent.Count + under.Sum(segment => segment.Count), [_recent.Sorted(), .. under.Select(segment => segment.Entries())]);
    }

    public void Dispose()
    {
        foreach (var segment in _held.Concat(_runs)) segment.Dispose();
    }

    void Spill()
    {
        var path = Path.Combine(_scratch, $"run-{Guid.NewGuid():n}");
        Segment.Write(path, _recent.Count, [_recent.Sorted()]);
        _runs.Add(Segment.Open(path));
        _recent.Clear();
    }
}

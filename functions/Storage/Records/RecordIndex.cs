using FrontDoor.Domain.Keys;

namespace FrontDoor.Storage.Records;

/// <summary>Every known record of one feed and sender: the committed files, newest first, and the decisions of this arrival.</summary>
public sealed class RecordIndex : IDisposable
{
    /// <summary>Decisions kept in memory; beyond this they go to a sorted file in scratch.</summary>
    public const int InMemory = 1 << 19;

    readonly List<RecordIndexFile> _files;
    readonly Dictionary<KeyedHash, RecordIndexEntry> _decided = [];
    readonly string _scratch;
    int _spilled; // this many of the first files are this arrival's own

    /// <param name="committed">Newest first; owned and closed by this index.</param>
    public RecordIndex(IEnumerable<RecordIndexFile> committed, string scratch) => (_files, _scratch) = ([.. committed], scratch);

    /// <summary>How many entries this arrival decided; an entry written twice counts twice.</summary>
    public long Decided { get; private set; }

    /// <summary>Looks a record up, in this arrival's decisions first.</summary>
    public bool Find(KeyedHash key, out RecordIndexEntry entry)
    {
        if (_decided.TryGetValue(key, out entry)) return true;
        foreach (var file in _files)
            if (file.Find(key, out entry)) return true;
        return false;
    }

    public void Put(in RecordIndexEntry entry)
    {
        Decided++;
        _decided[entry.Key] = entry;
        if (_decided.Count == InMemory) Spill();
    }

    /// <summary>Writes the decisions of this arrival and the <paramref name="takeIn"/> newest committed files as one file. Returns its
    /// number of entries.</summary>
    public Task<long> Write(string path, int takeIn, CancellationToken cancel) =>
        RecordIndexFile.Write(path, [Sorted(), .. _files.Take(_spilled + takeIn).Select(file => file.Entries())], cancel);

    public void Dispose() => _files.ForEach(file => file.Dispose());

    void Spill()
    {
        var path = Path.Combine(_scratch, $"{Guid.NewGuid():n}.parquet");
        RecordIndexFile.Write(path, [Sorted()], CancellationToken.None).GetAwaiter().GetResult(); // a local file: nothing to wait for
        _files.Insert(0, RecordIndexFile.Open(File.OpenRead(path), CancellationToken.None).GetAwaiter().GetResult());
        _spilled++;
        _decided.Clear();
    }

    IEnumerable<RecordIndexEntry> Sorted()
    {
        var keys = new KeyedHash[_decided.Count];
        _decided.Keys.CopyTo(keys, 0);
        Array.Sort(keys);
        return keys.Select(key => _decided[key]);
    }
}

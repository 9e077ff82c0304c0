namespace FrontDoor.Stages;

/// <summary>Index entries in order of key, each key once, read a block at a time.</summary>
public sealed class EntryRun
{
    const int BlockEntries = 4096;

    readonly Func<IndexEntry[], int> _fill;
    readonly IndexEntry[] _block = new IndexEntry[BlockEntries];
    int _at;
    int _count;

    /// <param name="fill">Puts the next entries into the block and says how many; none at the end.</param>
    public EntryRun(Func<IndexEntry[], int> fill) => _fill = fill;

    /// <summary>After <see cref="Next"/> said true, and until it is asked again.</summary>
    public ref readonly IndexEntry Current => ref _block[_at];

    /// <summary>Goes on to the next entry. False: there is none.</summary>
    public bool Next()
    {
        if (++_at < _count) return true;
        (_at, _count) = (0, _fill(_block));
        return _count > 0;
    }
}

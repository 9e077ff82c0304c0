using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FrontDoor.Stages;

/// <summary>A sorted, immutable file of index entries. Keys are uniform hashes, so a place is guessed and found in one or two reads; a filter in memory answers for most keys that are not there.</summary>
public sealed class Segment : IDisposable
{
    const ulong Magic = 0x3230_4749_5345_5246; // "FRESIG02"
    const int FooterSize = 24;
    const int PageEntries = 64;
    const int BlockEntries = 4096;

    readonly SafeFileHandle _file;
    readonly KeyFilter _filter;
    readonly IndexEntry[] _page = new IndexEntry[PageEntries];

    Segment(SafeFileHandle file, long count, KeyFilter filter) => (_file, Count, _filter) = (file, count, filter);

    public long Count { get; }

    /// <summary>Writes entries that come sorted, each key once. Returns how many.</summary>
    public static long Write(string path, long atMost, IEnumerable<IndexEntry> sorted)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var filter = new KeyFilter(atMost);
        var block = new IndexEntry[BlockEntries];
        long count = 0;
        foreach (var entry in sorted)
        {
            var at = (int)(count++ % BlockEntries);
            block[at] = entry;
            filter.Add(entry.KeyHigh, entry.KeyLow);
            if (at == BlockEntries - 1) file.Write(MemoryMarshal.AsBytes(block.AsSpan()));
        }
        file.Write(MemoryMarshal.AsBytes(block.AsSpan(0, (int)(count % BlockEntries))));
        file.Write(filter.Bytes);
        file.Write(MemoryMarshal.AsBytes<long>([count, filter.Bytes.Length]));
        file.Write(MemoryMarshal.AsBytes<ulong>([Magic]));
        return count;
    }

    public static Segment Open(string path)
    {
        var file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        var length = RandomAccess.GetLength(file);
        var footer = new byte[FooterSize];
        if (length < FooterSize || RandomAccess.Read(file, footer, length - FooterSize) != FooterSize
            || MemoryMarshal.Read<ulong>(footer.AsSpan(16)) != Magic)
            throw new InvalidDataException($"An index segment is damaged: {length} bytes without its end mark. Restore it from a backup; nothing was decided on it.");
        var (count, filterBytes) = (MemoryMarshal.Read<long>(footer), MemoryMarshal.Read<long>(footer.AsSpan(8)));
        if (count * IndexEntry.Size + filterBytes + FooterSize != length)
            throw new InvalidDataException($"An index segment is damaged: {count} entries do not make {length} bytes. Restore it from a backup; nothing was decided on it.");
        var filter = new byte[filterBytes];
        RandomAccess.Read(file, filter, count * IndexEntry.Size);
        return new Segment(file, count, new KeyFilter(filter));
    }

    public bool Find(UInt128 key, out IndexEntry entry)
    {
        var (high, low) = ((ulong)(key >> 64), (ulong)key);
        entry = default;
        if (Count == 0 || !_filter.MayHold(high, low)) return false;
        // Between two keys that are known a uniform key's place is guessed by proportion: two or three pages are read, of however many.
        long from = 0, to = Count;
        ulong lowest = 0, highest = ulong.MaxValue;
        while (from < to)
        {
            var guess = from + (long)((high - lowest) / ((double)(highest - lowest) + 1) * (to - from));
            var start = Math.Clamp(guess - PageEntries / 2, from, Math.Max(from, to - PageEntries));
            var page = Read(start, (int)Math.Min(PageEntries, to - start));
            if (Below(key, page[0])) (to, highest) = (start, page[0].KeyHigh);
            else if (Below(page[^1], key)) (from, lowest) = (start + page.Length, page[^1].KeyHigh);
            else return FindIn(page, key, out entry);
        }
        return false;
    }

    /// <summary>Every entry, in order of key.</summary>
    public IEnumerable<IndexEntry> Entries()
    {
        var block = new IndexEntry[BlockEntries];
        for (long at = 0; at < Count; at += block.Length)
        {
            var count = (int)Math.Min(block.Length, Count - at);
            RandomAccess.Read(_file, MemoryMarshal.AsBytes(block.AsSpan(0, count)), at * IndexEntry.Size);
            for (var i = 0; i < count; i++) yield return block[i];
        }
    }

    public void Dispose() => _file.Dispose();

    static bool Below(UInt128 key, in IndexEntry entry) => key < entry.Key;

    static bool Below(in IndexEntry entry, UInt128 key) => entry.Key < key;

    static bool FindIn(ReadOnlySpan<IndexEntry> page, UInt128 key, out IndexEntry entry)
    {
        foreach (var candidate in page)
        {
            if (candidate.Key != key) continue;
            entry = candidate;
            return true;
        }
        entry = default;
        return false;
    }

    Span<IndexEntry> Read(long start, int count)
    {
        var page = _page.AsSpan(0, count);
        RandomAccess.Read(_file, MemoryMarshal.AsBytes(page), start * IndexEntry.Size);
        return page;
    }
}

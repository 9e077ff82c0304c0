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

    /// <summary>Writes several runs as one, newest first: of two entries with one key the newer stays. Returns how many were written.</summary>
    public static long Write(string path, long atMost, IEnumerable<EntryRun> newestFirst)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var filter = new KeyFilter(atMost);
        var block = new IndexEntry[BlockEntries];
        var runs = newestFirst.Where(run => run.Next()).ToList();
        long count = 0;
        while (runs.Count > 0)
        {
            ref readonly var entry = ref runs[Least(runs)].Current;
            var at = (int)(count++ % BlockEntries);
            block[at] = entry;
            filter.Add(entry.Key);
            if (at == BlockEntries - 1) file.Write(MemoryMarshal.AsBytes(block.AsSpan()));
            Pass(runs, block[at].Key);
        }
        file.Write(MemoryMarshal.AsBytes(block.AsSpan(0, (int)(count % BlockEntries))));
        file.Write(filter.Bytes);
        file.Write(MemoryMarshal.AsBytes<long>([count, filter.Bytes.Length]));
        file.Write(MemoryMarshal.AsBytes<ulong>([Magic]));
        return count;
    }

    /// <summary>The run whose entry comes next; of those with one key, the newest.</summary>
    static int Least(List<EntryRun> runs)
    {
        var least = 0;
        for (var run = 1; run < runs.Count; run++)
            if (runs[run].Current.Key < runs[least].Current.Key) least = run;
        return least;
    }

    /// <summary>Goes on past a key in every run that has it.</summary>
    static void Pass(List<EntryRun> runs, KeyedHash key)
    {
        for (var run = runs.Count - 1; run >= 0; run--)
            if (runs[run].Current.Key == key && !runs[run].Next()) runs.RemoveAt(run);
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
        ReadWhole(file, filter, count * IndexEntry.Size);
        return new Segment(file, count, new KeyFilter(filter));
    }

    public bool Find(KeyedHash key, out IndexEntry entry)
    {
        entry = default;
        if (Count == 0 || !_filter.MayHold(key)) return false;
        // Between two keys that are known a uniform key's place is guessed by proportion: two or three pages are read, of however many.
        long from = 0, to = Count;
        ulong lowest = 0, highest = ulong.MaxValue;
        while (from < to)
        {
            var guess = from + (long)((key.High - lowest) / ((double)(highest - lowest) + 1) * (to - from));
            var start = Math.Clamp(guess - PageEntries / 2, from, Math.Max(from, to - PageEntries));
            var page = Read(start, (int)Math.Min(PageEntries, to - start));
            if (key < page[0].Key) (to, highest) = (start, page[0].Key.High);
            else if (key > page[^1].Key) (from, lowest) = (start + page.Length, page[^1].Key.High);
            else return FindIn(page, key, out entry);
        }
        return false;
    }

    /// <summary>Every entry, in order of key.</summary>
    public EntryRun Entries()
    {
        long next = 0;
        return new EntryRun(block =>
        {
            var count = (int)Math.Min(block.Length, Count - next);
            ReadWhole(_file, MemoryMarshal.AsBytes(block.AsSpan(0, count)), next * IndexEntry.Size);
            next += count;
            return count;
        });
    }

    public void Dispose() => _file.Dispose();

    static bool FindIn(ReadOnlySpan<IndexEntry> page, KeyedHash key, out IndexEntry entry)
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
        ReadWhole(_file, MemoryMarshal.AsBytes(page), start * IndexEntry.Size);
        return page;
    }

    static void ReadWhole(SafeFileHandle file, Span<byte> into, long from)
    {
        for (int read; !into.IsEmpty; into = into[read..], from += read)
            if ((read = RandomAccess.Read(file, into, from)) == 0)
                throw new InvalidDataException($"An index segment ends at byte {from}, {into.Length} bytes early. Restore it from a backup; nothing was decided on it.");
    }
}

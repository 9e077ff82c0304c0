using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FrontDoor.Stages;

/// <summary>A sorted, immutable file of index entries. In memory are the first key of each page, so that an entry is found in one read, and a filter that answers for most keys that are not there.</summary>
public sealed class Segment : IDisposable
{
    const ulong Magic = 0x3330_4749_5345_5246; // "FRESIG03": the name, then the number of the form
    const int FormBits = 16;
    const int FooterSize = 24;
    const int PageEntries = 16; // half a byte of memory an entry
    const int BlockEntries = 4096;

    readonly SafeFileHandle _file;
    readonly KeyFilter _filter;
    readonly ulong[] _firsts;
    readonly IndexEntry[] _page = new IndexEntry[PageEntries];

    Segment(SafeFileHandle file, long count, KeyFilter filter, ulong[] firsts) => (_file, Count, _filter, _firsts) = (file, count, filter, firsts);

    public long Count { get; }

    /// <summary>Writes several runs as one, newest first: of two entries with one key the newer stays. Returns how many were written.</summary>
    public static long Write(string path, long atMost, IEnumerable<EntryRun> newestFirst)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var filter = new KeyFilter(atMost);
        var firsts = new List<ulong>();
        var block = new IndexEntry[BlockEntries];
        var runs = newestFirst.Where(run => run.Next()).ToList();
        long count = 0;
        while (runs.Count > 0)
        {
            ref readonly var entry = ref runs[Least(runs)].Current;
            var at = (int)(count++ % BlockEntries);
            block[at] = entry;
            filter.Add(entry.Key);
            if (at % PageEntries == 0) firsts.Add(entry.Key.High);
            if (at == BlockEntries - 1) file.Write(MemoryMarshal.AsBytes(block.AsSpan()));
            Pass(runs, block[at].Key);
        }
        file.Write(MemoryMarshal.AsBytes(block.AsSpan(0, (int)(count % BlockEntries))));
        file.Write(filter.Bytes);
        file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(firsts)));
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
        if (length < FooterSize || RandomAccess.Read(file, footer, length - FooterSize) != FooterSize || MemoryMarshal.Read<ulong>(footer.AsSpan(16)) is var mark && (mark ^ Magic) << FormBits != 0)
            throw new InvalidDataException($"An index segment is damaged: {length} bytes without its end mark. Restore it from a backup; nothing was decided on it.");
        if (mark != Magic)
            throw new InvalidDataException("An index segment was written by another version of the pipeline, in a form this one does not read. Go on with that version, or ingest what was received into a new lake; nothing was decided on it.");
        var (count, filterBytes) = (MemoryMarshal.Read<long>(footer), MemoryMarshal.Read<long>(footer.AsSpan(8)));
        var firsts = new ulong[(count + PageEntries - 1) / PageEntries];
        if (count * IndexEntry.Size + filterBytes + firsts.Length * sizeof(ulong) + FooterSize != length)
            throw new InvalidDataException($"An index segment is damaged: {count} entries do not make {length} bytes. Restore it from a backup; nothing was decided on it.");
        var filter = new byte[filterBytes];
        ReadWhole(file, filter, count * IndexEntry.Size);
        ReadWhole(file, MemoryMarshal.AsBytes(firsts.AsSpan()), count * IndexEntry.Size + filterBytes);
        return new Segment(file, count, new KeyFilter(filter), firsts);
    }

    public bool Find(KeyedHash key, out IndexEntry entry)
    {
        entry = default;
        if (Count == 0 || !_filter.MayHold(key)) return false;
        for (var page = Math.Max(0, PageBefore(key.High)); page < _firsts.Length && _firsts[page] <= key.High; page++)
            if (FindIn(Read(page), key, out entry)) return true;
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

    /// <summary>The last page that begins before the bits: but for keys that share them, the one page that can hold such a key. -1: the first page begins with them, or after.</summary>
    int PageBefore(ulong bits)
    {
        var (before, after) = (-1, _firsts.Length);
        while (after - before > 1)
        {
            var middle = (before + after) / 2;
            if (_firsts[middle] < bits) before = middle;
            else after = middle;
        }
        return before;
    }

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

    Span<IndexEntry> Read(int number)
    {
        var start = (long)number * PageEntries;
        var page = _page.AsSpan(0, (int)Math.Min(PageEntries, Count - start));
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

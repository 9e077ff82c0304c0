using System.IO.Compression;
using FrontDoor.Domain.Keys;
using Parquet;

namespace FrontDoor.Storage.Records;

/// <summary>A sorted, immutable Parquet file of index entries. The footer has the first key of each row group. The keys of a group are
/// read if one may be in it, the other columns if one is.</summary>
public sealed class RecordIndexFile : IDisposable
{
    const string SchemaName = "record_index_schema", Schema = "1", FirstKeysName = "first_keys";

    static readonly ParquetOptions options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Fastest,
        DictionaryEncodingSampleSize = 500,
    };

    readonly Stream _file;
    readonly ParquetReader _reader;
    readonly KeyedHash[] _firsts;
    readonly KeyedHash[]?[] _keys;
    readonly RecordIndexEntry[]?[] _entries;
    readonly RecordIndexColumns _columns = new();

    RecordIndexFile(Stream file, ParquetReader reader, KeyedHash[] firsts)
    {
        (_file, _reader, _firsts) = (file, reader, firsts);
        (_keys, _entries) = (new KeyedHash[firsts.Length][], new RecordIndexEntry[firsts.Length][]);
        for (var group = 0; group < firsts.Length; group++) Count += reader.RowGroups[group].RowCount;
    }

    public long Count { get; }

    /// <summary>Merges several sorted runs into one, newest first: of two entries with one key, the newer stays. Returns how many were
    /// written.</summary>
    public static async Task<long> Write(string path, IEnumerable<IEnumerable<RecordIndexEntry>> newestFirst, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using var writer = await ParquetWriter.CreateAsync(RecordIndexColumns.Schema, file, options, cancellationToken: cancel);
        var (columns, firsts, count) = (new RecordIndexColumns(), new List<KeyedHash>(), 0L);
        foreach (var entry in Merged(newestFirst))
        {
            columns.Add(entry);
            count++;
            if (columns.Count == RecordIndexColumns.RowsAGroup) await WriteGroup();
        }
        if (columns.Count > 0) await WriteGroup();
        writer.CustomMetadata = new Dictionary<string, string> { [SchemaName] = Schema, [FirstKeysName] = string.Concat(firsts) };
        return count;

        Task WriteGroup()
        {
            firsts.Add(columns.FirstKey);
            return columns.Write(writer, cancel);
        }
    }

    /// <param name="file">Owned by the returned file.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of another version of the pipeline.</exception>
    public static async Task<RecordIndexFile> Open(Stream file, CancellationToken cancel)
    {
        try
        {
            if (!await IsWhole(file, cancel)) throw new EndOfStreamException();
            var reader = await ParquetReader.CreateAsync(file, cancellationToken: cancel);
            if (reader.CustomMetadata.GetValueOrDefault(SchemaName) != Schema) throw new NotSupportedException();
            var firsts = reader.CustomMetadata[FirstKeysName].Chunk(KeyedHash.HexLength).Select(hex => KeyedHash.Parse(new string(hex)))
                .ToArray();
            return firsts.Length == reader.RowGroupCount ? new RecordIndexFile(file, reader, firsts) : throw new EndOfStreamException();
        }
        catch (Exception fault) when (fault is not OperationCanceledException) // damaged bytes can cause any exception in the library
        {
            await file.DisposeAsync();
            throw new InvalidDataException(fault is NotSupportedException
                ? "A record index file was written by another version of the pipeline, in a form this one does not read. Go on with "
                + "that version, or ingest what was received into a new lake; nothing was decided on it."
                : "A record index file is damaged. Restore it from a backup; nothing was decided on it.", fault);
        }
    }

    public bool Find(KeyedHash key, out RecordIndexEntry entry)
    {
        entry = default;
        var group = Array.BinarySearch(_firsts, key);
        if (group < 0) group = ~group - 1;
        if (group < 0) return false;
        if (_entries[group] is not { } entries)
        {
            var keys = _keys[group] ??= Read(group, _columns.ReadKeys);
            if (Array.BinarySearch(keys, key) < 0) return false;
            var rows = Read(group, _columns.Read);
            entries = new RecordIndexEntry[rows.Count];
            for (var row = 0; row < entries.Length; row++) entries[row] = rows[row];
            (_entries[group], _keys[group]) = (entries, null);
        }
        var at = entries.AsSpan().BinarySearch(new ByKey(key));
        if (at >= 0) entry = entries[at];
        return at >= 0;
    }

    /// <summary>Every entry, in order of key, a row group at a time.</summary>
    public IEnumerable<RecordIndexEntry> Entries()
    {
        var columns = new RecordIndexColumns();
        for (var group = 0; group < _firsts.Length; group++)
        {
            Read(group, columns.Read);
            for (var row = 0; row < columns.Count; row++) yield return columns[row];
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Synchronous, because the file is local.</summary>
    T Read<T>(int group, Func<ParquetRowGroupReader, Task<T>> read)
    {
        using var rows = _reader.OpenRowGroupReader(group);
        return read(rows).GetAwaiter().GetResult();
    }

    static IEnumerable<RecordIndexEntry> Merged(IEnumerable<IEnumerable<RecordIndexEntry>> newestFirst)
    {
        var runs = newestFirst.Select(run => run.GetEnumerator()).Where(run => run.MoveNext()).ToList();
        while (runs.Count > 0)
        {
            var least = runs[0].Current;
            for (var run = 1; run < runs.Count; run++)
                if (runs[run].Current is var other && other.Key < least.Key) least = other;
            yield return least;
            for (var run = runs.Count - 1; run >= 0; run--)
                if (runs[run].Current.Key == least.Key && !runs[run].MoveNext()) runs.RemoveAt(run);
        }
    }

    /// <summary>Whether it ends like a Parquet file; the library does not check.</summary>
    static async Task<bool> IsWhole(Stream file, CancellationToken cancel)
    {
        var mark = new byte[4];
        if (file.Length < mark.Length) return false;
        file.Seek(-mark.Length, SeekOrigin.End);
        await file.ReadExactlyAsync(mark, cancel);
        file.Position = 0;
        return mark.AsSpan().SequenceEqual("PAR1"u8);
    }

    readonly record struct ByKey(KeyedHash Key) : IComparable<RecordIndexEntry>
    {
        public int CompareTo(RecordIndexEntry other) => Key.CompareTo(other.Key);
    }
}

using System.Runtime.ExceptionServices;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Validation;

namespace FrontDoor.Ingestion;

/// <summary>A record that could not be split.</summary>
/// <param name="Line">Its first line as the file has it.</param>
/// <param name="Found">How many values it has; null where they were not counted.</param>
sealed record UnsplitRecord(string Line, string? Found);

/// <summary>A run of records, read and validated together.</summary>
sealed class Block(Feed feed)
{
    public const int Size = 64;

    readonly Row[] _rows = [.. Enumerable.Range(0, Size).Select(_ => new Row(feed))];
    readonly ValidatedRecord[] _records = [.. Enumerable.Range(0, Size).Select(_ => new ValidatedRecord(feed))];
    readonly (RecordKind Kind, bool IsKept, UnsplitRecord? Unsplit)[] _marks = new (RecordKind, bool, UnsplitRecord?)[Size];

    public int Count { get; private set; }

    public Row Row(int place) => _rows[place];

    public ValidatedRecord Record(int place) => _records[place];

    /// <summary>What the record is; whether its row may be decided; the line as the file has it, where it could not be split.</summary>
    public (RecordKind Kind, bool IsKept, UnsplitRecord? Unsplit) Mark(int place) => _marks[place];

    /// <summary>Fills the block. False: the file has no more.</summary>
    internal bool Fill(RowReader rows, RowValidator validate)
    {
        for (Count = 0; Count < Size; Count++)
        {
            if (rows.Next(_rows[Count]) is not { } kind) break;
            if (kind == RecordKind.Row) validate.TakeDates(_rows[Count]);
            var isKept = kind == RecordKind.Row && validate.Run(_rows[Count], _records[Count]);
            _marks[Count] = (kind, isKept, kind == RecordKind.Unsplit ? new(rows.OriginalLine(), rows.FoundUnsplit) : null);
        }
        return Count == Size;
    }
}

/// <summary>Reads and validates on a thread of its own, some blocks ahead of the one who decides and writes: the two halves of the work
/// take a core each.</summary>
/// <remarks>Nobody spins while waiting: with a core or two, the time would be taken from whoever is waited for.</remarks>
sealed class ReadAhead : IDisposable
{
    const int Blocks = 8;

    readonly object _guard = new();
    readonly Queue<Block> _free = new(Blocks);
    readonly Queue<Block> _full = new(Blocks);
    readonly CancellationToken _cancel;
    readonly CancellationTokenRegistration _cancelled;
    readonly Thread _thread;
    ExceptionDispatchInfo? _failure;
    Block? _lent;
    bool _isStopped;
    bool _isAtEnd;

    public ReadAhead(Feed feed, RowReader rows, RowValidator validate, CancellationToken cancel)
    {
        for (var i = 0; i < Blocks; i++) _free.Enqueue(new Block(feed));
        _cancel = cancel;
        _cancelled = cancel.UnsafeRegister(static ahead => ((ReadAhead)ahead!).Stop(), this);
        _thread = new Thread(() => Read(rows, validate)) { IsBackground = true, Name = "read ahead" };
        _thread.Start();
    }

    /// <summary>The next block, good until the next call; null at the end. Throws what stopped the reading.</summary>
    public Block? Next()
    {
        lock (_guard)
        {
            if (_lent is not null) _free.Enqueue(_lent);
            Monitor.PulseAll(_guard);
            while (!_full.TryDequeue(out _lent) && !_isAtEnd) Monitor.Wait(_guard);
            if (_lent is not null) return _lent;
        }
        _failure?.Throw();
        _cancel.ThrowIfCancellationRequested();
        return null;
    }

    public void Dispose()
    {
        _cancelled.Dispose();
        Stop();
        _thread.Join();
    }

    void Stop()
    {
        lock (_guard)
        {
            _isStopped = true;
            Monitor.PulseAll(_guard);
        }
    }

    void Read(RowReader rows, RowValidator validate)
    {
        try
        {
            for (var more = true; more && TakeFree() is { } block;)
            {
                more = block.Fill(rows, validate) && !validate.NeedsOrders;
                Give(block);
            }
        }
        catch (Exception failure) // handed to the one who waits in Next
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        lock (_guard)
        {
            _isAtEnd = true;
            Monitor.PulseAll(_guard);
        }
    }

    /// <summary>Null: nobody wants another.</summary>
    Block? TakeFree()
    {
        lock (_guard)
        {
            Block? block = null;
            while (!_isStopped && !_free.TryDequeue(out block)) Monitor.Wait(_guard);
            return block;
        }
    }

    void Give(Block block)
    {
        lock (_guard)
        {
            _full.Enqueue(block);
            Monitor.PulseAll(_guard);
        }
    }
}

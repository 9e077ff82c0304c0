using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>A run of records, read and validated together: their keys are hashed side by side.</summary>
sealed class Block(Feed feed)
{
    public const int Size = 64;

    readonly Row[] _rows = [.. Enumerable.Range(0, Size).Select(_ => new Row(feed))];
    readonly Record[] _records = [.. Enumerable.Range(0, Size).Select(_ => new Record(feed))];
    readonly (RecordKind Kind, bool IsKept, string? Original)[] _marks = new (RecordKind, bool, string?)[Size];
    readonly Record[] _kept = new Record[Size];

    public int Count { get; private set; }

    public Row Row(int place) => _rows[place];

    public Record Record(int place) => _records[place];

    /// <summary>What the record is; whether its row may be decided; the line as the file has it, where it could not be split.</summary>
    public (RecordKind Kind, bool IsKept, string? Original) Mark(int place) => _marks[place];

    /// <summary>Fills the block. False: the file has no more.</summary>
    internal bool Fill(Rows rows, Validate validate)
    {
        var kept = 0;
        for (Count = 0; Count < Size; Count++)
        {
            if (rows.Next(_rows[Count]) is not { } kind) break;
            if (kind == RecordKind.Row) validate.TakeOrders(_rows[Count]);
            var isKept = kind == RecordKind.Row && validate.Run(_rows[Count], _records[Count]);
            if (isKept) _kept[kept++] = _records[Count];
            _marks[Count] = (kind, isKept, kind == RecordKind.Unsplit ? rows.OriginalLine() : null);
        }
        validate.TakeKeys(_kept.AsSpan(0, kept));
        return Count == Size;
    }
}

/// <summary>Reads and validates on a thread of its own, a few blocks ahead of the one who decides and writes: the two halves of the work take a core each.</summary>
sealed class ReadAhead : IDisposable
{
    const int Blocks = 4;

    readonly BlockingCollection<Block> _free = new(Blocks);
    readonly BlockingCollection<Block> _full = new(Blocks);
    readonly CancellationTokenSource _stop;
    readonly Thread _thread;
    ExceptionDispatchInfo? _failure;
    Block? _lent;

    public ReadAhead(Feed feed, Rows rows, Validate validate, CancellationToken cancel)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        for (var i = 0; i < Blocks; i++) _free.Add(new Block(feed), cancel);
        _thread = new Thread(() => Read(rows, validate)) { IsBackground = true, Name = "read ahead" };
        _thread.Start();
    }

    /// <summary>The next block, good until the next call; null at the end. Throws what stopped the reading.</summary>
    public Block? Next()
    {
        if (_lent is not null) _free.Add(_lent);
        _lent = null;
        if (_full.TryTake(out var block, Timeout.Infinite, _stop.Token)) return _lent = block;
        _thread.Join();
        _failure?.Throw();
        return null;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _free.Dispose();
        _full.Dispose();
        _stop.Dispose();
    }

    void Read(Rows rows, Validate validate)
    {
        try
        {
            for (var more = true; more;)
            {
                var block = _free.Take(_stop.Token);
                more = block.Fill(rows, validate) && !validate.NeedsOrders;
                _full.Add(block, _stop.Token);
            }
        }
        catch (Exception failure) // handed to the one who waits in Next
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            _full.CompleteAdding();
        }
    }
}

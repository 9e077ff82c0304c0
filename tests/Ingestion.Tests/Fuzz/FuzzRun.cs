using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Reads many damaged files, each made from its number and one seed, and keeps those that break a rule under
/// artifacts/fuzz.</summary>
sealed class FuzzRun(int seed, GoodFile[] good)
{
    /// <summary>Of so many files one goes through the whole ingest.</summary>
    const int WholeEvery = 50;

    /// <summary>Of so many files one is read twice.</summary>
    const int TwiceEvery = 10;

    const int FaultsAtMost = 20;

    /// <summary>Of processor, all threads together: how busy the machine is with something else does not count.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Reading may allocate so much for any file, and so much more for each byte of it and of the text in it.</summary>
    // a file whose dates are counted and then settled is read three times, each time with the tables of its rules
    const long BytesAllocated = 144 << 20;
    const long AllocatedPerByte = 160;

    /// <summary>Where a quote is left open in line after line, each is read anew.</summary>
    const long AllocatedPerLine = 64 << 10;

    readonly ConcurrentQueue<string> _faults = [];
    readonly ConcurrentDictionary<int, TimeSpan> _begun = [];
    int _next = -1;
    int _committed;
    int _whole;
    int _onTime;
    int _rows;

    /// <summary>What broke a rule: the number of the file, the rule, and how to run it again.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public int Committed => _committed;
    public int Whole => _whole;
    public int Rows => _rows;
    public int OnTime => _onTime;

    /// <summary>The slowest file, and the one for which most was allocated.</summary>
    public ((double Milliseconds, int Number) Time, (double Megabytes, int Number) Memory) Worst { get; private set; }

    public void Run(int files, int? only = null)
    {
        if (only is { } one)
        {
            using var workplace = new Workplace();
            Keep(one);
            Try(one, workplace);
            return;
        }
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() => Work(files)) { IsBackground = true })
            .ToList();
        workers.ForEach(worker => worker.Start());
        while (workers.Exists(worker => !worker.Join(200)))
            foreach (var (number, at) in _begun)
                if (Environment.CpuUsage.TotalTime - at > Patience && _begun.TryRemove(number, out _))
                {
                    Fault(number, $"not read in {Patience.TotalSeconds} s of processor");
                    return; // its thread cannot be stopped; the process ends it
                }
    }

    /// <summary>The damaged file of this number.</summary>
    (GoodFile From, byte[] Bytes, string Done) File(int number)
    {
        var random = new Random(unchecked(seed * 1_000_003 + number));
        var from = good[random.Next(good.Length)];
        var mutation = new Mutation(random);
        var bytes = mutation.Of(from.Bytes);
        return (from, bytes, string.Join("; ", mutation.Done));
    }

    void Work(int files)
    {
        using var workplace = new Workplace();
        for (int number; (number = Interlocked.Increment(ref _next)) < files && _faults.Count < FaultsAtMost;)
            Try(number, workplace);
    }

    void Try(int number, Workplace at)
    {
        var (from, bytes, _) = File(number);
        _begun[number] = Environment.CpuUsage.TotalTime;
        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var begun = Stopwatch.GetTimestamp();
            var outcome = at.Fast.Read(from, bytes, default);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Remember((Stopwatch.GetElapsedTime(begun).TotalMilliseconds, number), (allocated / 1048576.0, number));
            if (allocated > BytesAllocated + AllocatedPerByte * (bytes.Length + outcome.Text)
                + AllocatedPerLine * (bytes.Count((byte)'\n') + bytes.Count((byte)'\r')))
                throw new FuzzFault($"{allocated >> 20} MB allocated for a file of {bytes.Length} bytes with {outcome.Text} of text");
            if (outcome.Refusal is null) Interlocked.Increment(ref _committed);
            Interlocked.Add(ref _onTime, outcome.OnTime);
            Interlocked.Add(ref _rows, outcome.RowsIn);
            if (number % TwiceEvery == 0 && at.Fast.Read(from, bytes, default) != outcome)
                throw new FuzzFault("read twice, and not the same");
            if (number % WholeEvery == 0) Ingest(from, bytes, outcome);
        }
        catch (Exception error) // any at all is what is looked for
        {
            Fault(number, error is FuzzFault ? error.Message : error.ToString());
        }
        finally
        {
            _begun.TryRemove(number, out _);
        }
    }

    void Remember((double, int) time, (double, int) memory)
    {
        lock (_faults) Worst = (Worst.Time.CompareTo(time) < 0 ? time : Worst.Time, Worst.Memory.CompareTo(memory) < 0 ? memory
            : Worst.Memory);
    }

    /// <summary>The whole way into the tables: it counts what the reading counted, and the receipt says nothing of how we are
    /// built.</summary>
    void Ingest(GoodFile from, byte[] bytes, Outcome fast)
    {
        Interlocked.Increment(ref _whole);
        using var at = new Premises();
        var result = at.Take(bytes, (from.Received - Some.Morning()).TotalHours, "a.csv", from.Place).GetAwaiter().GetResult();
        if (result.RowsIn != result.Accepted + result.Rejected + result.Unchanged + result.Blank)
            throw new FuzzFault($"{result.RowsIn} rows in are not the sum of what became of them");
        var counted = (result.Refusal, result.RowsIn, result.Accepted + result.Unchanged, result.Rejected, result.Blank);
        if (counted != (fast.Refusal, fast.RowsIn, fast.Kept, fast.Rejected, fast.Blank))
            throw new FuzzFault($"ingest counts {counted}, reading {fast}");
        if (result.Refusal is not null) FastReading.CheckWords(result.ReceiptText!);
    }

    void Fault(int number, string what)
    {
        var (from, _, done) = File(number);
        _faults.Enqueue($"File {number}, of {from.Name} ({done}): {what}\n  kept as {Keep(number)}\n  again: FUZZ_SEED={seed} "
            + $"FUZZ_FILE={number} dotnet test --project tests/Ingestion.Tests -c Release --filter FuzzTests");
    }

    string Keep(int number)
    {
        var (from, bytes, _) = File(number);
        var kept = Path.Combine(Directory.CreateDirectory(Repository.Path("artifacts", "fuzz")).FullName,
            string.Create(CultureInfo.InvariantCulture, $"{seed}-{number}-{from.Name}"));
        System.IO.File.WriteAllBytes(kept, bytes);
        return kept;
    }

    /// <summary>A folder of one worker's own.</summary>
    sealed class Workplace : IDisposable
    {
        readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fuzz-");

        public Workplace() => Fast = new FastReading(_folder.FullName);

        public FastReading Fast { get; }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}

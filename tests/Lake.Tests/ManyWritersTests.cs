using FrontDoor.Lake;

namespace FrontDoor.Tests;

public sealed class ManyWritersTests
{
    const int Writers = 3;

    /// <summary>Three writers on one engine, fed by one producer; each may stop being fed, be given up, be cancelled or fail at any point.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_happens_to_one_writer_no_one_waits_for_ever(int threads)
    {
        using var bench = new Bench(threads);
        for (var seed = 0; seed < 150; seed++)
        {
            var scenario = new Scenario(bench, seed);
            var run = new Thread(scenario.Run) { IsBackground = true };
            run.Start();
            Assert.True(run.Join(Bench.Patience), $"Seed {seed} with {threads} thread(s) of DuckDB did not end.");
            Assert.True(scenario.Surprise is null, $"Seed {seed} with {threads} thread(s) of DuckDB: {scenario.Surprise}");
        }
        Assert.Empty(bench.Files);
    }

    [Fact]
    public void Two_writers_at_once_each_write_their_own_rows()
    {
        using var bench = new Bench();
        string[] paths = [bench.Scratch.NewFile(".parquet"), bench.Scratch.NewFile(".parquet")];
        var threads = paths.Select((path, i) => new Thread(() =>
            bench.Write(EveryType.Table, EveryType.Known, Enumerable.Range(i * 1000, 50_000).Select(EveryType.Fill), path))).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        for (var i = 0; i < paths.Length; i++)
        {
            var read = bench.Read(paths[i]);
            Assert.Equal(50_000, read.Count);
            Assert.Equal(EveryType.Values(i * 1000), read[0]);
            Assert.Equal(EveryType.Values(i * 1000 + 49_999), read[^1]);
        }
    }

    sealed class Scenario(Bench bench, int seed)
    {
        readonly Random random = new(seed);
        readonly LakeTable table = new("t", [new("text", LakeType.Text), new("n", LakeType.BigInteger)]);

        public Exception? Surprise { get; private set; }

        public void Run()
        {
            try
            {
                Play();
            }
            catch (Exception failure)
            {
                Surprise = failure;
            }
        }

        void Play()
        {
            using var cancel = new CancellationTokenSource();
            var paths = Enumerable.Range(0, Writers).Select(_ => Place()).ToArray();
            var writers = paths.Select(path => ParquetWriter.Start(bench.Engine, table, path, cancel.Token)).ToArray();
            try
            {
                Feed(writers, cancel);
                foreach (var (writer, path) in writers.Zip(paths))
                    Check(writer.Complete(), path);
            }
            catch (Exception expected) when (expected is DuckDbException or OperationCanceledException or ObjectDisposedException or ArgumentException)
            {
                // Which one depends on the seed; that each ends is what is tested.
            }
            foreach (var writer in writers.OrderBy(_ => random.Next()))
                writer.Dispose();
            foreach (var path in paths.Where(File.Exists))
                File.Delete(path);
        }

        void Feed(ParquetWriter[] writers, CancellationTokenSource cancel)
        {
            var left = random.Next(60);
            var fate = random.Next(8);
            while (left-- > 0)
            {
                var writer = writers[random.Next(Writers)];
                var batch = writer.Rent();
                for (var i = random.Next(Batch.Capacity); i >= 0; i--)
                {
                    batch.Text(0, i % 2 == 0 ? "short"u8 : "a text longer than twelve bytes"u8);
                    batch.BigInteger(1, i);
                    batch.EndRow();
                }
                if (left == 5 && fate == 0)
                    cancel.Cancel();
                if (left == 5 && fate == 1)
                    writer.Dispose();
                if (left == 5 && fate == 2)
                    return; // the producer stops, and completes what there is
                if (left == 5 && fate == 3)
                    batch.Text(0, [0xFF]);
                if (left == 5 && fate == 4)
                    cancel.CancelAfter(random.Next(3));
                if (left == 5 && fate == 5)
                    return; // with a batch in hand that is never sent
                writer.Send(batch);
            }
        }

        static void Check(WrittenFile written, string path) => Assert.Equal(written.Rows > 0, File.Exists(path));

        string Place() => random.Next(12) == 0
            ? Path.Combine(bench.Scratch.Folder, "no such folder", "t.parquet")
            : bench.Scratch.NewFile(".parquet");
    }
}

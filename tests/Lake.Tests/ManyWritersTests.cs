using FrontDoor.Lake.Writing;

namespace FrontDoor.Tests;

public sealed class ManyWritersTests
{
    const int Writers = 3;

    /// <summary>Three writers, fed by one producer; each may stop being fed, be given up, be cancelled or fail at any point.</summary>
    [Fact]
    public void Whatever_happens_to_one_writer_no_one_waits_for_ever()
    {
        using var bench = new Bench();
        for (var seed = 0; seed < 150; seed++)
        {
            var scenario = new Scenario(bench, seed);
            var run = new Thread(scenario.Run) { IsBackground = true };
            run.Start();
            Assert.True(run.Join(Bench.Patience), $"Seed {seed} did not end.");
            Assert.True(scenario.Surprise is null, $"Seed {seed}: {scenario.Surprise}");
        }
        Assert.Empty(bench.Files);
    }

    [Fact]
    public void Two_writers_at_once_each_write_their_own_rows()
    {
        using var bench = new Bench();
        string[] paths = [bench.Scratch.NewFile(".parquet"), bench.Scratch.NewFile(".parquet")];
        var threads = paths.Select((path, i) => new Thread(() =>
            bench.Write(EveryType.Open, Enumerable.Range(i * 1000, 150_000).Select(EveryType.Fill), path))).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        for (var i = 0; i < paths.Length; i++)
        {
            var read = bench.Read(paths[i]);
            Assert.Equal(150_000, read.Count);
            Assert.Equal(EveryType.Cells(i * 1000), read[0]);
            Assert.Equal(EveryType.Cells(i * 1000 + 149_999), read[^1]);
        }
    }

    sealed class Scenario(Bench bench, int seed)
    {
        readonly Random random = new(seed);

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
            var writers = paths.Select(path => new TableWriter<Plain>(() => new Plain(), path, cancel.Token)).ToArray();
            try
            {
                Feed(writers, cancel);
                foreach (var (writer, path) in writers.Zip(paths))
                    Check(writer.Complete(), path);
            }
            catch (Exception expected) when (expected is IOException or OperationCanceledException or ObjectDisposedException
                or ArgumentException)
            {
                // Which one depends on the seed; that each ends is what is tested.
            }
            foreach (var writer in writers.OrderBy(_ => random.Next()))
                writer.Dispose();
            foreach (var path in paths.Where(File.Exists))
                File.Delete(path);
        }

        void Feed(TableWriter<Plain>[] writers, CancellationTokenSource cancel)
        {
            var left = random.Next(60);
            var fate = random.Next(8);
            while (left-- > 0)
            {
                var writer = writers[random.Next(Writers)];
                for (var i = random.Next(20_000); i >= 0; i--)
                {
                    var row = writer.Row;
                    row.A.Set(i % 2 == 0 ? "short"u8 : "a text longer than twelve bytes"u8);
                    row.N.Set(i);
                    writer.EndRow();
                }
                if (left == 5 && fate == 0)
                    cancel.Cancel();
                if (left == 5 && fate == 1)
                    writer.Dispose();
                if (left == 5 && fate == 2)
                    return; // the producer stops, and completes what there is
                if (left == 5 && fate == 3)
                    writer.Row.A.Set([0xFF]);
                if (left == 5 && fate == 4)
                    cancel.CancelAfter(random.Next(3));
                if (left == 5 && fate == 5)
                {
                    writer.Row.A.Set("of a row that is never ended"u8);
                    return;
                }
            }
        }

        static void Check(string? written, string path) => Assert.Equal(written is not null, File.Exists(path));

        string Place() => random.Next(12) == 0
            ? Path.Combine(bench.Scratch.Folder, "no such folder", "t.parquet")
            : bench.Scratch.NewFile(".parquet");
    }
}

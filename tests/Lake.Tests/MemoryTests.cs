using FrontDoor.Lake.Writing;

namespace FrontDoor.Tests;

/// <summary>No other test runs beside these: what they measure is the whole process's.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    [Fact]
    public void What_a_writer_keeps_does_not_grow_with_the_rows()
    {
        using var bench = new Bench();
        using var writer = new TableWriter<Plain>(() => new Plain(), bench.Scratch.NewFile(".parquet"), CancellationToken.None);
        Bench.Fill(writer, Plain.Filled(400_000));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        Bench.Fill(writer, Plain.Filled(3_000_000)); // whole row groups: the writer is where it was, 60 row groups later

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 10L << 20); // the rows are 200 MB and more
    }
}

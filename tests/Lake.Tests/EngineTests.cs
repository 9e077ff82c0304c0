using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Tests;

public sealed class EngineTests
{
    const int Rows = 1_500_000, MemoryMb = 48;

    /// <summary>DuckDB gives what it spills the same names each time: two in one folder read each other's pages.</summary>
    [Fact]
    public async Task Two_engines_that_spill_to_one_folder_at_once_each_read_what_they_wrote()
    {
        using var scratch = Scratch.Open(Directory.CreateTempSubdirectory("engines-").FullName);
        Engine[] engines = [.. Enumerable.Range(0, 2).Select(_ => new Engine(new(scratch.Folder, MemoryMb)))];
        Connection[] open = [.. engines.Select(engine => engine.Open())];
        await Task.WhenAll(open.Select((connection, of) => Task.Run(() => connection.Execute(
            $"create table kept as select n, md5((n * 2 + {of})::varchar) as text from range({Rows}) r(n)"))));

        for (var of = 0; of < open.Length; of++)
        {
            Assert.True(Directory.EnumerateFiles(scratch.Folder, "*", SearchOption.AllDirectories).Any(), "nothing was spilled");
            Assert.Equal(Rows, open[of].Count($"select count(*) from kept where text = md5((n * 2 + {of})::varchar)"));
        }
        foreach (var connection in open) connection.Dispose();
        foreach (var engine in engines) engine.Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(scratch.Folder));
    }
}

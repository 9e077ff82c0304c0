using FrontDoor.Lake;

namespace FrontDoor.Tests;

/// <summary>A scratch folder and an engine for one test, and short words for writing and reading back.</summary>
sealed class Bench : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // a guard against hanging, never a measure

    public Bench(int threads = 1)
    {
        Scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-lake-tests"));
        Engine = new(new(Path.Combine(Scratch.Folder, "spill"), Threads: threads));
    }

    public Scratch Scratch { get; }

    public Engine Engine { get; }

    public string[] Files => Directory.GetFiles(Scratch.Folder, "*", SearchOption.AllDirectories);

    public string Write(LakeTable table, params Action<Batch>[] rows) => Write(table, new KnownTexts(table), rows);

    public string Write(LakeTable table, KnownTexts known, IEnumerable<Action<Batch>> rows, string? path = null)
    {
        path ??= Scratch.NewFile(".parquet");
        using var writer = ParquetWriter.Start(Engine, table, known, path, CancellationToken.None);
        Fill(writer, rows);
        writer.Complete();
        return path;
    }

    public static void Fill(ParquetWriter writer, IEnumerable<Action<Batch>> rows)
    {
        var batch = writer.Rent();
        foreach (var row in rows)
        {
            row(batch);
            batch.EndRow();
            if (!batch.IsFull)
                continue;
            writer.Send(batch);
            batch = writer.Rent();
        }
        writer.Send(batch);
    }

    public List<object?[]> Read(string path) => Ask($"SELECT * FROM read_parquet('{path}')");

    public List<object?[]> Ask(string sql)
    {
        using var connection = Engine.Open();
        using var result = connection.Run(sql);
        return [.. result.Rows];
    }

    public void Dispose()
    {
        Engine.Dispose();
        Scratch.Dispose();
    }
}

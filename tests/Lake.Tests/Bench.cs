using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Lake.Writing;

namespace FrontDoor.Tests;

/// <summary>A scratch folder and an engine for one test, and short words for writing and reading back.</summary>
sealed class Bench : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // a guard against hanging, never a measure

    public Bench()
    {
        Scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-lake-tests"));
        Engine = new(new(Path.Combine(Scratch.Folder, "spill")));
    }

    public Scratch Scratch { get; }

    public Engine Engine { get; }

    public string[] Files => Directory.GetFiles(Scratch.Folder, "*", SearchOption.AllDirectories);

    public string Write<T>(params Action<T>[] rows) where T : LakeTable, new() => Write(() => new T(), rows);

    public string Write<T>(Func<T> open, IEnumerable<Action<T>> rows, string? path = null) where T : LakeTable
    {
        path ??= Scratch.NewFile(".parquet");
        using var writer = new TableWriter<T>(open, path, CancellationToken.None);
        Fill(writer, rows);
        writer.Complete();
        return path;
    }

    public static void Fill<T>(TableWriter<T> writer, IEnumerable<Action<T>> rows) where T : LakeTable
    {
        foreach (var row in rows)
        {
            row(writer.Row);
            writer.EndRow();
        }
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

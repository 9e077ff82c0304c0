using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Publishing;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Tests;

/// <summary>A lake folder with files in their places, and a query over it.</summary>
sealed class TestLake : IDisposable
{
    readonly Bench bench = new();
    LakeQuery? query;

    public string Folder => Path.Combine(bench.Scratch.Folder, "lake [a] it's");

    public Engine Engine => bench.Engine;

    public string Outside => Path.Combine(bench.Scratch.Folder, "lake [a] it's outside");

    public LakeQuery Query => query ??= LakeQuery.Open(Folder, new(Path.Combine(bench.Scratch.Folder, "query"), MemoryLimitMb: 64));

    public void Put<T>(string agency, string month, params Action<T>[] rows) where T : LakeTable, new()
    {
        var folder = Path.Combine(Folder, new T().Name, $"agency={agency}", "feed=domestic-abuse");
        Directory.CreateDirectory(folder);
        bench.Write(() => new T(), rows, Path.Combine(folder, Guid.NewGuid().ToString("n") + ".parquet"));
        if (typeof(T) == typeof(NotificationsTable) || typeof(T) == typeof(TimelinessTable)) PutCurrent();
    }

    /// <summary>The current tables, as publishing keeps them.</summary>
    void PutCurrent()
    {
        using var connection = Engine.Open();
        foreach (var table in (LakeTable[])[LakeTables.CurrentNotifications, LakeTables.CurrentTimeliness])
        {
            var folder = Directory.CreateDirectory(Path.Combine(Folder, table.Name, "agency=police", "feed=domestic-abuse")).FullName;
            connection.Execute(MergeSql.Write(LakeView.Current(table.Name, Rows(LakeTables.Notifications), Rows(LakeTables.Timeliness)),
                Path.Combine(folder, "2026-03.parquet")));
        }

        string Rows(LakeTable table) => Path.Combine(Folder, table.Name) is var of && Directory.Exists(of)
            ? LakeView.Of(table, Directory.GetFiles(of, "*.parquet", SearchOption.AllDirectories)) : LakeView.Of(table, []);
    }

    public void PutNotices(string agency, params string[] texts) =>
        Put<NoticesTable>(agency, "2026-03", [.. texts.Select<string, Action<NoticesTable>>((text, i) => row =>
        {
            row.Agency.Set(agency);
            row.Text.Set(text);
            row.Count.Set(i + 1);
        })]);

    public List<object?[]> Ask(string sql)
    {
        using var result = Query.Run(sql, CancellationToken.None);
        return [.. result.Rows];
    }

    public void Dispose()
    {
        query?.Dispose();
        bench.Dispose();
    }
}

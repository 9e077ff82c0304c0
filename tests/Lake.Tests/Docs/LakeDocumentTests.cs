using FrontDoor.Lake;

namespace FrontDoor.Tests;

/// <summary>docs/lake.md says what the code does: it is written from the tables, and its queries run.</summary>
public sealed class LakeDocumentTests
{
    static readonly string Document = Repository.Path("docs", "lake.md");

    [Fact]
    public void The_document_is_what_the_tables_say()
    {
        var written = LakeDocument.Write(Views());
        var held = File.Exists(Document) ? File.ReadAllText(Document) : "";
        if (held != written && Environment.GetEnvironmentVariable("CI") is null) File.WriteAllText(Document, written);

        Assert.True(held == written, "docs/lake.md was not what the code says. Outside CI it has just been written anew: look at it and commit it.");
    }

    [Fact]
    public void Every_column_has_one_meaning_and_no_meaning_is_of_nothing()
    {
        var views = Views();
        var columns = LakeTables.All.SelectMany(table => table.Columns.Select(column => (Table: table.Name, column.Name))).Concat(views.Select(column => (Table: column.View, column.Name))).ToList();

        Assert.Equal(7, LakeTables.All.Count);
        Assert.All(columns, column => Assert.NotEmpty(LakeMeanings.Of(column.Table, column.Name)));
        Assert.Equal(LakeTables.All.Select(table => table.Name).Concat(DerivedView.All.Select(view => view.Name)).Order(), LakeMeanings.Tables.Keys.Order());
        Assert.Empty(LakeMeanings.Columns.Keys.Except(columns.Select(column => $"{column.Table}.{column.Name}")));
        Assert.Empty(LakeMeanings.Everywhere.Keys.Except(columns.Select(column => column.Name)));
    }

    [Fact]
    public void Every_query_of_the_document_runs_on_an_empty_lake()
    {
        using var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-lake-tests"));
        var lake = Directory.CreateDirectory(Path.Combine(scratch.Folder, "lake")).FullName;
        using var query = LakeQuery.Open(lake, new(scratch.Folder));

        Assert.NotEmpty(LakeDocument.Queries);
        Assert.All(LakeDocument.Queries, one =>
        {
            using var answer = query.Run(LakeDocument.Runnable(one.Sql), CancellationToken.None);
            Assert.NotEmpty(answer.Columns);
            Assert.Empty(answer.Rows);
        });
    }

    static List<(string View, string Name, string Type)> Views()
    {
        using var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-lake-tests"));
        using var query = LakeQuery.Open(Directory.CreateDirectory(Path.Combine(scratch.Folder, "lake")).FullName, new(scratch.Folder));
        var columns = new List<(string, string, string)>();
        foreach (var view in DerivedView.All)
        {
            using var described = query.Run($"describe {view.Name}", CancellationToken.None);
            columns.AddRange(described.Rows.Select(row => (view.Name, (string)row[0]!, LakeDocument.Type((string)row[1]!))));
        }
        return columns;
    }
}

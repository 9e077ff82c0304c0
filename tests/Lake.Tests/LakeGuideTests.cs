using FrontDoor.Lake.Guide;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Tests;

/// <summary>docs/lake.md and docs/lake-columns.csv say what the code does: they are written from the tables, and their queries
/// run.</summary>
public sealed class LakeGuideTests : IDisposable
{
    readonly TestLake _lake = new();

    [Fact]
    public void The_document_is_what_the_tables_say() => Check("lake.md", LakeGuide.Write(_lake.Query, CancellationToken.None));

    [Fact]
    public void The_columns_are_those_of_the_tables_and_views() =>
    Check("lake-columns.csv", LakeGuide.Columns(_lake.Query, CancellationToken.None));

    [Fact]
    public void Every_table_and_column_has_a_meaning()
    {
        var columns = LakeTables.All.SelectMany(table => table.Columns).ToList();

        Assert.Equal(9, LakeTables.All.Count);
        Assert.True(columns.Count > 100);
        Assert.All(columns, column => Assert.NotEmpty(column.Meaning));
        Assert.All(LakeTables.All, table => Assert.NotEmpty(table.RowPer + table.Meaning));
        Assert.All(LakeTables.All, table => Assert.Equal(table.Columns.Count, table.Columns.DistinctBy(column => column.Name).Count()));
    }

    [Fact]
    public void A_meaning_of_a_view_is_of_a_column_it_has()
    {
        Assert.Equal(DerivedView.All.Select(view => view.Name).Order(), ViewMeaning.All.Keys.Order());
        foreach (var view in DerivedView.All)
            Assert.Empty(ViewMeaning.All[view.Name].Columns.Keys.Except(_lake.Ask($"describe {view.Name}").Select(row => (string)row[0]!)));
    }

    [Fact]
    public void The_property_of_a_column_has_its_name()
    {
        foreach (var table in LakeTables.All)
            foreach (var property in table.GetType().GetProperties()
                .Where(property => property.PropertyType.IsAssignableTo(typeof(LakeColumn)) && property.GetIndexParameters().Length == 0))
                Assert.Equal(property.Name,
                    string.Concat(((LakeColumn)property.GetValue(table)!).Name.Split('_')
                        .Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
    }

    [Fact]
    public void Every_query_of_the_document_runs_on_an_empty_lake()
    {
        Assert.NotEmpty(LakeGuide.Queries);
        Assert.All(LakeGuide.Queries, one =>
        {
            using var answer = _lake.Query.Run(one.Sql, CancellationToken.None);
            Assert.NotEmpty(answer.Columns);
            Assert.Empty(answer.Rows);
        });
    }

    static void Check(string file, string written)
    {
        var path = Repository.Path("docs", file);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1") File.WriteAllText(path, written);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == written,
            $"docs/{file} is not what the code says. Write it anew with ACCEPT=1, look at it and commit it.");
    }

    public void Dispose() => _lake.Dispose();
}

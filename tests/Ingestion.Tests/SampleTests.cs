using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>The sample feeds, in order of receipt, against what was counted by hand.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_samples_come_out_as_counted_by_hand()
    {
        using var at = new Premises();
        var receipts = Read("receipts.json")
            .ToDictionary(file => file.GetProperty("path").GetString()!, file => file.GetProperty("received_at").GetDateTimeOffset());
        var expected = Read("expected.json");
        Assert.Equal(receipts.Count, expected.Count);

        foreach (var file in expected)
        {
            var path = file.GetProperty("path").GetString()!;
            var parts = path.Split('/', 4);
            var result = await at.Take(
                await File.ReadAllBytesAsync(Repository.Path("samples", path)), (receipts[path] - Some.Morning()).TotalHours, parts[3],
                    string.Join('/', parts[..3]));

            int N(string name) => file.GetProperty(name).GetInt32();
            Assert.Equal(
                (path, file.GetProperty("status").GetString(), N("rows_in"), N("accepted"), N("rejected"), N("unchanged"), N("blank"),
                    N("late")),
                (path, result.Status, result.RowsIn, result.Accepted, result.Rejected, result.Unchanged, result.Blank, result.Late));
        }
        Assert.Equal(["89|68|4|12|5|30"],
            at.Ask("select sum(rows_in), sum(accepted), sum(rejected), sum(unchanged), sum(blank), sum(late) from files"));
    }

    static List<JsonElement> Read(string name) =>
        [.. JsonDocument.Parse(File.ReadAllText(Repository.Path("samples", name))).RootElement.EnumerateArray()];
}

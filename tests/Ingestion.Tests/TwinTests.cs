using System.Globalization;
using System.Text;
using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>The same rows in another format are the same records: sent again so, every one is unchanged.</summary>
public sealed class TwinTests
{
    [Fact]
    public async Task A_CSV_and_its_twins_in_JSON_lines_and_XML_hold_the_same_records()
    {
        var random = new Random(StageSeeds.New());
        string[] columns = ["Concern Id", "School Name", "Surname", "Forename", "DOB", "Concern Date", "Concern Time", "Category",
            "Narrative", "Status"];
        var rows = Enumerable.Range(0, 200).Select(i => (string[])
        [
            $"C{i}", Text(random), Text(random), Text(random), $"20{random.Next(2, 18):00}-0{random.Next(1, 9)}-1{random.Next(9)}",
                $"2019-01-0{random.Next(1, 5)}", $"1{random.Next(9)}:0{random.Next(9)}", Text(random), Text(random), "New",
        ]).ToList();
        using var at = new Premises();
        const string place = "education/northshire-schools/concern";

        var first = await at.Take(Some.Lines([string.Join(',', columns), .. rows.Select(row => string.Join(',', row.Select(Quoted)))]), 0,
            "a.csv", place);
        Assert.Equal((200, 200), (first.RowsIn, first.Accepted));
        string[] objects = [.. rows.Select(row =>
            JsonSerializer.Serialize(columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second)))];
        var elements = rows.Select(row =>
            $"<Concern>{string.Concat(columns.Zip(row).Select(pair => Element(pair.First, pair.Second)))}</Concern>");
        static string Element(string column, string value)
        {
            var name = column.Replace(" ", "", StringComparison.Ordinal);
            return $"<{name}>{Escaped(value)}</{name}>";
        }
        var twins = new[] { $"[{string.Join(",\n", objects)}]", string.Join('\n', objects),
            $"{{\"n\":200,\"rows\":[{string.Join(',', objects)}]}}", $"<Concerns>{string.Concat(elements)}</Concerns>" };
        foreach (var (twin, hours) in twins.Select((twin, hours) => (twin, hours + 1)))
        {
            var again = await at.Take(twin, hours, string.Create(CultureInfo.InvariantCulture, $"{hours}.txt"), place);
            Assert.True((again.RowsIn, again.Unchanged) == (200, 200), $"Twin {hours}: {again.ReceiptText}");
        }
    }

    static string Text(Random random)
    {
        var text = new StringBuilder();
        const string letters = "abc XYZ,;'\"<>&{}[]\\/é–😀1";
        for (var i = random.Next(12); i > 0; i--)
            if (Rune.TryCreate(letters[random.Next(letters.Length)], out var rune)) text.Append(rune.ToString());
        return text.ToString().Trim();
    }

    static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}

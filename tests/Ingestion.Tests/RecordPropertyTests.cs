using System.Text;
using System.Text.Json;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Csv;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>The splitter of delimited text gives back what was written, at the line it was written on, in whatever encoding.</summary>
public sealed class RecordPropertyTests : IDisposable
{
    const int Files = 300;

    /// <summary>Version 2.0.0 publishes another telephone number in its JSON than in its CSV.</summary>
    const string ContradictsItself = "location_coordinates";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("records-");

    [Fact]
    public void What_was_written_is_read_back_cell_for_cell_and_line_for_line()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        string[] encodings = ["utf-8", "utf-8-bom", "utf-16le", "utf-16be"];
        for (var file = 0; file < Files; file++)
        {
            var (separator, end) = (",;\t|"[random.Next(4)], random.Next(2) == 0 ? "\r\n" : "\n");
            var rows = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Enumerable.Range(0, 6).Select(_ => Cell(random)).ToArray())
                .ToList();
            var (text, lines) = (new StringBuilder(), new List<int>());
            foreach (var row in rows)
            {
                lines.Add(1 + LineAccount.Split(text.ToString()).Length);
                text.AppendJoin(separator, row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append(end);
            }
            var name = encodings[random.Next(encodings.Length)];

            var source = SourceText.Open(Write(text.ToString(), name), _folder.FullName, default);
            using var records = new CsvRecords(source.Path, separator, new RowShape(6, 6, []));

            Assert.Equal(name, source.Encoding);
            for (var row = 0; row < rows.Count; row++)
            {
                Assert.True(records.Read(), $"seed {seed}, file {file}: {row} of {rows.Count} records");
                Assert.True(records is { IsUnsplit: false, FieldCount: 6 } && records.Line == lines[row],
                    $"seed {seed}, file {file}, record {row}: line {records.Line}, written on {lines[row]}");
                for (var cell = 0; cell < 6; cell++) Assert.Equal(rows[row][cell], Encoding.UTF8.GetString(records.Field(cell)));
            }
            Assert.False(records.Read(), $"seed {seed}, file {file}: more records than were written");
        }
    }

    public static TheoryData<string> Published =>
        [.. Directory.GetFiles(Repository.Path("node_modules", "csv-spectrum", "csvs"))
        .Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name != ContradictsItself).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Published))] // npm's csv-spectrum: each file beside its records as JSON
    public void A_published_file_is_read_as_its_publisher_says(string name)
    {
        var published = JsonDocument.Parse(
            File.ReadAllText(Repository.Path("node_modules", "csv-spectrum", "json", name + ".json"))).RootElement;
        // one record stands alone
        List<JsonElement> expected = published.ValueKind == JsonValueKind.Array ? [.. published.EnumerateArray()] : [published];
        using var records = new CsvRecords(Repository.Path("node_modules", "csv-spectrum", "csvs", name + ".csv"), ',');

        Assert.True(records.Read());
        var header = Cells(records);
        foreach (var record in expected)
        {
            Assert.True(records.Read());
            Assert.Equal(header.Select(column => record.GetProperty(column).GetString()), Cells(records));
        }
        Assert.False(records.Read());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    static string[] Cells(CsvRecords records) =>
        [.. Enumerable.Range(0, records.FieldCount).Select(field => Encoding.UTF8.GetString(records.Field(field)))];

    static string Cell(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(12))
        .Select(_ => random.Next(12) switch
        {
            0 => "\"",
            1 => "\n",
            2 => "é",
            3 => "😀",
            4 => " ",
            var other =>
        $"{(char)('a' + other)}"
        }));

    string Write(string text, string name)
    {
        Encoding encoding = name switch
        {
            "utf-16le" => new UnicodeEncoding(false, true),
            "utf-16be" =>
            new UnicodeEncoding(true, true),
            _ =>
            new UTF8Encoding(name == "utf-8-bom")
        };
        var path = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("n"));
        File.WriteAllBytes(path, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
        return path;
    }
}

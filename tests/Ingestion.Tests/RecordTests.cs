using System.Text;
using FrontDoor.Formats.Csv;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Records and their lines conserve under any quotes and line ends; a reader written independently agrees.</summary>
public sealed class RecordTests : IDisposable
{
    readonly string _path = Path.Combine(Path.GetTempPath(), $"records-{Guid.NewGuid():n}.csv");

    [Fact]
    public void Fields_and_lines_are_those_that_were_written_whatever_the_quotes_and_line_ends()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        string[] pieces = ["a", "Zoë", "\"", "\"\"", ",", ";", "\r\n", "\n", "\r", " ", "'", "x\ty"];
        for (var round = 0; round < 300; round++)
        {
            var end = new[] { "\r\n", "\n", "\r" }[random.Next(3)];
            var file = new StringBuilder();
            var written = new List<(int Line, string[] Fields)>();
            for (var record = random.Next(1, 30); record > 0; record--)
            {
                var fields = Enumerable.Range(0, 4)
                    .Select(_ => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => pieces[random.Next(pieces.Length)])))
                    .ToArray();
                // A field whose line looks like a record would be taken for one after a stray quote; there is none here to begin with.
                written.Add((LinesOf(file.ToString()) + 1, fields));
                file.AppendJoin(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append(end);
            }
            File.WriteAllText(_path, file.ToString());

            using var records = new CsvRecords(_path, ',', new RowShape(4, 4, []));
            foreach (var (line, fields) in written)
            {
                Assert.True(records.Read(), $"seed {seed}, round {round}");
                Assert.Equal((line, false), (records.Line, records.IsUnsplit));
                Assert.Equal(fields, Enumerable.Range(0, records.FieldCount).Select(at => Encoding.UTF8.GetString(records.Field(at))));
                Assert.Equal(LinesOf(string.Join(",", fields)) + line, records.LastLine);
            }
            Assert.False(records.Read());
        }
    }

    [Theory]
    [InlineData("\",")]
    [InlineData("\",\"\",\"\",w")] // with what reads as a quote within the text
    [InlineData("\"\"\"")]
    public void A_quote_nothing_closes_takes_no_line_with_it_whatever_the_lines_look_like(string broken)
    {
        File.WriteAllText(_path, $"A,B,C\n{broken}\nx;y;z\nx;y;w\n");
        using var records = new CsvRecords(_path, ',', new RowShape(3, 3, []));
        var met = new List<(int, bool)>();
        while (records.Read()) met.Add((records.Line, records.IsUnsplit));

        Assert.Equal([(1, false), (2, true), (3, false), (4, false)], met);
    }

    [Theory]
    [InlineData(17, 4, 3)] // a damaged header promises fields that no row has: what has as many as are known is a row
    [InlineData(17, 17, 1)] // a line of four fields is then text
    public void A_line_with_as_many_fields_as_the_feed_knows_is_no_part_of_a_record_that_is_broken(int expected, int named, int records)
    {
        File.WriteAllText(_path, "A,\"B\nR1,x,y,z\nR2,\"\",y,z\"");
        using var read = new CsvRecords(_path, ',', new RowShape(expected, named, []));
        var met = 0;
        while (read.Read())
        {
            read.HoldsRows();
            met++;
        }
        Assert.Equal(records, met);
    }

    [Theory]
    [InlineData("R2,05/01/2019,y,z", 3)] // a row, moved into a narrative: it would be found by nobody there
    [InlineData("said, on 05/01/2019, that, no", 2)] // prose has no date where a row has one
    [InlineData("05/01/2019", 2)]
    public void A_line_of_a_narrative_that_is_a_row_for_certain_is_read_as_one(string line, int records)
    {
        File.WriteAllText(_path, $"R1,04/01/2019,\"a\n{line}\nb\",z\nR3,06/01/2019,y,z");
        using var read = new CsvRecords(_path, ',', new RowShape(4, 4, [1]));
        var met = new List<int>();
        while (read.Read())
            if (!read.HoldsRows()) met.Add(read.Line);
        Assert.Equal(records == 3 ? [2, 3, 4] : [1, 4], met);
    }

    [Fact]
    public void A_stray_quote_anywhere_costs_at_most_its_own_row()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var end = new[] { "\r\n", "\n", "\r" }[random.Next(3)];
            var lines = Enumerable.Range(1, 40).Select(row => $"R{row},{row},text of {row},more,last").ToList();
            var stray = random.Next(lines.Count);
            lines[stray] = lines[stray].Insert(lines[stray].IndexOf(',', StringComparison.Ordinal) + 1, "\"");
            File.WriteAllText(_path, string.Concat(lines.Select(line => line + end)));

            using var records = new CsvRecords(_path, ',', new RowShape(5, 5, []));
            var whole = new List<(int Line, string Name)>();
            while (records.Read())
                if (!records.IsUnsplit && records.FieldCount == 5 && !records.HoldsRows())
                    whole.Add((records.Line, Encoding.UTF8.GetString(records.Field(0))));
            Assert.Equal(Enumerable.Range(1, 40).Where(row => row != stray + 1).Select(row => (row, $"R{row}")),
                whole.Where(row => row.Line != stray + 1));
        }
    }

    public void Dispose() => File.Delete(_path);

    static int LinesOf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(letter => letter is '\n' or '\r');
}

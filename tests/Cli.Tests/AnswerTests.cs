using System.Text;
using ExcelDataReader;
using FrontDoor.Cli.Answers;

namespace FrontDoor.Cli.Tests;

public sealed class AnswerTests
{
    [Fact]
    public void Csv_quotes_what_must_be_quoted_and_writes_moments_in_utc()
    {
        using var to = new StringWriter { NewLine = "\n" };
        object?[] row = ["a,\"b\"\nc", null, "", 1.5, true, new DateOnly(2019, 1, 28),
            new DateTimeOffset(2019, 1, 28, 9, 41, 0, TimeSpan.FromHours(1)), 12345678901L];

        Answer.Csv(["text", "none", "empty", "number", "yes", "day", "moment", "large"], [row], to);

        Assert.Equal("text,none,empty,number,yes,day,moment,large\n"
            + "\"a,\"\"b\"\"\nc\",,\"\",1.5,true,2019-01-28,2019-01-28T08:41:00Z,12345678901\n", to.ToString());
    }

    [Fact]
    public void Json_is_one_array_of_objects_with_numbers_as_numbers()
    {
        using var to = new StringWriter { NewLine = "\n" };

        Answer.Json(["a", "b"], [[1, null], ["ü\"", double.NaN]], to);

        Assert.Equal("[\n{\"a\":1,\"b\":null},\n{\"a\":\"ü\\\"\",\"b\":\"NaN\"}\n]\n", to.ToString());
    }

    [Fact]
    public void Json_of_no_rows_is_an_empty_array()
    {
        using var to = new StringWriter { NewLine = "\n" };

        Answer.Json(["a"], [], to);

        Assert.Equal("[]\n", to.ToString());
    }

    [Fact]
    public void A_workbook_has_numbers_as_numbers_moments_as_moments_and_text_that_is_no_formula()
    {
        using var file = new MemoryStream();
        using (var book = new Workbook(file))
        {
            book.Add("first/one", ["text", "number", "day", "moment", "none", "yes"], [["=1+1", 1.5, new DateOnly(2019, 1, 28),
                new DateTimeOffset(2019, 1, 28, 9, 41, 0, TimeSpan.FromHours(1)), null, true]]);
            book.Add("second", ["n"], Enumerable.Range(1, 3).Select(n => new object?[] { n }));
        }
        file.Position = 0;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // which the reader asks for

        using var read = ExcelReaderFactory.CreateOpenXmlReader(file);

        Assert.Equal((2, "first one"), (read.ResultsCount, read.Name));
        Assert.True(read.Read());
        Assert.Equal(["text", "number", "day", "moment", "none", "yes"], Cells());
        Assert.True(read.Read());
        Assert.Equal(["=1+1", 1.5, new DateTime(2019, 1, 28), new DateTime(2019, 1, 28, 8, 41, 0), null, true], Cells());
        Assert.False(read.Read());
        Assert.True(read.NextResult());
        Assert.Equal(4, read.RowCount);

        object?[] Cells() => [.. Enumerable.Range(0, read.FieldCount).Select(read.GetValue)];
    }

    [Fact]
    public void A_table_that_is_wider_than_the_terminal_has_a_row_on_several_lines()
    {
        using var to = new StringWriter { NewLine = "\n" };
        var names = Enumerable.Range(1, 8).Select(n => $"figure_{n}").Prepend("sender").ToList();

        TextTable.Write(names, [["northshire-police", .. Enumerable.Range(1, 7).Select(n => (object?)n), null]], to, 40);

        Assert.Equal("""
            northshire-police
              figure_1 1  figure_2 2  figure_3 3
              figure_4 4  figure_5 5  figure_6 6
              figure_7 7
            (1 row)

            """, to.ToString());
    }

    [Fact]
    public void A_table_puts_numbers_to_the_right_and_keeps_a_row_on_a_line()
    {
        using var to = new StringWriter { NewLine = "\n" };

        TextTable.Write(["name", "n"], [["a\nb", 5], ["c", 1000]], to);

        Assert.Equal("name     n\n----  ----\na b      5\nc     1000\n(2 rows)\n", to.ToString());
    }

    [Fact]
    public void Rows_are_written_before_the_next_is_asked_for()
    {
        using var to = new StringWriter { NewLine = "\n" };

        Assert.Throws<InvalidOperationException>(() => Answer.Csv(["n"], ThenFails(), to));

        Assert.Equal("n\n1\n", to.ToString());
    }

    static IEnumerable<object?[]> ThenFails()
    {
        yield return [1];
        throw new InvalidOperationException("the second row");
    }
}

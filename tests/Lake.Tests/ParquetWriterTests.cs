using FrontDoor.Lake;

namespace FrontDoor.Tests;

public sealed class ParquetWriterTests
{
    [Fact]
    public void A_written_row_is_read_back()
    {
        using var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-lake-tests"));
        using var engine = new Engine(new(scratch.Folder));
        var path = scratch.NewFile(".parquet");
        var table = new LakeTable("t", [new("a", LakeType.Text), new("b", LakeType.Integer)]);
        using (var writer = ParquetWriter.Start(engine, table, path, CancellationToken.None))
        {
            var batch = writer.Rent();
            batch.Text(0, "a text longer than twelve bytes"u8);
            batch.Integer(1, 7);
            batch.EndRow();
            writer.Send(batch);
            Assert.Equal(1, writer.Complete().Rows);
        }

        using var connection = engine.Open();
        using var result = connection.Run($"SELECT * FROM '{path}'");

        Assert.Equal([["a text longer than twelve bytes", 7]], result.Rows);
    }
}

using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The built program as people run it.</summary>
public sealed class CommandLineTests : IDisposable
{
    readonly DirectoryInfo _lake = Directory.CreateTempSubdirectory("front-door-cli-");

    [Fact]
    public async Task The_samples_come_out_as_they_were_counted_by_hand()
    {
        var (code, output, _) = await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName, "--received", "2019-06-01T00:00:00Z");

        Assert.Equal(0, code);
        Assert.StartsWith("11 files: 89 rows in = 68 accepted + 4 rejected + 12 unchanged + 5 blank; ", output[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_takes_nothing_and_says_so()
    {
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName);
        var (code, output, _) = await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName);

        Assert.Equal(0, code);
        Assert.Equal("0 files: 0 rows in = 0 accepted + 0 rejected + 0 unchanged + 0 blank; 0 late", output[^1]);
        Assert.Equal(11, output.Count(line => line.StartsWith("held ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Json_is_one_object_a_file_and_nothing_else_on_stdout()
    {
        var (_, output, _) = await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName, "--json");

        Assert.Equal(11, output.Count);
        Assert.All(output, line => Assert.Equal(
            ["path", "name", "file_id", "status", "refusal", "rows_in", "accepted", "rejected", "unchanged", "blank", "late"],
            System.Text.Json.JsonDocument.Parse(line).RootElement.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task A_refused_file_makes_it_end_with_1()
    {
        var drops = _lake.CreateSubdirectory("drops");
        var file = Path.Combine(drops.CreateSubdirectory("police/nobody/domestic-abuse").FullName, "x.csv");
        await File.WriteAllTextAsync(file, "a,b\n1,2\n");

        var (code, output, _) = await Pipeline.Run("ingest", drops.FullName, "--lake", _lake.FullName);

        Assert.Equal(1, code);
        Assert.Contains(output, line => line == "refused    police/nobody/domestic-abuse/x.csv: FILE_UNREGISTERED");
    }

    [Fact]
    public async Task A_wrong_command_ends_with_2_and_three_parts()
    {
        var (code, output, said) = await Pipeline.Run("ingest");

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Collection(said,
            line => Assert.StartsWith("error: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("  expected: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("  next: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_query_answers_csv_when_piped_and_cannot_write()
    {
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName);
        var (code, output, said) = await Pipeline.Run("query", "select count(*) as n, sum(rows_in) as rows from files", "--lake", _lake.FullName);
        var (refused, _, _) = await Pipeline.Run("query", "create table x as select 1", "--lake", _lake.FullName);

        Assert.Equal((0, 1), (code, refused));
        Assert.Equal(["n,rows", "11,89"], output);
        Assert.Empty(said);
    }

    [Theory]
    [InlineData("PPN_EXPORT_0000.csv", 0)] // a header and no rows
    [InlineData("PPN_EXPORT_0001.csv", 1)] // two rows rejected
    public async Task A_check_tells_clean_from_not_and_keeps_nothing(string sample, int expected)
    {
        var file = Repository.Path("samples", "police", "northshire-police", "domestic-abuse", sample);
        var (code, output, _) = await Pipeline.RunIn(_lake.FullName, "check", "police/domestic-abuse", file);

        Assert.Equal(expected, code);
        Assert.Contains(output, line => line.StartsWith("A dry run", StringComparison.Ordinal));
        Assert.Empty(_lake.GetFileSystemInfos());
    }

    [Fact]
    public async Task Late_has_no_colours_when_piped()
    {
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName);
        var (code, output, _) = await Pipeline.Run("late", "--lake", _lake.FullName);

        Assert.Equal(0, code);
        Assert.Contains(output, line => line.Contains("CRITICAL", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_command_has_help_with_an_example_and_exit_codes()
    {
        foreach (var command in CommandLine.All().Subcommands.Where(each => !each.Hidden))
        {
            var (code, output, said) = await Pipeline.Run(command.Name, "--help");
            Assert.Equal(0, code);
            Assert.Empty(said);
            Assert.Contains(output, line => line.StartsWith("  ./pipeline " + command.Name, StringComparison.Ordinal));
            Assert.StartsWith("Exit codes:", output[^1], StringComparison.Ordinal);
        }
    }

    public void Dispose() => _lake.Delete(recursive: true);
}

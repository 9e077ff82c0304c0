using System.Text.RegularExpressions;

namespace FrontDoor.Cli.Tests;

/// <summary>The whole pipeline as a newcomer meets it.</summary>
public sealed partial class DemoTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-demo-test-");

    [GeneratedRegex("query \"(?<sql>[^\"]+)\" --lake (?<lake>\\S+)$")]
    static partial Regex PrintedQuery { get; }

    [Fact]
    public async Task The_demo_takes_every_sample_through_the_app_and_its_printed_query_runs()
    {
        var (code, output, said) = await Pipeline.RunIn(_folder.FullName, "demo");

        Assert.True(code == 0, string.Join('\n', said));
        var printed = PrintedQuery.Match(output[^1]);
        Assert.True(printed.Success, output[^1]);
        var lake = printed.Groups["lake"].Value;
        var (queried, rows, _) = await Pipeline.RunIn(_folder.FullName, "query", printed.Groups["sql"].Value, "--lake", lake);
        var (_, counts, _) = await Pipeline.RunIn(_folder.FullName, "query",
            "select count(*) as files, sum(rows_in) as rows_in, sum(accepted) as accepted, sum(rejected) as rejected, sum(unchanged) as "
                + "unchanged, sum(blank) as blank, sum(late) as late from files",
            "--lake", lake);
        var alerts = Directory.GetFiles(Path.Combine(_folder.FullName, "data", "demo", "late-referrals"), "*.json");

        Assert.Equal(0, queried);
        Assert.True(rows.Count > 1);
        Assert.Equal("11,89,68,4,12,5,30", counts[1]); // samples/README.md, counted by hand
        Assert.NotEmpty(alerts);
        Assert.Contains($"{alerts.Length} raised, {alerts.Length} delivered to late-referrals/", output);
        // JSON and text for each file
        Assert.Equal(11 * 2, Directory.GetFiles(_folder.FullName, "*.receipt.*", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("up")]
    public async Task One_at_a_time_runs_on_a_folder(string command)
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder.FullName, "data")).FullName;
        var kept = Path.Combine(Directory.CreateDirectory(Path.Combine(data, "demo")).FullName, "of-the-other.txt");
        await File.WriteAllTextAsync(kept, "");
        using var other = new FileStream(Path.Combine(data, $".{command}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
            FileShare.None);

        var (code, _, said) = await Pipeline.RunIn(_folder.FullName, command);

        Assert.Equal(1, code);
        Assert.StartsWith($"error: another ./pipeline {command} runs on {data}", said[0], StringComparison.Ordinal);
        Assert.True(File.Exists(kept));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

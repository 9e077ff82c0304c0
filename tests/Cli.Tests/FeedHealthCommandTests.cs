namespace FrontDoor.Cli.Tests;

/// <summary>`feed-health`: the health of feeds on a folder, and what `report` shows of it.</summary>
public sealed class FeedHealthCommandTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-watch-");

    [Fact]
    public async Task A_feed_that_falls_silent_is_told_of_once_and_stands_first_in_the_report()
    {
        var lake = Path.Combine(_folder.FullName, "lake");
        foreach (var (feed, row) in new[] { ("domestic-abuse", "PPN Reference,Child Reference,Incident Date From\nP1,N1,07/01/2019 21:40"),
            ("relevant-crime", "Notification Reference,Child Reference,Incident Date From\nR1,N1,07/01/2019 21:40") })
            File.WriteAllText(Path.Combine(
                Directory.CreateDirectory(Path.Combine(_folder.FullName, "in", "police", "northshire-police", feed)).FullName, "a.csv"),
                    row + "\n");
        var (taken, _, said) = await Pipeline.Run("ingest", Path.Combine(_folder.FullName, "in"), "--lake", lake, "--received",
            "2019-01-08T06:30:00Z");
        Assert.True(taken == 0, string.Join('\n', said));
        var nil = Path.Combine(Directory.CreateDirectory(
            Path.Combine(_folder.FullName, "then", "police", "northshire-police", "relevant-crime")).FullName, "b.csv");
        File.WriteAllText(nil, "Notification Reference,Child Reference,Incident Date From\n");
        await Pipeline.Run("ingest", Path.Combine(_folder.FullName, "then"), "--lake", lake, "--received", "2019-01-09T06:30:00Z");

        var (code, first, _) = await Pipeline.Run("feed-health", "--lake", lake, "--as-of", "2019-01-09T12:00:00Z");
        var (_, again, _) = await Pipeline.Run("feed-health", "--lake", lake, "--as-of", "2019-01-09T12:00:00Z");
        var (_, report, _) = await Pipeline.Run("report", "--lake", lake);
        var (_, handover, _) = await Pipeline.Run("handover", "--lake", lake, "--as-of", "2019-01-09T12:00:00Z");

        Assert.Equal(0, code);
        Assert.Equal(["4 rows of feed_health written; 1 alert raised; 0 weekly summaries written. See also ./pipeline report"],
            first);
        Assert.Equal(["0 rows of feed_health written; 0 alerts raised; 0 weekly summaries written. See also ./pipeline report"],
            again);
        Assert.Equal(["northshire-police police/domestic-abuse 2019-01-09 silent SILENCE 2019-01-09 2019-01-08 1 0",
            "northshire-police police/relevant-crime 2019-01-09 nil 2019-01-09 0 0"],
            report.SkipWhile(line => !line.StartsWith("The health of each feed", StringComparison.Ordinal))
                .Where(line => line.StartsWith("northshire-police", StringComparison.Ordinal))
                .Take(2).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(["Silent feeds (1)", "police/domestic-abuse from northshire-police: nothing came by the end of Wed 9"],
            handover.SkipWhile(line => !line.StartsWith("Silent feeds", StringComparison.Ordinal)).Take(2).Select(line => line.Trim()));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

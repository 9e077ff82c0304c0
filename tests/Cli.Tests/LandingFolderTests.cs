using FrontDoor.Cli.Folders;
using FrontDoor.Storage.Arrivals;
using NodaTime;

namespace FrontDoor.Cli.Tests;

public sealed class LandingFolderTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-walk-");

    [Fact]
    public void Files_come_by_receipt_time_then_path()
    {
        Drop("police/p/f/b.csv", hour: 2);
        Drop("police/p/f/a.csv", hour: 2);
        Drop("police/p/f/Z.csv", hour: 2);
        Drop("health/h/f/last.csv", hour: 3);
        Drop("education/e/f/first.csv", hour: 1);

        var names = LandingFolder.Walk(_folder.FullName, null).Files.Select(file => file.Landing.Name);

        Assert.Equal(["first.csv", "Z.csv", "a.csv", "b.csv", "last.csv"], names);
    }

    [Fact]
    public void A_given_moment_counts_for_every_file()
    {
        Drop("police/p/f/b.csv", hour: 1);
        Drop("police/p/f/a.csv", hour: 2);
        var given = Instant.FromUtc(2019, 1, 1, 9, 0);

        var files = LandingFolder.Walk(_folder.FullName, given).Files;

        Assert.Equal(["a.csv", "b.csv"], files.Select(file => file.Landing.Name));
        Assert.All(files, file => Assert.Equal((given, ReceivedBasis.Given), (file.ReceivedAt, file.Basis)));
    }

    [Theory]
    [InlineData("police/p/f/.hidden.csv", "hidden", false)]
    [InlineData("police/p/f/.cache/x.csv", "hidden", false)]
    [InlineData("police/p/f/x.csv.tmp", "temporary", false)]
    [InlineData("police/p/f/x.PART", "temporary", false)]
    [InlineData("police/p/f/~$x.xlsx", "temporary", false)]
    [InlineData("README.md", "no agency's folder", false)]
    [InlineData("fire/p/f/x.csv", "'fire' is no agency", true)]
    public void What_is_not_taken_is_said(string path, string why, bool misplaced)
    {
        Drop(path, hour: 1);

        var landing = LandingFolder.Walk(_folder.FullName, null);

        Assert.Empty(landing.Files);
        var left = Assert.Single(landing.Left);
        Assert.Equal(path, left.Path);
        Assert.Contains(why, left.Why, StringComparison.Ordinal);
        Assert.Equal(misplaced, left.Misplaced);
    }

    [Fact]
    public void A_file_that_lies_too_high_is_an_unregistered_senders()
    {
        Drop("police/loose.csv", hour: 1);

        var file = Assert.Single(LandingFolder.Walk(_folder.FullName, null).Files);

        Assert.Equal((LandingPath.Unregistered, "loose.csv"), (file.Landing.Sender, file.Landing.Path));
    }

    [Fact]
    public void The_same_content_at_another_time_is_another_version()
    {
        var at = Drop("police/p/f/a.csv", hour: 1);
        var first = Only().Land(CancellationToken.None);
        File.SetLastWriteTimeUtc(at, new DateTime(2019, 1, 1, 2, 0, 0, DateTimeKind.Utc));
        var second = Only().Land(CancellationToken.None);
        var again = Only().Land(CancellationToken.None);

        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal(second.Version, again.Version);
        Assert.Equal(first.Version.Split('/')[1], second.Version.Split('/')[1]); // the content's hash

        DroppedFile Only() => Assert.Single(LandingFolder.Walk(_folder.FullName, null).Files);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    string Drop(string path, int hour)
    {
        var file = Path.Combine([_folder.FullName, .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "x");
        File.SetLastWriteTimeUtc(file, new DateTime(2019, 1, 1, hour, 0, 0, DateTimeKind.Utc));
        return file;
    }
}

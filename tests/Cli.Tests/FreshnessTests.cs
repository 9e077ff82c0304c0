using FrontDoor.Cli.Build;

namespace FrontDoor.Cli.Tests;

public sealed class FreshnessTests : IDisposable
{
    static readonly DateTime s_before = new(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("front-door-fresh-");

    public FreshnessTests()
    {
        _root.CreateSubdirectory("node_modules");
        Write("functions/Cli/Program.cs");
        Write("functions/feeds/a.json");
        Write("Directory.Build.props");
        Write(".mark");
        File.SetLastWriteTimeUtc(At(".mark"), s_before.AddHours(1));
        Freshness.Record(_root.FullName, Stamp, At(".mark"));
    }

    [Fact]
    public void Nothing_changed_is_fresh() => Assert.True(Freshness.IsFresh(_root.FullName, Stamp));

    [Theory]
    [InlineData("functions/feeds/a.json")]
    [InlineData("Directory.Build.props")]
    public void A_changed_source_is_stale(string path)
    {
        File.SetLastWriteTimeUtc(At(path), s_before.AddMinutes(-5)); // older counts too: another branch, checked out
        Assert.False(Freshness.IsFresh(_root.FullName, Stamp));
    }

    [Fact]
    public void A_new_source_is_stale()
    {
        Write("functions/Cli/New.cs");
        Assert.False(Freshness.IsFresh(_root.FullName, Stamp));
    }

    [Fact]
    public void A_removed_source_is_stale()
    {
        File.Delete(At("functions/feeds/a.json"));
        Assert.False(Freshness.IsFresh(_root.FullName, Stamp));
    }

    [Fact]
    public void Packages_that_are_gone_are_stale()
    {
        Directory.Delete(At("node_modules"));
        Assert.False(Freshness.IsFresh(_root.FullName, Stamp));
    }

    [Fact]
    public void What_was_touched_while_it_was_built_is_built_again()
    {
        File.SetLastWriteTimeUtc(At("functions/Cli/Program.cs"), s_before.AddHours(2));
        Freshness.Record(_root.FullName, Stamp, At(".mark"));
        Assert.False(Freshness.IsFresh(_root.FullName, Stamp));
    }

    public void Dispose() => _root.Delete(recursive: true);

    string Stamp => At("stamp");

    string At(string path) => Path.Combine([_root.FullName, .. path.Split('/')]);

    void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), path);
        File.SetLastWriteTimeUtc(At(path), s_before);
    }
}

using System.Text.RegularExpressions;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>docs/threats.md names tests; each is there.</summary>
public sealed partial class ThreatsTests
{
    [GeneratedRegex("`([A-Z][a-z]*_[A-Za-z_]+)`")]
    static partial Regex Named { get; }

    [Fact]
    public void Each_threat_names_a_test_that_there_is()
    {
        var rows = File.ReadAllLines(Repository.Path("docs", "threats.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| threat", StringComparison.Ordinal)
                && !line.StartsWith("| ---", StringComparison.Ordinal)).ToList();
        var tests = string.Concat(Directory.GetFiles(Repository.Path("tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));

        Assert.True(rows.Count > 15);
        Assert.All(rows, row => Assert.NotEmpty(Named.Matches(row)));
        Assert.All(rows.SelectMany(row => Named.Matches(row)).Select(name => name.Groups[1].Value).Distinct(),
            name => Assert.Contains($" {name}(", tests, StringComparison.Ordinal));
    }
}

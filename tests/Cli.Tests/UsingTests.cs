using System.Text.RegularExpressions;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The one rule of layout that neither the build nor the check of white space knows.</summary>
public sealed partial class UsingTests
{
    [Fact]
    public void Usings_stand_in_order_those_of_System_first()
    {
        var files = ((string[])["functions", "tests"])
            .SelectMany(folder => Directory.GetFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)).ToList();
        Assert.True(files.Count > 300, $"saw {files.Count} files");

        Assert.All(files, file =>
        {
            var names = Usings.Matches(File.ReadAllText(file)).Select(found => found.Groups["name"].Value).ToList();
            Assert.Equal(names.OrderBy(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal))
                .ThenBy(name => name, StringComparer.OrdinalIgnoreCase), names);
        });
    }

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    static partial Regex Usings { get; }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using FrontDoor.Tests;

namespace FrontDoor.Domain.Tests;

/// <summary>The house as docs/architecture.md draws it: what lies where, and who may use whom.</summary>
public sealed partial class StructureTests
{
    const int LongestLine = 140;

    static readonly Dictionary<string, string[]> References = new()
    {
        ["Domain"] = [],
        ["Lake"] = ["Domain"],
        ["Formats"] = ["Domain"],
        ["Storage"] = ["Domain", "Lake"],
        ["Alerting"] = ["Storage"],
        ["Ingestion"] = ["Alerting", "Formats"],
        ["Monitoring"] = ["Alerting"],
        ["Reporting"] = ["Alerting"],
        ["App"] = ["Ingestion", "Monitoring", "Reporting"],
        ["Local"] = ["Alerting"],
        ["Cli"] = ["Ingestion", "Local", "Monitoring", "Reporting"],
    };

    [Fact]
    public void No_folders_of_a_project_use_each_other_in_a_circle() =>
    Assert.All(SourceFolder.All.GroupBy(folder => folder.Project), project =>
    {
        var uses = project.ToDictionary(folder => folder, folder => project.Where(folder.Uses).ToList());
        var left = project.ToHashSet();
        while (left.RemoveWhere(folder => !uses[folder].Any(left.Contains)) > 0) continue; // those that use none of what is left
        Assert.True(left.Count == 0, $"These use each other in a circle: {string.Join("; ", left.Select(folder =>
            $"{folder.Path} uses {string.Join(", ", uses[folder].Where(left.Contains).Select(other => other.Path))}"))}");
    });

    [Fact]
    public void Projects_refer_one_way() => Assert.Equal(
        References.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}: {string.Join(", ", one.Value)}"),
        Directory.EnumerateFiles(Repository.Path("functions"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileNameWithoutExtension(file)}: "
            + $"{string.Join(", ", XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
                .Order(StringComparer.Ordinal))}"));

    [Fact]
    public void A_namespace_is_its_folder() => Assert.All(SourceFolder.All, folder => Assert.All(folder.Files, file =>
        Assert.All(Namespaces.Matches(File.ReadAllText(file))
        .Select(found => found.Groups["name"].Value), name => Assert.Equal(folder.Namespace, name))));

    [Fact]
    public void A_public_type_says_what_it_is()
    {
        var silent = SourceFolder.All.SelectMany(folder => folder.Files.SelectMany(file => PublicTypes.Matches(File.ReadAllText(file))))
            .GroupBy(found => found.Groups["name"].Value,
            found => found.Groups["before"].Value.Contains("/// <summary>", StringComparison.Ordinal))
            .Where(type => !type.Contains(true)).Select(type => type.Key);
        Assert.Equal([], silent);
    }

    [Fact]
    public void No_line_is_too_long_to_read() => Assert.Equal([],
        from file in SourceFolder.Sources("functions").Concat(SourceFolder.Sources("tests"))
        from line in WrittenLines(file)
        where line.Text.Length > LongestLine
        select $"{SourceFolder.Relative(file)}:{line.Number}");

    [Fact]
    public void No_type_lies_in_several_files() => Assert.Equal([],
        from folder in SourceFolder.All
        from type in folder.Files.SelectMany(file => Partial.Matches(File.ReadAllText(file)).Select(found => found.Groups["name"].Value))
        .GroupBy(name => name)
        where type.Count() > 1
        select $"{folder.Path}/{type.Key}");

    /// <summary>Without what cannot be broken: rows of a table in a text, and what a test sends or expects as it is.</summary>
    static IEnumerable<(int Number, string Text)> WrittenLines(string file)
    {
        var isTest = SourceFolder.Relative(file).StartsWith("tests/", StringComparison.Ordinal);
        var (number, isRaw) = (0, false);
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var marks = RawText.Count(line);
            var isData = (isRaw || marks > 0) && (isTest || line.TrimStart().StartsWith('|'));
            if (!isData) yield return (number, line);
            isRaw ^= marks % 2 == 1;
        }
    }

    [GeneratedRegex("\"\"\"+")]
    static partial Regex RawText { get; }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    static partial Regex Namespaces { get; }

    [GeneratedRegex(@"(?<before>(?:^[^\n]+\n)*)^public (?:\w+ )*?(?:class|struct|enum|interface|record struct|record) (?<name>\w+)",
        RegexOptions.Multiline)]
    static partial Regex PublicTypes { get; }

    [GeneratedRegex(@"^\s*(?:\w+ )*?partial (?:class|struct|record struct|record|interface) (?<name>\w+)", RegexOptions.Multiline)]
    static partial Regex Partial { get; }
}

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
            .Select(file => $"{Path.GetFileNameWithoutExtension(file)}: {string.Join(", ", XDocument.Load(file).Descendants("ProjectReference")
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
    public void The_lines_that_are_too_long_only_get_fewer() => Holds("long-lines.txt",
        from file in SourceFolder.Sources("functions").Concat(SourceFolder.Sources("tests"))
        let count = File.ReadLines(file).Count(line => line.Length > LongestLine)
        where count > 0
        select (SourceFolder.Relative(file), count));

    [Fact]
    public void The_types_that_lie_in_several_files_only_get_fewer() => Holds("types-in-several-files.txt",
        from folder in SourceFolder.All
        from type in folder.Files.SelectMany(file => Partial.Matches(File.ReadAllText(file)).Select(found => found.Groups["name"].Value))
        .GroupBy(name => name)
        where type.Count() > 1
        orderby folder.Path, type.Key
        select ($"{folder.Path}/{type.Key}", type.Count()));

    /// <summary>What is not yet as it should be, by name and count: no more than the list says. <c>ACCEPT=1</c> takes over what has become
    /// less.</summary>
    static void Holds(string list, IEnumerable<(string Name, int Count)> found)
    {
        var path = Repository.Path("tests", "Domain.Tests", "Structure", list);
        var now = found.ToDictionary(one => one.Name, one => one.Count);
        var listed = File.ReadLines(path).Select(line => line.Split(' '))
            .ToDictionary(line => line[0], line => int.Parse(line[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(now, one => Assert.True(one.Value <= listed.GetValueOrDefault(one.Key),
            $"{one.Key}: {one.Value}; the list allows {listed.GetValueOrDefault(one.Key)}"));
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
            File.WriteAllLines(path, now.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"));
        else Assert.All(listed, one => Assert.Equal(one.Value, now.GetValueOrDefault(one.Key))); // what became less stays less
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    static partial Regex Namespaces { get; }

    [GeneratedRegex(@"(?<before>(?:^[^\n]+\n)*)^public (?:\w+ )*?(?:class|struct|enum|interface|record struct|record) (?<name>\w+)",
        RegexOptions.Multiline)]
    static partial Regex PublicTypes { get; }

    [GeneratedRegex(@"^\s*(?:\w+ )*?partial (?:class|struct|record struct|record|interface) (?<name>\w+)", RegexOptions.Multiline)]
    static partial Regex Partial { get; }
}

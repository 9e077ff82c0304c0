using System.CommandLine;
using System.Text.RegularExpressions;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The documents name commands, files and folders that there are.</summary>
public sealed partial class DocumentTests
{
    static readonly IReadOnlyList<string> Documents =
    [
        .. Directory.GetFiles(Repository.Root, "*.md"),
        .. Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories),
        .. Directory.GetFiles(Repository.Path("samples"), "*.md"),
    ];

    static readonly IReadOnlyList<Command> Commands = [.. CommandLine.All().Subcommands];

    [Fact]
    public void The_table_of_commands_has_every_command_people_are_shown()
    {
        var table = TableRows().Matches(Section("## Commands")).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(table);
        Assert.Empty(table.Except(Commands.Select(command => command.Name)));
        Assert.Empty(Commands.Where(command => !command.Hidden).Select(command => command.Name).Except(table));
    }

    [Fact]
    public void Every_link_inside_the_repository_leads_somewhere()
    {
        var links = Documents.SelectMany(file => Links().Matches(File.ReadAllText(file))
            .Select(match => (File: file, To: match.Groups[1].Value.Split('#')[0])))
            .Where(link => link.To.Length > 0 && !link.To.Contains("://", StringComparison.Ordinal)).ToList();

        Assert.True(links.Count >= 5, $"saw {links.Count} links");
        Assert.All(links, link =>
            Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(link.File)!, link.To)),
            $"{Path.GetFileName(link.File)} links to {link.To}, which is not there"));
    }

    [Fact]
    public void Every_path_of_ours_a_document_names_is_there()
    {
        var paths = Documents.SelectMany(file => Paths().Matches(File.ReadAllText(file))
            .Select(match => (File: file, Path: match.Groups[1].Value))).ToList();

        Assert.True(paths.Count >= 10, $"saw {paths.Count} paths");
        Assert.All(paths, one =>
            Assert.True(Path.Exists(Repository.Path(one.Path.Split('/'))),
            $"{Path.GetFileName(one.File)} names {one.Path}, which is not there"));
    }

    static string Section(string heading)
    {
        var text = File.ReadAllText(Repository.Path("README.md"));
        var from = text.IndexOf(heading, StringComparison.Ordinal);
        var to = text.IndexOf("\n## ", from + 1, StringComparison.Ordinal);
        return text[from..(to < 0 ? text.Length : to)];
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRows();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`((?:functions|infra|tests|build|samples|docs)/[A-Za-z0-9_./-]*)`")]
    private static partial Regex Paths();
}

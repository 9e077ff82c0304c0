using System.Text.RegularExpressions;
using FrontDoor.Tests;

namespace FrontDoor.Domain.Tests;

/// <summary>One folder of a project, as its sources have it: one namespace, the types in it, and which other folders it uses.</summary>
sealed partial class SourceFolder(string path, IReadOnlyList<string> files)
{
    readonly string _code = string.Concat(files.Select(file => Literals.Replace(File.ReadAllText(file), " ")));

    /// <summary>From the repository's root, with slashes.</summary>
    public string Path { get; } = path;

    public IReadOnlyList<string> Files { get; } = files;

    public string Project => Path.Split('/')[1];

    /// <summary>The namespace its files must have.</summary>
    public string Namespace => $"FrontDoor.{string.Join('.', Path.Split('/').Skip(1))}";

    public IReadOnlyList<string> Types => [.. Declarations.Matches(_code).Select(found => found.Groups["name"].Value)];

    /// <summary>A type of another folder is seen through a using, by a part of its namespace, or, of a folder above, by its name
    /// alone.</summary>
    public bool Uses(SourceFolder other) => other != this
        && (Has($"using {other.Namespace};")
        || (other.Path.Count(letter => letter == '/') > 1 && Has($"{other.Namespace["FrontDoor.".Length..]}."))
            || (Namespace.StartsWith($"{other.Namespace}.", StringComparison.Ordinal)
            && other.Types.Any(type => Regex.IsMatch(_code, $@"^(?!using ).*\b{type}\b", RegexOptions.Multiline))));

    bool Has(string text) => Regex.IsMatch(_code, $@"(?<![\w.]){Regex.Escape(text)}");

    /// <summary>Every folder of sources below functions.</summary>
    public static IReadOnlyList<SourceFolder> All { get; } = [.. Sources("functions")
        .GroupBy(file => Relative(System.IO.Path.GetDirectoryName(file)!)).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new SourceFolder(group.Key, [.. group]))];

    /// <summary>Every source file of a top folder, without what a build makes.</summary>
    public static IEnumerable<string> Sources(string top) =>
        Directory.EnumerateFiles(Repository.Path(top), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Relative(string path) => System.IO.Path.GetRelativePath(Repository.Path("."), path).Replace('\\', '/');

    /// <summary>Comments and texts, of which no word is code.</summary>
    [GeneratedRegex(""" "{3,}.*?"{3,}|@"(?:""|[^"])*"|"(?:\\.|[^"\\\n])*"|//[^\n]* """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    static partial Regex Literals { get; }

    /// <summary>Types that stand on their own.</summary>
    [GeneratedRegex(@"^(?:\w+ )*?(?:class|struct|enum|interface|record struct|record) (?<name>\w+)", RegexOptions.Multiline)]
    static partial Regex Declarations { get; }
}

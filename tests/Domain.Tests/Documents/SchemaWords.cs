using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Tests;

/// <summary>What the comments of the C# types say, for the JSON Schemas.</summary>
static partial class SchemaWords
{
    static readonly Dictionary<string, XElement> s_members = XDocument.Load(
        Path.ChangeExtension(typeof(Contract).Assembly.Location, "xml")).Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    public static string? Of(Type type) => Summary($"T:{type.FullName}");

    public static string? Of(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    static string? Summary(string member) => s_members.GetValueOrDefault(member)?.Element("summary") is { } summary
        ? Blanks().Replace(string.Concat(summary.Nodes().Select(Text)).Trim(), " ") : null;

    /// <summary>A property that is referred to goes by its name in the document.</summary>
    static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => JsonNamingPolicy.CamelCase.ConvertName(((string)see.Attribute("cref")!).Split('.')[^1]),
        XElement element => element.Value,
        _ => node.ToString(),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

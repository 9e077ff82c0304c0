using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using FrontDoor.Domain.Documents;

namespace FrontDoor.Cli.Packages;

/// <summary>What the app is made of besides its own code: each NuGet package with its version, licence and hash.</summary>
static class BillOfMaterials
{
    public const string NotStated = "not stated";

    static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <param name="Licence">An SPDX expression, or the address of the licence's text.</param>
    /// <param name="Sha512">Of the package, in lower-case hex.</param>
    public sealed record Part(string Name, string Version, string Licence, string Sha512);

    /// <param name="dependencies">The .deps.json that the SDK publishes beside a program.</param>
    /// <param name="packages">The folder of NuGet's packages, whose .nuspec files have the licences.</param>
    public static IReadOnlyList<Part> Read(string dependencies, string packages)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(dependencies));
        return [.. json.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").ValueEquals("package"))
            .Select(library => (Id: library.Name.Split('/'), Hash: library.Value.GetProperty("sha512").GetString()!))
            .Select(library => new Part(library.Id[0], library.Id[1], Licence(packages, library.Id[0], library.Id[1]),
                Convert.ToHexStringLower(Convert.FromBase64String(library.Hash["sha512-".Length..]))))
            .OrderBy(part => part.Name, StringComparer.Ordinal)];
    }

    /// <summary>A software bill of materials in CycloneDX 1.6. It has no moment and no serial number: the same parts give the same
    /// bytes.</summary>
    public static byte[] CycloneDx(IEnumerable<Part> parts) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["version"] = 1,
        ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "application", ["name"] = "front-door-app" } },
        ["components"] = new JsonArray([.. parts.Select(part => (JsonNode)new JsonObject
        {
            ["type"] = "library",
            ["name"] = part.Name,
            ["version"] = part.Version,
            ["purl"] = $"pkg:nuget/{part.Name}@{part.Version}",
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = part.Sha512 }),
            ["licenses"] = new JsonArray(Uri.IsWellFormedUriString(part.Licence, UriKind.Absolute)
                ? new JsonObject { ["license"] = new JsonObject { ["name"] = "see its text", ["url"] = part.Licence } }
                : part.Licence == NotStated ? new JsonObject { ["license"] = new JsonObject { ["name"] = NotStated } }
                : new JsonObject { ["expression"] = part.Licence }),
        })]),
    }, s_json);

    /// <summary>The same as a table: package, version, licence.</summary>
    public static string Licences(IEnumerable<Part> parts) => string.Concat(parts
        .Select(part => CsvText.Line(part.Name, part.Version, part.Licence))
        .Prepend("package,version,licence").Select(line => $"{line}\n"));

    /// <summary>What the package's own description says of its licence.</summary>
    public static string Licence(string packages, string name, string version)
    {
        var (id, folder) = (name.ToLowerInvariant(), version.ToLowerInvariant());
        var file = Path.Combine(packages, id, folder, $"{id}.nuspec");
        if (!File.Exists(file)) return NotStated;
        var about = XDocument.Load(file).Root!.Elements().First(each => each.Name.LocalName == "metadata").Elements().ToList();
        var expression = about.FirstOrDefault(each => each.Name.LocalName == "license" && (string?)each.Attribute("type") == "expression");
        var address = about.FirstOrDefault(each => each.Name.LocalName == "licenseUrl");
        return (expression ?? address)?.Value.Trim() is { Length: > 0 } found ? found : NotStated;
    }
}

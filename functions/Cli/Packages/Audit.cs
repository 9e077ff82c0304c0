using System.Text.Json;
using System.Text.RegularExpressions;
using FrontDoor.Cli.Build;
using FrontDoor.Cli.Doctor;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Packages;

/// <summary>Looks at the packages of the lock files: known advisories, where a registry lists them, and licences.</summary>
static partial class Audit
{
    /// <summary>Licences that allow use and distribution on terms of notice only.</summary>
    static readonly HashSet<string> s_permissive =
        ["MIT", "Apache-2.0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0", "Unlicense", "Zlib", "MS-PL", "PostgreSQL"];

    /// <param name="registries">The service indexes of NuGet.</param>
    /// <param name="http">Asks them which services they have.</param>
    public static async Task<List<Finding>> Run(IReadOnlyList<Uri> registries, HttpClient http, CancellationToken cancel)
    {
        var found = new List<Finding>();
        if (await ListsAdvisories(registries, http, cancel))
        {
            var said = new List<string>();
            await DotNet.Audit(said.Add, cancel);
            found.AddRange(OfNuGet(said));
        }
        else found.Add(Finding.Wrong("NuGet packages were not compared with advisories: no registry here lists any",
            "run it where api.nuget.org, or a registry with the service VulnerabilityInfo, is reached"));
        var npm = new List<string>();
        await Child.Run("npm", ["audit", "--json", "--package-lock-only", "--loglevel=silent"], npm.Add, cancel);
        found.AddRange(OfNpm(string.Join('\n', npm)));
        found.AddRange(Licences(Locked(Root.Folder, DotNet.Packages)));
        return found;
    }

    /// <summary>What a restore with the audit on says: NU1901 to NU1904 name a package, its version, how severe, and the
    /// advisory.</summary>
    public static List<Finding> OfNuGet(IEnumerable<string> said)
    {
        List<Finding> found = [.. said.Select(line => Advisory.Match(line)).Where(match => match.Success).Select(match
            => match.Value).Distinct()
            .Select(text => Finding.Wrong(text, "take the version that the advisory names, in Directory.Packages.props; then dotnet "
            + "restore --force-evaluate"))];
        return found.Count > 0 ? found : [Finding.Ok("no NuGet package has a known advisory")];
    }

    /// <summary>The answer of npm audit.</summary>
    public static List<Finding> OfNpm(string answer)
    {
        var (start, end) = (answer.IndexOf('{', StringComparison.Ordinal), answer.LastIndexOf('}') + 1);
        using var json = JsonDocument.Parse(start < 0 ? "{}" : answer[start..end]); // without what npm says to people around it
        if (!json.RootElement.TryGetProperty("vulnerabilities", out var packages))
            return [Finding.Wrong("npm packages were not compared with advisories: the registry did not answer",
                "run it where registry.npmjs.org, or a registry that answers npm audit, is reached")];
        List<Finding> found = [.. packages.EnumerateObject().Select(package => Finding.Wrong(
            $"{package.Name} has a known advisory, {package.Value.GetProperty("severity").GetString()}",
                "see npm audit; then npm update"))];
        return found.Count > 0 ? found : [Finding.Ok("no npm package has a known advisory")];
    }

    /// <summary>One finding for all permissive licences, and one for each package with another.</summary>
    public static List<Finding> Licences(IEnumerable<(string Package, string Licence)> locked)
    {
        var all = locked.Distinct().ToList();
        var others = all.Where(one => !IsPermissive(one.Licence)).ToList();
        return [Finding.Ok($"{all.Count - others.Count} packages have a permissive licence"),
            .. others.Select(one => Finding.Soon($"{one.Package}: licence {one.Licence}", "read it, and decide whether it may be used"))];
    }

    static bool IsPermissive(string licence)
    {
        var all = Words.Split(licence.Trim('(', ')'));
        return licence.Contains(" OR ", StringComparison.Ordinal) ? all.Any(s_permissive.Contains) : all.All(s_permissive.Contains);
    }

    /// <summary>Every package of every lock file of the repository, with its licence.</summary>
    static IEnumerable<(string, string)> Locked(string root, string packages)
    {
        foreach (var file in new[] { "functions", "tests" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(root, folder), "packages.lock.json", SearchOption.AllDirectories)))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var package in json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(one
                => one.Value.EnumerateObject()))
                if (package.Value.TryGetProperty("resolved", out var version))
                    yield return ($"{package.Name} {version.GetString()}", BillOfMaterials.Licence(packages, package.Name,
                        version.GetString()!));
        }
        using var npm = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "package-lock.json")));
        foreach (var package in npm.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0))
            yield return ($"{package.Name.Split("node_modules/")[^1]} {package.Value.GetProperty("version").GetString()}",
                package.Value.TryGetProperty("license", out var licence) ? licence.GetString()! : BillOfMaterials.NotStated);
    }

    static async Task<bool> ListsAdvisories(IEnumerable<Uri> registries, HttpClient http, CancellationToken cancel)
    {
        foreach (var registry in registries)
            try
            {
                if ((await http.GetStringAsync(registry, cancel)).Contains("VulnerabilityInfo/", StringComparison.Ordinal)) return true;
            }
            catch (HttpRequestException)
            {
                continue; // not reached: the finding says that nothing was compared
            }
        return false;
    }

    [GeneratedRegex("Package '.*")]
    static partial Regex Advisory { get; }

    [GeneratedRegex(" (?:OR|AND) ")]
    static partial Regex Words { get; }
}

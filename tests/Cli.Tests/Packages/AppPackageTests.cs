using System.IO.Compression;
using System.Text.Json.Nodes;
using FrontDoor.Cli.Build;
using FrontDoor.Cli.Packages;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The zip that a function app is deployed from, made of the published app.</summary>
public sealed class AppPackageTests : IDisposable
{
    static readonly string s_app =
        Environment.GetEnvironmentVariable("FRONT_DOOR_APP") is { Length: > 0 } published ? published : Repository.Path("artifacts", "app");

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("package-");

    [Fact]
    public void The_same_app_gives_the_same_bytes_and_unpacked_it_is_what_was_published()
    {
        var (first, second) = (Write("first"), Write("second"));

        Assert.All(first.Zip(second), pair => Assert.Equal(File.ReadAllBytes(pair.First), File.ReadAllBytes(pair.Second)));
        var unpacked = Path.Combine(_folder.FullName, "unpacked");
        ZipFile.ExtractToDirectory(first[0], unpacked);
        Assert.Equal(Names(s_app), Names(unpacked));
        Assert.All(
            (string[])["host.json", "functions.metadata", "worker.config.json", Path.Combine(".azurefunctions", "function.deps.json")],
            name => Assert.Equal(File.ReadAllBytes(Path.Combine(s_app, name)), File.ReadAllBytes(Path.Combine(unpacked, name))));
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(Path.Combine(unpacked, "FrontDoor.App")).HasFlag(UnixFileMode.UserExecute));
        Assert.StartsWith(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(first[0]))),
            File.ReadAllText(first[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_package_is_named_with_its_version_licence_and_hash()
    {
        var written = Write("one");

        var parts = JsonNode.Parse(File.ReadAllBytes(written[2]))!["components"]!.AsArray();
        Assert.True(parts.Count > 30, $"{parts.Count} parts");
        Assert.All(parts, part => Assert.Equal(128, ((string)part!["hashes"]![0]!["content"]!).Length));
        Assert.Contains(parts, part => ((string)part!["purl"]!).StartsWith("pkg:nuget/Parquet.Net@", StringComparison.Ordinal)
            && (string?)part["licenses"]![0]!["expression"] == "MIT");
        var licences = File.ReadAllLines(written[3]);
        Assert.Equal("package,version,licence", licences[0]);
        Assert.Equal(parts.Count + 1, licences.Length);
        Assert.DoesNotContain(licences, line => line.EndsWith(",not stated", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    IReadOnlyList<string> Write(string name) => AppPackage.Write(s_app, DotNet.Packages, Path.Combine(_folder.FullName, name));

    static IEnumerable<string> Names(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal);
}

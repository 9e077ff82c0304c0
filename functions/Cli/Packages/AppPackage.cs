using System.IO.Compression;
using System.Security.Cryptography;

namespace FrontDoor.Cli.Packages;

/// <summary>The published app as the zip that a function app is deployed from. The same files give the same bytes.</summary>
static class AppPackage
{
    public const string Name = "front-door-app.zip";

    const int Readable = 0b110_100_100, Executable = 0b111_101_101, FileMode = 0x8000;

    static readonly DateTimeOffset s_earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // a zip knows none before

    /// <summary>Writes the zip, its SHA-256 and what it is made of into a folder; the paths of what was written.</summary>
    /// <param name="app">The published app.</param>
    /// <param name="packages">Where NuGet keeps the packages it was made of.</param>
    public static IReadOnlyList<string> Write(string app, string packages, string to)
    {
        Directory.CreateDirectory(to);
        var (zip, sum) = (Path.Combine(to, Name), Path.Combine(to, $"{Name}.sha256"));
        using (var file = File.Create(zip)) Zip(app, file);
        using (var file = File.OpenRead(zip))
            File.WriteAllText(sum, $"{Convert.ToHexStringLower(SHA256.HashData(file))}  {Name}\n");
        var (bill, licences) = (Path.Combine(to, "front-door-app.cdx.json"), Path.Combine(to, "front-door-app.licences.csv"));
        var parts = BillOfMaterials.Read(Path.Combine(app, "FrontDoor.App.deps.json"), packages);
        File.WriteAllBytes(bill, BillOfMaterials.CycloneDx(parts));
        File.WriteAllText(licences, BillOfMaterials.Licences(parts));
        return [zip, sum, bill, licences];
    }

    static void Zip(string folder, Stream to)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create);
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal))
        {
            var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
            entry.LastWriteTime = s_earliest;
            entry.ExternalAttributes = (FileMode | (path == "FrontDoor.App" ? Executable : Readable)) << 16;
            using var from = File.OpenRead(Path.Combine(folder, path));
            using var into = entry.Open();
            from.CopyTo(into);
        }
    }
}

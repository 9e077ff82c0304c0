using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>`evidence`: a folder for inspectors, the same bytes each time and without a child.</summary>
public sealed class EvidenceCommandTests : IDisposable
{
    static readonly string[] s_planted =
        ["Plantedname", "Verysecret", "Planted words", "ZZ99 3VZ", "PPN/19/0", "N0000001", "1 Planted Street", "14/02/2012", "2012-02-14",
        "planted-file"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-evidence-");

    string Lake => Path.Combine(_folder.FullName, "lake");

    [Fact]
    public async Task The_same_command_gives_the_same_bytes_wherever_it_runs_and_names_no_child()
    {
        var sent = await Fill();
        var (code, _, said) = await Evidence("first", "UTC", "one");
        Assert.True(code == 0, string.Join('\n', said));
        await Evidence("second", "Pacific/Auckland", "another");
        var (first, second) = (Files("first"), Files("second"));

        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, file => Assert.True(file.Value.SequenceEqual(second[file.Key]), file.Key));
        Assert.Superset(new HashSet<string> { "report.html", "report.parquet", "manifest.json", "scorecard.csv", "weeks.csv", "rules.csv",
            "files.csv", "figures.csv", "clocks.csv", "weeks-police-domestic-abuse-northshire-police-sharing.csv" },
            first.Keys.ToHashSet());
        foreach (var (name, bytes) in first)
            Assert.All(s_planted, planted => Assert.False(
                Encoding.Latin1.GetString(bytes).Contains(planted, StringComparison.OrdinalIgnoreCase), $"{name} has {planted}"));
        Assert.DoesNotContain(_folder.GetDirectories(), folder => folder.Name.EndsWith(".partial", StringComparison.Ordinal));

        using var manifest = JsonDocument.Parse(first["manifest.json"]);
        Assert.Equal(first.Where(file => file.Key != "manifest.json").Select(file => $"{file.Key} {Hash(file.Value)}"),
            manifest.RootElement.GetProperty("files").EnumerateArray()
                .Select(file => $"{file.GetProperty("name")} {file.GetProperty("sha256")}"));
        Assert.Equal("2019-02-01T00:00:00+00:00", manifest.RootElement.GetProperty("as_of").GetString());
        // the hash of the file that was sent, and when it was received
        Assert.Contains($",2019-01-08T06:30:00Z,given,{Hash(sent)},", Encoding.UTF8.GetString(first["files.csv"]),
            StringComparison.Ordinal);
        const string Contract = "police-domestic-abuse.json";
        Assert.Contains($"feeds/{Contract},{Hash(File.ReadAllBytes(Repository.Path("functions", "feeds", Contract)))}",
            Encoding.UTF8.GetString(first["rules.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_exists_is_not_written_over()
    {
        await Fill();
        await File.WriteAllTextAsync(Path.Combine(_folder.CreateSubdirectory("kept").FullName, "a.txt"), "kept");

        var (code, _, said) = await Evidence("kept", "UTC", "one");

        Assert.Equal(2, code);
        Assert.Contains("give another with --out DIR, or remove that one", string.Join('\n', said), StringComparison.Ordinal);
        Assert.Equal(["a.txt"], Files("kept").Keys);
    }

    [Theory]
    [InlineData("2019-02-01", "2019-01-01", "is after --to")]
    [InlineData("yesterday", "2019-01-01", "for instance --from 2019-01-28")]
    public async Task Days_that_are_none_are_explained(string from, string to, string expected)
    {
        var (code, _, said) = await Pipeline.Run("evidence", "--lake", Lake, "--from", from, "--to", to);

        Assert.Equal(2, code);
        Assert.Contains(expected, string.Join('\n', said), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Ingests one file; returns its bytes.</summary>
    async Task<byte[]> Fill()
    {
        var bytes = Some.Utf8(Some.PoliceFile(Enumerable.Range(1, 40).Select(number => Some.Ppn(number) with
        {
            From = number % 4 == 0 ? "01/01/2019 10:00" : "07/01/2019 20:30",
            To = "",
            Surname = "Plantedname",
            Forename = "Verysecret",
            Narrative = "Planted words",
            Address = "1 Planted Street",
        })));
        var into = _folder.CreateSubdirectory("in").CreateSubdirectory("police/northshire-police/domestic-abuse").FullName;
        await File.WriteAllBytesAsync(Path.Combine(into, "planted-file.csv"), bytes);
        var (code, _, said) = await Pipeline.Run("ingest", Path.Combine(_folder.FullName, "in"), "--lake", Lake, "--received",
            "2019-01-08T06:30:00Z");
        Assert.True(code == 0, string.Join('\n', said));
        return bytes;
    }

    Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Evidence(string name, string zone, string temporary)
    {
        var start = Pipeline.Start("evidence", "--lake", Lake, "--from", "2019-01-01", "--to", "2019-01-31",
            "--out", Path.Combine(_folder.FullName, name));
        start.Environment["TZ"] = zone;
        start.Environment["TMPDIR"] = _folder.CreateSubdirectory(temporary).FullName;
        return Pipeline.Run(start);
    }

    SortedDictionary<string, byte[]> Files(string name) => new(new DirectoryInfo(Path.Combine(_folder.FullName, name)).GetFiles()
        .ToDictionary(file => file.Name, file => File.ReadAllBytes(file.FullName)), StringComparer.Ordinal);

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

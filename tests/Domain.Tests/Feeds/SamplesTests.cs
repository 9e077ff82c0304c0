using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Tests;

/// <summary>The sample files are whole, of the bytes they claim, and invented. What comes out of them is tested where the engine
/// is.</summary>
public sealed class SamplesTests
{
    static readonly string Folder = Repository.Path("samples");

    static readonly IReadOnlyList<string> Files =
        [.. Directory.GetFiles(Folder, "*.csv", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    static JsonElement[] List(string name) => JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllText(Path.Combine(Folder, name)))!;

    static IEnumerable<string> Paths(JsonElement[] list) => list.Select(entry => entry.GetProperty("path").GetString()!);

    static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, "police", "northshire-police", "domestic-abuse", name));

    [Fact]
    public void Each_file_has_a_receipt_time_and_a_result_in_that_order()
    {
        var receipts = List("receipts.json");

        Assert.True(Files.Count >= 8);
        Assert.Equal(Files, Paths(receipts).Order(StringComparer.Ordinal));
        Assert.Equal(Paths(receipts), Paths(List("expected.json")));
        var times = receipts.Select(entry => entry.GetProperty("received_at").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void Each_file_lies_where_a_registered_sender_drops_it()
    {
        var contracts = Contracts.Shipped;
        foreach (var parts in Files.Select(path => path.Split('/')))
        {
            var feed = contracts.Find(new FeedId(parts[0], parts[2]));
            Assert.NotNull(feed?.FindSender(parts[1]));
        }
    }

    [Fact]
    public void Every_row_is_accounted_for_and_the_readme_says_the_same()
    {
        string[] counts = ["rows_in", "accepted", "rejected", "unchanged", "blank", "late"];
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        var sums = new int[counts.Length];
        foreach (var entry in List("expected.json"))
        {
            var row = counts.Select(count => entry.GetProperty(count).GetInt32()).ToArray();
            Assert.Equal(row[0], row[1] + row[2] + row[3] + row[4]);
            sums = [.. sums.Zip(row, (sum, count) => sum + count)];
            var name = Regex.Escape(Path.GetFileName(entry.GetProperty("path").GetString()!));
            Assert.Matches($"`{name}` \\|.*\\| {string.Join(" \\| ", row)} \\|", readme);
        }
        Assert.Contains($"together | {string.Join(" | ", sums)} |", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_file_is_in_windows_1252_with_carriage_returns()
    {
        var bytes = Bytes("NSP_PPN_20190105.csv");

        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        Assert.Equal(bytes.Count(b => b == '\n'), bytes.Count(b => b == '\r'));
        Assert.Contains((byte)0x92, bytes); // a typesetter's apostrophe
    }

    [Fact]
    public void The_resend_is_the_same_bytes_under_another_name()
    {
        Assert.Equal(Bytes("PPN_EXPORT_0002.csv"), Bytes("PPN_EXPORT_0002 (1).csv"));
    }

    [Fact]
    public void Nobody_in_the_samples_can_exist()
    {
        foreach (var text in Files.Select(path => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(Folder, path)))))
        {
            Assert.All(Regex.Matches(text, @"\b\d{3} ?\d{3} ?\d{4}\b")
                .Select(match => match.Value), number => Assert.StartsWith("999", number, StringComparison.Ordinal));
            Assert.All(Regex.Matches(text, @"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
                .Select(match => match.Value), postcode => Assert.Matches("^(NX\\d|ZZ99) ", postcode));
        }
    }
}

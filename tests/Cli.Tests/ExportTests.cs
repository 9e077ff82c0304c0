using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FrontDoor.Cli.Check;
using FrontDoor.Domain.Feeds;
using FrontDoor.Tests;
using NodaTime;

namespace FrontDoor.Cli.Tests;

/// <summary>What partners are given: schema, template, sample and page of each feed and edition.</summary>
public sealed partial class ExportTests : IDisposable
{
    static readonly IReadOnlyList<Feed> Feeds = [.. Contracts.Shipped.Feeds];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-");

    public static TheoryData<string> Names => [.. Feeds.Select(feed => feed.Id.ToString())];

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    static partial Regex Link { get; }

    /// <summary>The headings of a page, as links name them.</summary>
    static async Task<HashSet<string>> Headings(string page) => [.. (await File.ReadAllLinesAsync(page))
        .Where(line => line.StartsWith('#'))
        .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-')
            .Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))];

    static Feed Of(string name) => Feeds.Single(feed => feed.Id.ToString() == name);

    string At(string name) => Path.Combine(_folder.FullName, name);

    string Write(string name, byte[] content)
    {
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    [Fact]
    public async Task Every_sender_has_a_folder_with_five_files_a_feed_and_nothing_is_written_over_unasked()
    {
        var (code, output, _) = await Pipeline.Run("feeds", "--export", _folder.FullName);
        var concerns = _folder.GetFiles("concern.2018.md", SearchOption.AllDirectories).Single().FullName;
        await File.WriteAllTextAsync(concerns, "kept");
        var (again, _, said) = await Pipeline.Run("feeds", "--export", _folder.FullName);
        var kept = await File.ReadAllTextAsync(concerns);
        var (forced, _, _) = await Pipeline.Run("feeds", "education/concern", "--export", _folder.FullName, "--force");

        Assert.Equal((0, 2, 0), (code, again, forced));
        Assert.Equal(_folder.GetFiles("*", SearchOption.AllDirectories).Select(file => file.FullName).Order(), output.Order());
        Assert.Equal(Feeds.Sum(feed => feed.Contract.Senders.Count * feed.Editions.Count) * 5,
            output.Count(path => Path.GetFileName(path).Contains(".20", StringComparison.Ordinal)));
        Assert.Contains(said, line => line.Contains("nothing was written", StringComparison.Ordinal));
        Assert.Equal("kept", kept);
        Assert.StartsWith("## Education safeguarding concerns", await File.ReadAllTextAsync(concerns), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_link_of_a_pack_leads_to_a_file_or_heading_of_it()
    {
        await Pipeline.Run("feeds", "--export", _folder.FullName);

        var links = 0;
        foreach (var page in _folder.GetFiles("*.md", SearchOption.AllDirectories))
            foreach (Match link in Link.Matches(await File.ReadAllTextAsync(page.FullName)))
            {
                var (file, heading) = link.Groups[1].Value.Split('#') is [var name, var rest] ? (name, rest) : (link.Groups[1].Value, null);
                var target = file.Length == 0 ? page.FullName : Path.Combine(page.DirectoryName!, file);
                Assert.True(File.Exists(target), $"{page}: {link.Value}");
                if (heading is not null) Assert.Contains(heading, await Headings(target));
                links++;
            }
        Assert.True(links > 200, $"{links} links");
    }

    [Fact]
    public async Task An_Excel_template_as_it_is_written_is_a_nil_return()
    {
        await Pipeline.Run("feeds", "--export", _folder.FullName);

        var all = Feeds.ToDictionary(feed => feed.Id.ToString(), feed => Directory.GetFiles(_folder.FullName,
            $"{feed.Id.Name}.*.template.xlsx", SearchOption.AllDirectories).First(path => path.Contains($"{feed.Id.Agency}-")));
        foreach (var (name, template) in all.Where(one => Of(one.Key).Contract.Formats.Contains("xlsx")))
        {
            var (code, output, said) = await Pipeline.Run("check", name, template, "--strict", "--json");
            Assert.True(code == 0, string.Join('\n', [name, .. output, .. said]));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task The_sample_and_the_template_have_no_defect_at_all(string name)
    {
        var (sample, template) = (Write("sample.csv", FeedSample.File(Of(name))), Write("template.csv", FeedSample.Template(Of(name))));

        List<CheckedFile> said = [await Check(name, sample), await Check(name, template)];

        Assert.All(said, file => Assert.Equal(Verdict.Clean, file.Verdict));
        Assert.Equal([3, 0], said.Select(file => file.Receipt.GetProperty("accepted").GetInt32()));
        Assert.All(said, file => Assert.Empty(file.Receipt.GetProperty("defects").EnumerateArray()));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_template_is_one_line_that_a_spreadsheet_opens_well(string name)
    {
        var template = FeedSample.Template(Of(name));

        Assert.True(template.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        var text = Encoding.UTF8.GetString(template.AsSpan(3));
        Assert.Equal((1, true), (text.Count(letter => letter == '\n'), text.EndsWith("\r\n", StringComparison.Ordinal)));
        Assert.Equal(Of(name).OwnColumns.Count(), text.Split(',').Length);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task The_schema_takes_the_sample_and_every_example_and_spelling(string name)
    {
        var feed = Of(name);
        var first = Record(feed);
        List<JsonObject> records = [.. Enumerable.Range(0, 3)
            .Select(row => Record(feed, row)), [.. first.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())),
            KeyValuePair.Create<string, JsonNode?>("Not of the feed", "kept out")]];
        foreach (var column in feed.OwnColumns.Where(column => column.Example is not null))
            records.Add(With(first, column.Name, column.Example));
        foreach (var column in feed.OwnColumns)
            foreach (var spelling in feed.Codes[feed.Contract.PlaceOf(column.Name)]?.Labels ?? [])
                records.Add(With(first, column.Name, spelling));

        var misfits = await Misfits(feed, records);

        Assert.True(misfits.Count > 50);
        Assert.All(misfits, Assert.Null);
    }

    // feed, column, what stands there; each is a defect to the pipeline too
    [Theory]
    [InlineData("police/domestic-abuse", "PPN Reference", "")] // no key
    [InlineData("police/domestic-abuse", "Risk Level", "Purple")]
    [InlineData("police/domestic-abuse", "Incident Date From", "04/13/2019 25:10")]
    [InlineData("police/domestic-abuse", "PPN Version", "two")]
    [InlineData("police/domestic-abuse", "School URN", "99901")]
    [InlineData("health/safeguarding-referral", "NHS Number", "999 000")]
    [InlineData("health/safeguarding-referral", "Source", "9Z")]
    [InlineData("health/safeguarding-referral", "Org ODS", "R/")]
    [InlineData("education/concern", "UPN", "A00199")]
    [InlineData("education/concern", "Postcode", "ZZ99 3V?")]
    [InlineData("education/concern", "Concern Date", "")]
    [InlineData("education/concern", "Concern Time", "half past")]
    public async Task What_the_schema_refuses_has_a_defect(string name, string column, string value)
    {
        var feed = Of(name);
        var record = With(Record(feed), column, value);
        var csv = string.Join(',', record.Select(pair => Quoted(pair.Key))) + "\r\n"
            + string.Join(',', record.Select(pair => Quoted((string)pair.Value!))) + "\r\n";

        Assert.NotNull(Assert.Single(await Misfits(feed, [record])));
        var said = await Check(name, Write("odd.csv", Encoding.UTF8.GetBytes(csv)));
        Assert.True(said.Verdict > Verdict.Clean);
        Assert.Contains(said.Lines, line => line.Column == column);
    }

    [Fact]
    public async Task A_child_is_told_by_reference_or_by_name_and_a_key_must_be_there()
    {
        var police = Of("police/domestic-abuse");
        var full = Record(police);

        var misfits = await Misfits(police,
            [Without(full, "Child Reference"), Without(full, "Child Surname"), Without(Without(full, "Child Reference"), "Child Surname"),
                Without(full, "PPN Reference")]);

        Assert.Equal([true, true, false, false], misfits.Select(misfit => misfit is null));
    }

    static Task<CheckedFile> Check(string name, string file) => new CheckPlan(Of(name), Of(name).Contract.Senders[0].Id,
        Instant.FromUtc(2019, 2, 6, 9, 0), Contracts.Shipped)
    { LinesShown = 20, RejectTestNumbers = false }.Check(file, default);

    static JsonObject Record(Feed feed, int row = 0) =>
        [.. FeedSample.Row(feed, row).Select(cell => KeyValuePair.Create<string, JsonNode?>(cell.Name, cell.Value))];

    static JsonObject With(JsonObject record, string column, string? value)
    {
        var changed = record.DeepClone().AsObject();
        Assert.True(changed.ContainsKey(column));
        changed[column] = value;
        return changed;
    }

    static JsonObject Without(JsonObject record, string column)
    {
        var changed = record.DeepClone().AsObject();
        Assert.True(changed.Remove(column));
        return changed;
    }

    static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>What an independent validator says of each record; null where it fits.</summary>
    static async Task<List<string?>> Misfits(Feed feed, IEnumerable<JsonObject> records)
    {
        var asked = new JsonObject { ["schema"] = JsonNode.Parse(FeedSchema.Of(feed)), ["records"] = new JsonArray([.. records]) };
        using var node = new Process
        {
            StartInfo = new ProcessStartInfo("node", [Repository.Path("tests", "Cli.Tests", "validate.mjs")])
            {
                RedirectStandardInput =
            true,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            },
        };
        node.Start();
        await node.StandardInput.WriteAsync(asked.ToJsonString());
        node.StandardInput.Close();
        var faults = node.StandardError.ReadToEndAsync();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await faults);
        return [.. JsonNode.Parse(said)!.AsArray().Select(misfit => (string?)misfit)];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

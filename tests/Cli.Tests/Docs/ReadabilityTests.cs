using System.CommandLine;
using System.Globalization;
using FrontDoor.Cli.Answers;
using FrontDoor.Domain.Feeds;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>What people read has short sentences: an average under 16 words and none over 30. <c>hard-to-read.txt</c> lists the texts that
/// are not there yet: sentences that are too long, words that are riddles, and the average. Its numbers may only fall.</summary>
/// <remarks><c>ACCEPT=1</c> takes over what has become better.</remarks>
public sealed class ReadabilityTests : IDisposable
{
    const int MostWords = 30;
    const double MostAverage = 16;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-words-");

    [Fact]
    public async Task Sentences_are_short_and_have_no_riddles()
    {
        var texts = (await Texts()).ToDictionary(text => text.Name, text => Measure(text.Prose));
        Assert.True(texts.Count > 30, $"saw {texts.Count} texts");
        var path = Repository.Path("tests", "Cli.Tests", "Docs", "hard-to-read.txt");
        var listed = File.ReadLines(path).Select(line => line.Split(' ')).ToDictionary(line => line[0], line => new Hard(
            int.Parse(line[1], CultureInfo.InvariantCulture), int.Parse(line[2], CultureInfo.InvariantCulture),
            double.Parse(line[3], CultureInfo.InvariantCulture), ""));

        Assert.All(texts, text =>
        {
            var allowed = listed.GetValueOrDefault(text.Key) ?? new(0, 0, 0, "");
            Assert.True(text.Value.Long <= allowed.Long && text.Value.Riddles <= allowed.Riddles
                && (text.Value.Average < MostAverage || text.Value.Average <= allowed.Average),
                $"{text.Key}: {text.Value.Long} sentences are too long and {text.Value.Riddles} words are riddles, allowed are "
                + $"{allowed.Long} and {allowed.Riddles}; the average is {text.Value.Average} words.{text.Value.Shown}");
        });
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
            await File.WriteAllLinesAsync(path, texts.Where(text => !text.Value.IsReadable)
                .OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => string.Create(CultureInfo.InvariantCulture,
                    $"{text.Key} {text.Value.Long} {text.Value.Riddles} {text.Value.Average:0.0}")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    static Hard Measure(Prose prose) => new(prose.Over(MostWords).Count, prose.Riddles.Count,
        Math.Round(prose.Average, 1), string.Concat(prose.Over(MostWords).Concat(prose.Riddles).Select(found => $"\n  {found}")));

    async Task<IEnumerable<(string Name, Prose Prose)>> Texts()
    {
        var documents = ((string[])[.. Directory.GetFiles(Repository.Root, "*.md"), Repository.Path("samples", "README.md"),
            .. Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories)])
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Where(name => name != "CHANGELOG.md");
        var (code, _, said) = await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _folder.FullName,
            "--received", "2019-02-06T09:00:00Z");
        Assert.True(code == 0, string.Join('\n', said));
        foreach (var check in (string[])["overdue", "feed-health"])
        {
            (code, _, said) = await Pipeline.Run(check, "--lake", _folder.FullName, "--as-of", "2019-02-20T09:00:00Z");
            Assert.True(code == 0, string.Join('\n', said));
        }
        return [.. documents.Select(name => (name, Prose.Of(File.ReadAllText(Repository.Path(name.Split('/')))))),
            ("pipeline--help", Prose.Plain(Described(CommandLine.All()))),
            ("defects", Prose.Plain(Defects.All.SelectMany(defect => (string[])[defect.Meaning, defect.Advice]))),
            ("receipts", Prose.Plain(Directory.EnumerateFiles(_folder.FullName, "*.receipt.txt", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(Repository.Path("tests", "Golden"), "receipt.txt", SearchOption.AllDirectories))
                .SelectMany(File.ReadLines).Where(line => line.Contains(". ", StringComparison.Ordinal) || line.EndsWith('.')).Distinct())),
            ("alerts", Prose.Plain(Alerts())),
            ("weekly-summary", Prose.Plain(Said("docs/weekly-summary.md").Concat(Said("tests/Golden/week/messy.json"))))];
    }

    /// <summary>Lines of a file that are sentences, without their numbers and quotes.</summary>
    static IEnumerable<string> Said(string file) => File.ReadLines(Repository.Path(file.Split('/')))
        .Select(line => line.Replace("\\u0027", "'", StringComparison.Ordinal).Trim().TrimEnd(',').Trim('"'))
        .Where(line => line.EndsWith('.'));

    static IEnumerable<string> Described(Command command) =>
        new[] { command.Description }.Concat(command.Options.Select(option => option.Description))
            .Concat(command.Arguments.Select(argument => argument.Description)).OfType<string>()
            .Concat(command.Subcommands.SelectMany(Described)).Distinct();

    List<string> Alerts()
    {
        using var lake = LakeFolder.Open(_folder.FullName);
        using var answer = lake.Ask("select distinct text from notices", default);
        return [.. answer.Rows.Select(row => (string)row[0]!)];
    }

    /// <summary>What is wrong with a text.</summary>
    sealed record Hard(int Long, int Riddles, double Average, string Shown)
    {
        public bool IsReadable => Long == 0 && Riddles == 0 && Average < MostAverage;
    }
}

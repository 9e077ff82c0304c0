using System.Globalization;
using System.Text.RegularExpressions;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Commands;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>Every SQL text of the documents runs on a lake with rows in it, and those that count what is late count as `late` and `report`
/// do.</summary>
public sealed partial class QuestionTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-questions-");

    static readonly IReadOnlyList<(string File, string Sql)> Texts =
    [
        .. from file in Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories)
            .Append(Repository.Path("README.md"))
           from text in SqlTexts().Matches(File.ReadAllText(file))
           select (Path.GetFileName(file), text.Groups[1].Value),
        .. CommandLine.All().Subcommands.OfType<CliCommand>().SelectMany(verb => verb.Examples)
            .Select(example => ("--help", Asked().Match(example).Groups[1].Value)).Where(example => example.Value.Length > 0),
    ];

    [Fact]
    public async Task Every_question_of_the_documents_has_an_answer_that_agrees_with_late_and_report()
    {
        var (_, taken, said) = await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _folder.FullName, "--received",
            "2019-02-06T09:00:00Z");
        Assert.True(taken.Count > 5, string.Join('\n', said));
        var (_, late, _) = await Pipeline.Run("late", "--lake", _folder.FullName);
        var (_, report, _) = await Pipeline.Run("report", "--part", "scorecard", "--format", "csv", "--lake", _folder.FullName);
        var (listed, cancelled) = (Number(late[^1], @"^(\d+) late;"), Number(late[^1], @"(\d+) late but cancelled"));
        var scores = report.Skip(1).Select(line => line.Split(',')).ToList();
        int Scored(string column, string? clock) =>
            scores.Where(row => clock is null || row[Array.IndexOf(Header(report), "clock")] == clock)
            .Sum(row => int.Parse(row[Array.IndexOf(Header(report), column)], CultureInfo.InvariantCulture));

        using var lake = LakeFolder.Open(_folder.FullName);
        var answers = Texts.Select(text => (text.File, text.Sql, Rows: Ask(lake, text.Sql))).ToList();

        Assert.True(answers.Count > 20, $"saw {answers.Count} texts");
        Assert.True(answers.Count(answer => answer.Rows.Count > 0) > 10, "nearly all answers are empty");
        Assert.True(listed > 5);
        Assert.Equal(Scored("late", null) + Scored("overdue", null), listed + cancelled);
        var star = answers.Single(answer => answer.File == "power-bi.md").Rows;
        Assert.Equal(listed, star.Sum(row => (int)(long)row["late"]!));
        var byMonth = answers.First(
            answer => answer.File == "lake.md"
                && answer.Sql.Contains("as month, count(*) as notifications", StringComparison.Ordinal)).Rows;
        Assert.Equal((Scored("records", "sharing"), Scored("late", "sharing")), (byMonth.Sum(row => (int)(long)row["notifications"]!),
            byMonth.Sum(row => (int)(long)row["late"]!)));
        var contacts = Ask(lake, "select count(*) as late from current_timeliness l left join current_notifications n using "
            + "(notification_key) where l.status in ('late', 'overdue') and n.status is distinct from 'cancelled'");
        Assert.Equal(listed, (int)(long)contacts[0]["late"]!);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    static string[] Header(IReadOnlyList<string> report) => report[0].Split(',');

    static int Number(string line, string pattern) =>
        Regex.Match(line, pattern) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;

    static List<Dictionary<string, object?>> Ask(LakeFolder lake, string sql)
    {
        using var answer = lake.Ask(sql, default);
        return [.. answer.Rows.Select(row => answer.Columns.Zip(row).ToDictionary(cell => cell.First.Name, cell => cell.Second))];
    }

    [GeneratedRegex(@"```sql\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlTexts();

    [GeneratedRegex(@"\./pipeline query ""(.*)""")]
    private static partial Regex Asked();
}

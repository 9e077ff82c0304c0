using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>An operator lists what waits for a decision, and decides.</summary>
public sealed class CorrectionsCommandTests : IDisposable
{
    readonly DirectoryInfo _lake = Directory.CreateTempSubdirectory("front-door-loosened-");

    async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Run(params string[] arguments) =>
        await Pipeline.Run([.. arguments, "--lake", _lake.FullName]);

    async Task Drop(string name, string received, params Ppn[] rows)
    {
        var drops = _lake.CreateSubdirectory(name);
        var folder = Directory.CreateDirectory(Path.Combine(drops.FullName, "police", "northshire-police", "domestic-abuse"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.csv"), Some.PoliceFile(rows));
        Assert.Equal(0, (await Run("ingest", drops.FullName, "--received", received)).Code);
    }

    [Fact]
    public async Task What_waits_is_listed_and_each_is_accepted_or_refused_once()
    {
        var none = await Run("corrections");
        Assert.Equal((0, "No correction waits for a decision."), (none.Code, Assert.Single(none.Output)));
        await Drop("first", "2019-01-07T19:00:00Z", Some.Ppn(1), Some.Ppn(2));
        await Drop("second", "2019-01-07T20:00:00Z", Some.Ppn(1) with { Version = "2", Risk = "Standard" },
            Some.Ppn(2) with { Version = "2", Risk = "Standard" });

        var (code, output, said) = await Run("corrections");
        Assert.Equal((0, 5, "(2 rows)"), (code, output.Count, output[^1])); // header, rule, two rows, count
        Assert.Matches(@"^[0-9a-f]{32} +2  police/domestic-abuse  northshire-police  "
            + @"sharing  late    late      on_time          none               2019-01-07T20:00:00Z$", output[2]);
        Assert.Contains(said, line => line.StartsWith("Decide with: ./pipeline corrections accept KEY", StringComparison.Ordinal));

        var listed = JsonDocument.Parse(string.Concat((await Run("corrections", "--format", "json")).Output))
            .RootElement.EnumerateArray().ToList();
        Assert.Equal(["key", "version", "feed", "sender", "clock", "status", "severity", "proposed_status", "proposed_severity", "since"],
            listed[0].EnumerateObject().Select(member => member.Name));
        var keys = listed.Select(record => record.GetProperty("key").GetString()!).ToList();

        var accepted = await Run("corrections", "accept", keys[0], "--reason", "CANARYREASON", "--by", "MASH manager");
        Assert.Equal((0, $"accepted: version 2 of {keys[0]} is now on_time; before it was late (late)"), (accepted.Code,
            Assert.Single(accepted.Output)));
        var refused = await Run("corrections", "refuse", keys[1], "--reason", "CANARYREASON", "--version-seen", "2");
        Assert.Equal((0, $"refused: version 2 of {keys[1]} stays late (late), not on_time"), (refused.Code,
            Assert.Single(refused.Output)));
        var again = await Run("corrections", "accept", keys[0], "--reason", "CANARYREASON");
        Assert.Equal(0, again.Code);
        Assert.Matches(@"^accepted already, by MASH manager on [A-Z][a-z]{2} \d+ [A-Z][a-z]{2} 20\d\d \d\d:\d\d (GMT|"
            + @"BST); nothing was changed$",
            Assert.Single(again.Output));
        var other = await Run("corrections", "accept", keys[1], "--reason", "CANARYREASON");
        Assert.Equal(1, other.Code);
        Assert.Contains("was refused, by operator on", other.Said[0], StringComparison.Ordinal);

        Assert.Equal("No correction waits for a decision.", Assert.Single((await Run("corrections")).Output));
        Assert.Contains((await Run("late")).Output, line => line.StartsWith("1 late; 1 on time", StringComparison.Ordinal));
        Assert.All([accepted, refused, again, other],
            run => Assert.DoesNotContain(run.Output.Concat(run.Said), line => line.Contains("CANARYREASON", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("not a key", "accept", "123", "--reason", "why")]
    [InlineData("no record has the key", "refuse", "0123456789abcdef0123456789abcdef", "--reason", "why")]
    [InlineData("--reason is empty", "accept", "0123456789abcdef0123456789abcdef", "--reason", " ")]
    [InlineData("Option '--reason' is required", "accept", "0123456789abcdef0123456789abcdef")] // never without a reason
    public async Task A_decision_typed_wrongly_ends_with_2_and_says_what_was_expected(string found, params string[] typed)
    {
        var (code, output, said) = await Run(["corrections", .. typed]);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(found, said[0], StringComparison.Ordinal);
        Assert.Equal(3, said.Count);
    }

    public void Dispose() => _lake.Delete(recursive: true);
}

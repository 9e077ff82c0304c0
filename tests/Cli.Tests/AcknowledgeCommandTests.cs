using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>A duty manager lists what is open on a folder, and acknowledges and closes it.</summary>
public sealed class AcknowledgeCommandTests : IDisposable
{
    readonly DirectoryInfo _lake = Directory.CreateTempSubdirectory("front-door-attend-");

    async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Run(params string[] arguments) =>
        await Pipeline.Run([.. arguments, "--lake", _lake.FullName]);

    [Fact]
    public async Task What_is_open_is_listed_the_gravest_first_then_acknowledged_and_closed_once_each()
    {
        var none = await Run("alerts", "open");
        Assert.Equal((0, "No alert is open."), (none.Code, Assert.Single(none.Output)));
        var folder = _lake.CreateSubdirectory("drops").CreateSubdirectory("police").CreateSubdirectory("northshire-police")
            .CreateSubdirectory("domestic-abuse");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.csv"),
            Some.PoliceFile(Some.Ppn(1), Some.Ppn(2) with { From = "01/10/2018 10:00", To = "" }, Some.Ppn(3) with { Reference = "" }));
        Assert.Equal(0, (await Run("ingest", Path.Combine(_lake.FullName, "drops"), "--received", "2019-01-09T19:00:00Z")).Code);

        var listed = await Run("alerts", "open");
        Assert.Matches("^[0-9a-f]{8}  critical  late      police/domestic-abuse$", listed.Output[0]);
        Assert.StartsWith("          from northshire-police, took ", listed.Output[1], StringComparison.Ordinal);
        Assert.EndsWith("raised Wed 9 Jan 2019 19:00 GMT; no one has acknowledged it; it is not escalated, because it was over 7 days old "
            + "when it was sent",
            string.Join(' ', listed.Output.Skip(1).TakeWhile(line => line[0] == ' ').Select(line => line.Trim())));
        Assert.All(listed.Output, line => Assert.InRange(line.Length, 0, 80));
        Assert.Single(listed.Output, line => line.Contains("  serious   late ", StringComparison.Ordinal)); // the digest asks nobody to act
        Assert.Equal([listed.Output[0]], (await Run("alerts", "open", "--severity", "critical")).Output.Where(line => line[0] != ' '));
        Assert.Equal("No alert is open.", Assert.Single((await Run("alerts", "open", "--feed", "health/maternity")).Output));
        Assert.Equal("and 1 more: --limit 2", (await Run("alerts", "open", "--limit", "1")).Output[^1]);
        Assert.Equal(2, (await Run("alerts", "open", "--limit", "1", "--format", "csv")).Output.Count); // and the names of the columns
        var ids = JsonDocument.Parse(string.Concat((await Run("alerts", "open", "--format", "json")).Output)).RootElement.EnumerateArray()
            .Select(alert => alert.GetProperty("id").GetString()!).ToList();

        var acknowledged = await Run("alerts", "ack", ids[0], "--by", "duty manager", "--reason", "CANARYREASON");
        Assert.Matches($@"^acknowledged: {ids[0]}, \d+(\.\d)? h after it was raised, \d+(\.\d)? of them working hours$",
            Assert.Single(acknowledged.Output));
        var again = await Run("alerts", "ack", ids[0][..8], "--by", "somebody else", "--reason", "CANARYREASON"); // as an alert shows it
        Assert.Matches(@"^acknowledged already, by duty manager on [A-Z][a-z]{2} \d+ [A-Z][a-z]{2} 20\d\d \d\d:\d\d (GMT|"
            + @"BST), .*; nothing was changed$", Assert.Single(again.Output));
        var open = (await Run("alerts", "open")).Output;
        Assert.Matches($"^{ids[0][..8]}  ", open.Last(line => line[0] != ' ')); // acknowledged, so last
        Assert.Contains("; acknowledged ",
            string.Join(' ', open.SkipWhile(line => !line.StartsWith(ids[0][..8], StringComparison.Ordinal)).Select(line => line.Trim())),
                StringComparison.Ordinal);
        var closed = await Run("alerts", "close", ids[0], "--by", "duty manager", "--reason", "CANARYREASON");
        Assert.StartsWith($"closed: {ids[0]}, ", Assert.Single(closed.Output), StringComparison.Ordinal);
        Assert.StartsWith("closed already, by duty manager on",
            Assert.Single((await Run("alerts", "close", ids[0], "--by", "x", "--reason", "y")).Output), StringComparison.Ordinal);

        Assert.Single((await Run("alerts", "open")).Output, line => line[0] != ' ');
        Assert.Equal(["about", ids[0]],
            (await Run("query", "select about from notices where kind = 'resolved'", "--format", "csv")).Output);
        Assert.Contains((await Run("report")).Output, line => line.StartsWith("How long alerts waited", StringComparison.Ordinal));
        Assert.All([acknowledged, again, closed],
            run => Assert.DoesNotContain(run.Output.Concat(run.Said), line => line.Contains("CANARYREASON", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("not the id of an alert", "ack", "123", "--by", "r", "--reason", "why")]
    [InlineData("no alerts have an id that begins with 0123abcd", "ack", "0123ABCD", "--by", "r", "--reason", "why")]
    [InlineData("no alert with that id can be acknowledged", "close", "0123456789abcdef0123456789abcdef", "--by", "r", "--reason", "why")]
    [InlineData("--reason is empty", "ack", "0123456789abcdef0123456789abcdef", "--by", "r", "--reason", " ")]
    [InlineData("Option '--by' is required", "ack", "0123456789abcdef0123456789abcdef", "--reason", "why")]
    [InlineData("Option '--reason' is required", "close", "0123456789abcdef0123456789abcdef", "--by", "r")]
    public async Task What_is_typed_wrongly_ends_with_2_and_says_what_was_expected(string found, params string[] typed)
    {
        var (code, output, said) = await Run(["alerts", .. typed]);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(found, said[0], StringComparison.Ordinal);
        Assert.Equal(3, said.Count);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("ftp://app")]
    public async Task An_address_that_is_none_is_said_to_be_none(string app)
    {
        var (code, _, said) =
            await Run("alerts", "ack", "0123456789abcdef0123456789abcdef", "--app", app, "--by", "duty manager", "--reason", "Seen.");

        Assert.Equal(2, code);
        Assert.StartsWith($"error: {app} is not the address of an app, such as https://", said[0], StringComparison.Ordinal);
    }

    public void Dispose() => _lake.Delete(recursive: true);
}

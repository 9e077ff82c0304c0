using System.Text;
using System.Text.Json.Nodes;
using FrontDoor.Domain.Feeds;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary><c>check</c> tells a partner, and a partner's script, what ingest would do.</summary>
public sealed class CheckTests : IDisposable
{
    const string Police = "police/domestic-abuse";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("check-");

    string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    static string Sample => Encoding.UTF8.GetString(FeedSample.File(Contracts.Shipped.Find(FeedId.Parse(Police))!));

    static string Lines(int rows) =>
        "PPN Reference,Incident Date From,Child Reference,Risk Level\n"
        + string.Concat(Enumerable.Range(1, rows).Select(row => $"P{row},04/01/2019 20:30,N{row},Purple\n"));

    static async Task<(int Code, JsonNode Said)> Json(params string[] arguments)
    {
        var (code, output, said) = await Pipeline.Run(["check", Police, .. arguments, "--json"]);
        Assert.True(output.Count > 0, string.Join('\n', said));
        return (code, JsonNode.Parse(string.Join('\n', output))!);
    }

    // the file, more options, the exit code, the verdict
    [Theory]
    [InlineData("clean", "", 0, "clean")]
    [InlineData("warned", "", 0, "warnings")] // every row is taken: a script sends it
    [InlineData("warned", "--strict", 1, "warnings")]
    [InlineData("no key", "", 1, "rejected")]
    [InlineData("no header", "", 1, "refused")]
    public async Task The_exit_code_says_whether_to_send_the_file(string kind, string option, int code, string verdict)
    {
        var content = kind switch
        {
            "clean" => Sample,
            "warned" => Lines(1),
            "no key" =>
            Sample.Replace("PPN/19/000124", "", StringComparison.Ordinal),
            _ => "a,b\n1,2\n"
        };

        var (ended, said) = await Json([Write("a.csv", content), .. option.Length > 0 ? [option] : Array.Empty<string>()]);

        Assert.Equal((code, verdict), (ended, (string)said["verdict"]!));
    }

    [Fact]
    public async Task What_the_sender_must_know_first_stands_before_any_count()
    {
        var file = Write("us.csv", "PPN Reference,Incident Date To,Child Reference,Child DOB\nP1,2/3/2019 22:15,N1,2/14/2012\n");
        const string First = "Dates in Child DOB are written month first, as in the United States";

        var (_, said) = await Json(file, "--received", "2019-03-03T12:00:00Z");
        var (_, text, _) = await Pipeline.Run(["check", Police, file, "--received", "2019-03-03T12:00:00Z"]);

        Assert.StartsWith(First, (string)said["files"]![0]!["receipt"]!["headlines"]![0]!, StringComparison.Ordinal);
        Assert.Equal("warnings", (string)said["verdict"]!);
        var lines = text.ToList();
        Assert.InRange(lines.FindIndex(line => line.StartsWith(First, StringComparison.Ordinal)), 0,
            lines.FindIndex(line => line.EndsWith("1 row in", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_document_has_the_shape_that_is_documented()
    {
        var (_, said) = await Json(Write("a.csv", Lines(3)), "--received", "2019-01-05T07:00:00Z", "--limit", "2");

        Assert.Equal(["schema", "feed", "sender", "received_at", "assumes", "verdict", "files"], said.AsObject().Select(pair => pair.Key));
        Assert.Equal(("front-door-check/1", "northshire-police", "2019-01-05T07:00:00Z"), ((string)said["schema"]!, (string)said["sender"]!,
            (string)said["received_at"]!));
        var file = said["files"]![0]!.AsObject();
        Assert.Equal(["path", "verdict", "defects", "lines", "lines_left_out", "receipt"], file.Select(pair => pair.Key));
        Assert.Equal(["2|Risk Level|CODE_UNMAPPED|warning", "3|Risk Level|CODE_UNMAPPED|warning"],
            file["lines"]!.AsArray().Select(line => $"{line!["line"]}|{line["column"]}|{line["code"]}|{line["tier"]}"));
        Assert.Equal((int)file["defects"]! - 2, (int)file["lines_left_out"]!);
        // the true count
        Assert.Equal(3, (int)file["receipt"]!["defects"]!.AsArray()
            .Single(defect => (string)defect!["code"]! == "CODE_UNMAPPED")!["count"]!);
        // as of that moment, ten hours and a half after
        Assert.Equal((3, 3, "2018"), ((int)file["receipt"]!["accepted"]!, (int)file["receipt"]!["timeliness"]!["on_time"]!,
            (string)file["receipt"]!["edition"]!));
        var documented = File.ReadAllText(Repository.Path("docs", "check.md"));
        Assert.All(said.AsObject().Concat(file).Select(pair => pair.Key), key => Assert.Matches($@"[`.]{key}(\[\])?[`.]", documented));
    }

    [Fact]
    public async Task People_read_receipt_lines_and_counts()
    {
        var (_, output, _) = await Pipeline.Run("check", Police, Write("a.csv", Lines(3)), "--limit", "1");

        Assert.Contains(output, line => line.Contains("Every record counts as new", StringComparison.Ordinal));
        Assert.Contains("      3 accepted", output);
        Assert.Contains("  line 2: CODE_UNMAPPED in Risk Level", output);
        Assert.Single(output, line => line.Contains("Use one of the agreed codes", StringComparison.Ordinal)); // said once
        Assert.All(output, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(output, line => line.Contains("HDR_COLUMN_ABSENT", StringComparison.Ordinal)); // the receipt lists them
        Assert.DoesNotContain(output, line => line.StartsWith("  line 3: CODE", StringComparison.Ordinal));
        Assert.Contains(output, line => line.StartsWith("By line, the first 1 of ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repeat_and_a_file_cut_off_are_told_as_what_they_are()
    {
        const string Header = "PPN Reference,Incident Date From,Child Reference,Risk Level,Narrative\n";
        var repeat = Write("repeat.csv", Header + "P1,04/01/2019 20:30,N1,High,x\nP1,04/01/2019 20:30,N1,High,x\n");
        var cut = Write("cut.csv", Header + "P1,04/01/2019 20:30,N1,High,x\n,04/01/2019 20:30,N2,High,x\nP3,04/01/2019 20:30,N3,\"Hi");

        var (_, repeated, _) = await Pipeline.Run("check", Police, repeat);
        var (_, ended, _) = await Pipeline.Run("check", Police, cut);

        Assert.Contains(repeated, line => line.Trim() == "1 unchanged: it repeats an earlier line of this file (line 3)");
        var text = string.Join(' ', ended.Select(line => line.Trim()));
        Assert.Contains("1 other row was rejected too, listed below: correct it first.", text, StringComparison.Ordinal);
        Assert.Contains("The file ends in the middle of line 4: send the whole of it.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Look for a quote", text, StringComparison.Ordinal);
        Assert.Matches(@"By line, \d+ problems:", text);
    }

    [Fact]
    public async Task Without_a_header_it_says_which_columns_the_feed_needs()
    {
        var (_, said, _) = await Pipeline.Run("check", Police, Write("a.csv", "a,b\n1,2\n"));

        Assert.Contains("It needs PPN Reference, and one of ", string.Join(' ', said.Select(line => line.Trim())),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_reject_file_that_a_dry_run_does_not_write()
    {
        var (_, output, _) = await Pipeline.Run("check", Police, Write("a.csv", Lines(1) + ",04/01/2019 20:30,N9,High\n"));

        Assert.Contains("      1 rejected", output);
        Assert.Contains(output, line =>
            line.StartsWith("What to do: correct the row listed below and send it again by ", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.Contains("rejects.csv", StringComparison.Ordinal));
        Assert.Contains(output, line => line == "  line 3: ROW_KEY_MISSING in PPN Reference");
    }

    [Theory]
    [InlineData("late", "current_timeliness")]
    [InlineData("query|select count(*) from notifications", "notifications")]
    [InlineData("query|select count(*) from notifications|--as-of|2019-01-28", "notifications")]
    public async Task A_file_of_the_lake_that_cannot_be_read_is_named_with_what_to_do(string asked, string table)
    {
        var lake = Path.Combine(_folder.FullName, "store");
        Write("in/police/northshire-police/domestic-abuse/a.csv", Sample);
        await Pipeline.Run("ingest", Path.Combine(_folder.FullName, "in"), "--lake", lake, "--received", "2019-01-05T07:00:00Z");
        var damaged = Directory.GetFiles(Path.Combine(lake, "lake", table), "*.parquet", SearchOption.AllDirectories).Single();
        File.WriteAllText(damaged, "no Parquet at all, and longer than its shortest");

        var (code, _, said) = await Pipeline.Run([.. asked.Split('|'), "--lake", lake]);

        Assert.Equal(1, code);
        Assert.Equal($"error: {damaged} cannot be read: it is damaged, or not a Parquet file", said[0]);
        Assert.Contains(said, line => line.StartsWith("  next: copy that file again", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains("describe files", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_is_every_file_in_it_each_by_itself()
    {
        Write("out/a.csv", Sample);
        Write("out/deep/b.csv", Sample); // the same records: both new, for nothing is held
        Write("out/~$a.csv", "open in Excel");

        var (code, said) = await Json(Path.Combine(_folder.FullName, "out"));

        Assert.Equal(0, code);
        Assert.Equal(["a.csv|3", "b.csv|3"],
            said["files"]!.AsArray().Select(file => $"{Path.GetFileName((string)file!["path"]!)}|{file["receipt"]!["new"]}"));
    }

    [Fact]
    public async Task Where_several_send_the_feed_it_asks_who()
    {
        var housing = File.ReadAllText(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));
        var sender = housing[housing.IndexOf("{\n      \"id\"",
            StringComparison.Ordinal)..(housing.IndexOf("  ],\n  \"formats\"", StringComparison.Ordinal) - 1)];
        Write("ours/housing.json",
            housing.Replace(sender, sender + "," + sender.Replace("northshire-council", "eastshire-homes", StringComparison.Ordinal),
                StringComparison.Ordinal));
        string[] check = ["check", "council/housing-concern", Write("a.csv", "Case Number,Seen At\nH-1,03/04/2019 10:15\n"), "--contracts",
            Path.Combine(_folder.FullName, "ours")];

        var (asked, _, said) = await Pipeline.Run(check);
        var (told, output, _) = await Pipeline.Run([.. check, "--sender", "eastshire-homes"]);
        var (wrong, _, _) = await Pipeline.Run([.. check, "--sender", "somebody"]);

        Assert.Equal((2, 0, 2), (asked, told, wrong));
        Assert.Contains(said, line => line.Contains("northshire-council, eastshire-homes", StringComparison.Ordinal));
        Assert.Contains(output, line =>
            line.StartsWith("A dry run for council/housing-concern from eastshire-homes", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>Refused files and rejected rows are judged again after a change of rules: first as a rehearsal, then for real, by the receipt
/// time they had.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    const string Received = "2019-04-04T09:00:00Z", Header = "Case Number,Seen At,Concern,Child Surname,Child Forename,Child DOB,Updated";

    static readonly string[] OnlyRecords =
    [
        "select notification_key, record_version, change, first_received_at, as_of, line, category from notifications order by all",
        "select notification_key, record_version, clock, as_of, status, severity, elapsed_hours from timeliness order by all",
        "select notification_key, record_version, status from current_timeliness order by all",
    ];

    static readonly string s_contract = File.ReadAllText(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-");

    string Drops => _folder.CreateSubdirectory("drops").FullName;

    string Lake => Path.Combine(_folder.FullName, "lake");

    /// <summary>A folder with the contract; in the second, a case without a number needs no date of birth.</summary>
    string Contract(bool isSecond)
    {
        var folder = _folder.CreateSubdirectory(isSecond ? "second" : "first").FullName;
        File.WriteAllText(Path.Combine(folder, "housing.json"), s_contract.Replace("\"columns\": [\"Case Number\"]",
            "\"columns\": [\"Seen At\"], \"child\": \"Case Number\", \"orElse\": [\"Child Surname\"" + (isSecond ? "]"
                : ", \"Child DOB\"]"),
            StringComparison.Ordinal));
        return folder;
    }

    void Drop(string name, params string[] rows)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Drops, "council", "northshire-council", "housing-concern"));
        File.WriteAllText(Path.Combine(folder.FullName, name), Some.Lines([Header, .. rows]));
    }

    static string Row(string number, string seen, string surname, string concern = "Neglect") =>
        $"{number},{seen},{concern},{surname},Ada,14/02/2012,";

    static readonly string[] s_rows =
        [Row("H-1", "03/04/2019 10:15", "Testcase"), Row("H-2", "20/03/2019 09:00", "Example"), Row("H-3", "03/04/2019 12:00", "Sample")];

    Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Ingest(string lake, string? contract,
        string received = Received) =>
        Pipeline.Run(["ingest", Drops, "--lake", lake, "--received", received, .. contract is null ? [] : (string[])["--contracts",
            contract]]);

    Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Replay(string contract, params string[] more) =>
        Pipeline.Run(["replay", "--lake", Lake, "--contracts", contract, .. more]);

    static async Task<string> Query(string lake, string sql) =>
        string.Join('\n', (await Pipeline.Run("query", sql, "--lake", lake, "--format", "csv")).Output);

    [Fact]
    public async Task A_refused_file_is_accepted_as_if_its_contract_had_been_right()
    {
        Drop("first.csv", s_rows);
        var right = Path.Combine(_folder.FullName, "right");
        await Ingest(right, Contract(isSecond: false));
        CopyKey(right, Lake);
        Assert.Equal(1, (await Ingest(Lake, null)).Code);
        var before = Everything(Lake);

        var (code, output, said) = await Replay(Contract(isSecond: false));
        Assert.Equal(0, code);
        Assert.Contains(output, line => line.Contains("refused: ", StringComparison.Ordinal)
            && line.Contains("accepted with 3 rows", StringComparison.Ordinal));
        Assert.Contains(output, line => line.StartsWith("would be sent: Serious: council/housing-concern", StringComparison.Ordinal));
        Assert.Contains(output, line => line.StartsWith("late in ", StringComparison.Ordinal)
            && line.Contains("line 3", StringComparison.Ordinal));
        Assert.Equal("1 file judged again: 1 would change, 0 as before.", output[^1]);
        Assert.Contains(said, line => line.Contains("--apply", StringComparison.Ordinal));
        Assert.Equal(before, Everything(Lake));

        var (applied, done, _) = await Replay(Contract(isSecond: false), "--apply");
        Assert.Equal((0, "1 file judged again: 1 changed, 0 as before."), (applied, done[^1]));
        foreach (var sql in OnlyRecords) Assert.Equal(await Query(right, sql), await Query(Lake, sql));
        Assert.Equal(Alerts(right), Alerts(Lake));
        Assert.Equal("status,replaced\ncommitted,true\nrefused,false",
            await Query(Lake, "select status, replaces is not null as replaced from files order by 1"));
        var receipt = Assert.Single(Directory.GetFiles(Path.Combine(Lake, "receipts-council"), "*.receipt.json",
            SearchOption.AllDirectories)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!), one => (string)one["status"]! == "committed");
        Assert.Equal(Received, ((DateTimeOffset)receipt["received_at"]!).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        Assert.Contains("judged this file again", (string)receipt["headlines"]![0]!, StringComparison.Ordinal);

        var after = Everything(Lake);
        var (again, nothing, _) = await Replay(Contract(isSecond: false), "--apply");
        Assert.Equal((0, "0 files judged again: 0 changed, 0 as before."), (again, nothing[^1]));
        Assert.Equal(after, Everything(Lake));
        Assert.Equal(0, (await Pipeline.Run("lake", "verify", "--lake", Lake)).Code);
    }

    [Fact]
    public async Task Rejected_rows_are_accepted_and_what_was_accepted_before_is_not_touched()
    {
        // Two contents of one record in one file: the second is current, and stays so. A row between them is rejected.
        Drop("first.csv", Row("H-1", "03/04/2019 10:15", "Testcase"), ",20/03/2019 09:00,Neglect,Example,Ada,,",
            Row("H-1", "03/04/2019 10:15", "Testcase", "Overcrowding"), Row("", "", ""));
        Assert.Equal(0, (await Ingest(Lake, Contract(isSecond: false))).Code);
        const string Known = "select notification_key, record_version, as_of, change, category from notifications where line in (2, 4) "
            + "order by all";
        var before = await Query(Lake, Known);
        Assert.Equal(3, before.Split('\n').Length);

        var (missing, without, _) = await Replay(Contract(isSecond: true));
        Assert.Equal(1, missing);
        Assert.Contains(without, line => line.Contains("not here: give the folder it was in, with --landing DIR",
            StringComparison.Ordinal));

        var (code, output, _) = await Replay(Contract(isSecond: true), "--landing", Drops, "--apply");
        Assert.Equal((0, "1 file judged again: 1 changed, 0 as before."), (code, output[^1]));
        Assert.Contains(output, line => line.Contains("2 rows to correct", StringComparison.Ordinal)
            && line.Contains("1 row more accepted, 1 row to correct", StringComparison.Ordinal));
        Assert.Equal(before, await Query(Lake, Known));
        Assert.Equal("records,versions\n2,3", await Query(Lake, "select count(distinct notification_key) as records, count(*) as versions "
            + "from notifications"));
        Assert.Equal("status\nlate", await Query(Lake, "select status from current_timeliness where line = 3"));

        var (again, same, _) = await Replay(Contract(isSecond: true), "--landing", Drops, "--apply");
        Assert.Equal((0, "1 file judged again: 0 changed, 1 as before."), (again, same[^1]));
        Assert.Equal(0, (await Pipeline.Run("lake", "verify", "--lake", Lake)).Code);
    }

    [Fact]
    public async Task The_first_receipt_wins_where_the_sender_sent_the_file_again_meanwhile()
    {
        Drop("first.csv", Row("H-1", "03/04/2019 10:15", "Testcase"));
        Assert.Equal(1, (await Ingest(Lake, null)).Code);
        Drop("second.csv", Row("H-1", "03/04/2019 10:15", "Testcase"));
        File.Delete(Path.Combine(Drops, "council", "northshire-council", "housing-concern", "first.csv"));
        Assert.Equal(0, (await Ingest(Lake, Contract(isSecond: false), "2019-04-12T09:00:00Z")).Code);
        Assert.Equal("status\nlate", await Query(Lake, "select status from current_timeliness"));

        Assert.Equal(0, (await Replay(Contract(isSecond: false), "--apply", "--feed", "council/housing-concern")).Code);

        Assert.Equal("first_received_at\n2019-04-04T09:00:00Z", await Query(Lake, "select first_received_at from current_notifications"));
        Assert.Equal("status\non_time", await Query(Lake, "select status from current_timeliness"));
    }

    [Fact]
    public async Task Filters_choose_and_an_unknown_file_is_said()
    {
        Drop("first.csv", s_rows);
        Assert.Equal(1, (await Ingest(Lake, null)).Code);
        var json = JsonDocument.Parse(string.Concat((await Replay(Contract(isSecond: false), "--format", "json")).Output)).RootElement;
        var file = json[0].GetProperty("file").GetString()!;
        Assert.Equal(3, json[0].GetProperty("accepted").GetInt32());

        foreach (var filter in (string[][])[["--since", "2019-04-05"], ["--sender", "eastshire-council"], ["--feed", "council/visit"]])
            Assert.Equal("0 files judged again: 0 would change, 0 as before.", (await Replay(Contract(isSecond: false),
                filter)).Output[^1]);
        Assert.Equal("1 file judged again: 1 would change, 0 as before.",
            (await Replay(Contract(isSecond: false), "--file", file[..8], "--since", "2019-04-04")).Output[^1]);
        Assert.Equal(2, (await Replay(Contract(isSecond: false), "--file", "00000000")).Code);
    }

    [Fact]
    public async Task A_replay_killed_at_any_moment_and_run_again_ends_as_one_that_was_not()
    {
        for (var file = 0; file < 4; file++)
            Drop($"day {file}.csv", [.. Enumerable.Range(0, 200).Select(row => Row($"H-{100 * file + row}", "20/03/2019 09:00",
                $"Test{row}"))]);
        Assert.Equal(1, (await Ingest(Lake, null)).Code);
        var contract = Contract(isSecond: false);
        using var start = new Premises();
        FolderCopy.Make(Lake, start.Root);
        using var undisturbed = start.Copy();
        var watch = Stopwatch.StartNew();
        Assert.True(await Apply(undisturbed.Root, contract, null));
        var whole = watch.Elapsed;
        var expected = undisturbed.Dump();
        var random = new Random(StageSeeds.New());

        var killed = 0;
        for (var round = 0; round < Nightly.Of(1, 4) || killed == 0 && round < 8; round++)
        {
            using var at = start.Copy();
            for (var kill = 0; kill < 2; kill++)
                if (!await Apply(at.Root, contract, whole * (0.2 + (kill == 0 ? 0.7 : 0.3) * random.NextDouble()))) killed++;
                else if (kill == 0) whole *= 0.7; // it was faster than the first
            Assert.True(await Apply(at.Root, contract, null));
            Assert.Equal(expected, at.Dump());
            Assert.Equal(Alerts(undisturbed.Root), Alerts(at.Root));
            Assert.Empty(await at.Waiting());
        }
        Assert.True(killed > 0, "No run was killed: all were faster than the delays.");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    static Task<bool> Apply(string lake, string contract, TimeSpan? killedAfter) =>
        Pipeline.RunOrKill(killedAfter, "replay", "--lake", lake, "--contracts", contract, "--apply");

    static void CopyKey(string from, string to)
    {
        var key = Path.Combine(Containers.Restricted, "pseudonym.key");
        Directory.CreateDirectory(Path.Combine(to, Containers.Restricted));
        File.Copy(Path.Combine(from, key), Path.Combine(to, key));
    }

    /// <summary>The alerts about single records that were delivered: what they say, in order. Their ids are of their files.</summary>
    static List<string> Alerts(string lake) =>
        [.. Directory.GetFiles(Path.Combine(lake, Queues.LateReferrals)).Select(file
            => (string)JsonNode.Parse(File.ReadAllText(file))!["text"]!)
            .Order(StringComparer.Ordinal)];

    /// <summary>Every file with its content.</summary>
    static List<string> Everything(string lake) =>
        [.. Directory.GetFiles(lake, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(lake, file)} "
            + $"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")];
}

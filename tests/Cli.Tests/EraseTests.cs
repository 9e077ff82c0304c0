using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Erasures;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.State;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>One child is erased from everything: no byte of it is left, and every other child is as before.</summary>
public sealed class EraseTests : IDisposable
{
    // Ada of the samples, as the police, the hospital and the school know her.
    static readonly string[] s_numbers = ["N900001", "9990000018", "999 000 0018", "F001999919001"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("erase-");
    readonly Premises _at = new();

    string Landed => Path.Combine(_folder.FullName, "landed");

    [Fact]
    public async Task A_child_is_erased_from_every_place_and_the_others_are_as_before()
    {
        await IngestSamples();
        var keys = Ada();
        Assert.True(keys.Count >= 8, $"{keys.Count} keys and alerts");
        var others = Others(keys);
        Assert.True(others.Count > 200, $"{others.Count} rows");
        var (alerts, lines) = (Alerts().Count, Lines());
        Assert.NotEmpty(Found(keys));

        var counted = await Erase("--format", "csv");
        Assert.True(counted.Code == 0, string.Join('\n', counted.Said));
        Assert.NotEmpty(Found(keys)); // nothing was changed
        Assert.Equal(lines, Lines());
        var (code, output, said) = await Erase("--format", "csv", "--apply");

        Assert.True(code == 0, string.Join('\n', said));
        Assert.Contains("landing,5,5", output);
        Assert.Contains(said, line => line.EndsWith("those of landing too: the child was found in 0", StringComparison.Ordinal));
        Assert.DoesNotContain(output.Concat(said), line => s_numbers.Append("Testcase").Any(line.Contains));
        Assert.Empty(Found(keys));
        Assert.Equal(others, Others(keys));
        Assert.Equal(lines, Lines()); // of others each is where it was
        Assert.InRange(Alerts().Count, 1, alerts - 1);
        Assert.Equal(0, (await Pipeline.Run("lake", "verify", "--lake", _at.Root)).Code);
        Assert.Equal(2, (await Erase()).Code); // no one has that number now

        // Neither the same folder again nor a rebuild brings the child back.
        Assert.StartsWith("0 files", (await Ingest(Landed)).Output[^1], StringComparison.Ordinal);
        var after = Stored();
        await Rebuild(_at.Root);
        Assert.Empty(Found(keys));
        // An alert of an incident that went with the child is raised for the next child of the incident.
        Assert.Equal(others.Where(row => !row.StartsWith("notices|", StringComparison.Ordinal)),
            Others(keys).Where(row => !row.StartsWith("notices|", StringComparison.Ordinal)));
        Assert.Equal(after, Stored());
    }

    [Fact]
    public async Task Wherever_an_erasure_dies_the_next_run_ends_it()
    {
        await IngestSamples();
        var keys = Ada();
        using var undisturbed = _at.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await Run(undisturbed, counting);
        var expected = undisturbed.Dump();
        Assert.True(counting.Calls > 20, $"{counting.Calls} calls");

        var rounds = Nightly.Of(1, counting.Calls - 1);
        for (var round = 0; round < rounds; round++)
        {
            var call = 2 + (2 * round + 1) * (counting.Calls - 2) / (2 * rounds);
            using var at = _at.Copy();
            await Assert.ThrowsAsync<Died>(() => Run(at, new Dying(at.Store, call)));
            await Run(at, at.Store);
            Assert.True(expected.SequenceEqual(at.Dump()), $"dead at call {call} of {counting.Calls}");
            Assert.Empty(Found(keys, at.Root));
        }
    }

    [Fact]
    public async Task Killed_at_any_moment_the_command_is_run_again_and_ends_with_the_same_files()
    {
        Nightly.Only();
        await IngestSamples();
        var keys = Ada();
        var start = new DirectoryInfo(Path.Combine(_folder.FullName, "start"));
        FolderCopy.Make(Landed, Path.Combine(start.FullName, "landed"));
        FolderCopy.Make(_at.Root, Path.Combine(start.FullName, "root"));
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, (await Erase("--apply")).Code);
        var (whole, expected, files) = (watch.Elapsed, _at.Dump(), Contents(Landed));

        var (random, killed) = (new Random(StageSeeds.New()), 0);
        for (var round = 0; round < Nightly.Of(1, 20) || killed == 0 && round < 8; round++)
        {
            foreach (var folder in (string[])[Landed, _at.Root]) Directory.Delete(folder, recursive: true);
            FolderCopy.Make(Path.Combine(start.FullName, "landed"), Landed);
            FolderCopy.Make(Path.Combine(start.FullName, "root"), _at.Root);
            using var process = new Process { StartInfo = Pipeline.Start([.. Command("9990000018", "--apply"), "--lake", _at.Root]) };
            watch.Restart();
            process.Start();
            if (process.WaitForExit(whole * (0.3 + 0.6 * random.NextDouble()))) whole = watch.Elapsed;
            else
            {
                process.Kill(); // SIGKILL
                killed++;
            }
            await process.WaitForExitAsync();
            Assert.InRange((await Erase("--apply")).Code, 0, 2); // 2: the child is no longer found
            Assert.Empty(Found(keys));
            Assert.True(expected.SequenceEqual(_at.Dump()), $"round {round}");
            Assert.Equal(files, Contents(Landed));
        }
        Assert.True(killed > 0, "No run was killed: all were faster than the delays.");
    }

    [Fact]
    public async Task Other_children_are_as_before_after_an_erasure_and_after_a_rebuild()
    {
        var seed = StageSeeds.New();
        for (var round = 0; round < Nightly.Of(1, 6); round++)
        {
            using var at = new Premises();
            Directory.CreateDirectory(Landed);
            Directory.Delete(Landed, recursive: true);
            await Drop(new Random(seed + round), at.Root);
            var mine = at.AskRestricted("identities", "select distinct notification_key from {0} where sent_child_reference = 'K007'");
            Assert.InRange(mine.Count, 4, 20);
            List<string> before = Of(at, mine), late = at.Ask("select status, count(*) from current_timeliness group by 1 order by 1");
            Assert.True(late.Count > 1, string.Join(' ', late)); // late, and on time

            var erased = await Pipeline.Run([.. Command("K007", "--apply"), "--lake", at.Root]);
            Assert.True(erased.Code == 0, $"seed {seed + round}: {string.Join('\n', erased.Said)}");
            Assert.Equal(before, Of(at, mine));
            Assert.DoesNotContain("K007,", Contents(Landed).Values.Aggregate("", (all, one) => all + one), StringComparison.Ordinal);
            await Rebuild(at.Root);
            Assert.Equal(before, Of(at, mine));
            Assert.Equal(0, (await Pipeline.Run("lake", "verify", "--lake", at.Root)).Code);
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_rewritten_is_kept_for_a_person_and_removed_only_when_told_so()
    {
        var rows = new[] { Some.Ppn(1) with { Surname = "Brambleby", Forename = "Zoë" }, Some.Ppn(2) with { Surname = "Other" } };
        await DropPacked("both.csv.gz", rows);
        await DropPacked("alone.csv.gz", rows[..1].Select(row => row with { Reference = "PPN/19/000077" }));
        Assert.Equal(0, (await Ingest(Landed)).Code);
        var mine = _at.AskRestricted("identities", "select notification_key from {0} where sent_child_reference = 'N0000001'");
        var others = Of(_at, mine);

        var counted = await Erase("N0000001");
        Assert.Contains(counted.Said, line => line.EndsWith("gzip+csv, 1 rows of others: " + Premises.Police + "/both.csv.gz",
            StringComparison.Ordinal));
        var (code, _, said) = await Erase("N0000001", "--apply");
        Assert.Equal(1, code);
        Assert.Contains(said, line => line.StartsWith("error: the child is not erased everywhere", StringComparison.Ordinal));
        Assert.Equal(["both.csv.gz"], Directory.GetFiles(Landed, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Assert.Single(Reports("*.json"))))!;
        Assert.False((bool)report["is_complete"]!);
        Assert.Equal(1, (int)Assert.Single(report["not_erased"]!.AsArray())!["other_rows"]!);
        Assert.Equal(1, (await Pipeline.Run("lake", "rebuild", Landed, "--lake", _at.Root)).Code); // not before it is done

        (code, _, said) = await Erase("N0000001", "--apply", "--remove-whole-files");
        Assert.True(code == 0, string.Join('\n', said));
        Assert.Empty(Directory.GetFiles(Landed, "*", SearchOption.AllDirectories));
        Assert.Equal(others, Of(_at, mine));
        Assert.Equal(others, Of(_at, []));
        var text = await File.ReadAllTextAsync(Assert.Single(Reports("*.txt")));
        Assert.Contains("Complete: every byte was searched", text, StringComparison.Ordinal);
        foreach (var part in (string[])["N0000001", "Brambleby", "Zoë"]) Assert.DoesNotContain(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_a_person_wrote_without_the_child_stays_the_arrival_that_it_was()
    {
        Nightly.Only();
        Ppn[] rows = [Some.Ppn(1), Some.Ppn(2) with { Surname = "Other", Born = "03/05/2011" }];
        await DropPacked("both.csv.gz", rows);
        var file = Assert.Single(Directory.GetFiles(Landed, "*.gz", SearchOption.AllDirectories));
        Assert.Equal(0, (await Pipeline.Run("ingest", Landed, "--lake", _at.Root, "--received", "2019-01-20T09:00:00Z")).Code);
        var mine = _at.AskRestricted("identities", "select notification_key from {0} where sent_child_reference = 'N0000001'");
        var others = Of(_at, mine);
        Assert.Equal(1, (await Erase("N0000001", "--apply")).Code);

        File.Delete(file);
        await DropPacked("both.csv.gz", rows[1..], ",,,,,,,,,,,,,,,,");
        var (code, _, said) = await Erase("N0000001", "--apply");
        Assert.True(code is 0 or 2, string.Join('\n', said));
        Assert.Contains(said, line => line.EndsWith("the child was found in 0", StringComparison.Ordinal));
        await Rebuild(_at.Root);
        Assert.Equal(others, Of(_at, mine));
    }

    [Fact]
    public async Task A_copy_from_before_is_not_taken_and_the_same_file_sent_again_is_a_new_receipt_of_the_child()
    {
        Nightly.Only();
        await IngestSamples("education");
        var file = Directory.GetFiles(Landed, "*.csv", SearchOption.AllDirectories).First(path =>
            File.ReadAllText(path).Contains("F001999919001", StringComparison.Ordinal));
        var (copy, time) = (await File.ReadAllBytesAsync(file), File.GetLastWriteTimeUtc(file));
        Assert.Equal(0, (await Erase("F001999919001", "--apply")).Code);
        Assert.Equal(time, File.GetLastWriteTimeUtc(file));
        Assert.Equal(copy.Length, new FileInfo(file).Length);

        await File.WriteAllBytesAsync(file, copy);
        File.SetLastWriteTimeUtc(file, time); // as a backup brings it back
        var (code, _, said) = await Ingest(Landed);
        Assert.Equal(1, code);
        Assert.Contains(said, line => line.Contains("it is as it was before a child was erased from it", StringComparison.Ordinal));
        Assert.Equal(2, (await Erase("F001999919001")).Code);

        File.SetLastWriteTimeUtc(file, time.AddDays(30)); // as its sender sends it again
        Assert.Equal(0, (await Ingest(Landed)).Code);
        Assert.Equal(["1"], _at.Ask($"select count(*) from current_notifications where first_received_at > '{time.AddDays(29):O}'"));
    }

    [Fact]
    public async Task A_number_of_several_children_and_one_of_none_erase_nothing()
    {
        Nightly.Only();
        await IngestSamples("police");
        var before = _at.Dump();
        var (code, _, said) = await Erase("PPN/19/000201", "--apply");
        Assert.Equal(2, code);
        Assert.Contains("children have that number", said[0], StringComparison.Ordinal);
        Assert.Equal(2, (await Erase("N12345", "--apply")).Code);
        Assert.Equal(before, _at.Dump());
    }

    [Fact]
    public async Task Children_of_one_name_and_birthday_whom_their_numbers_tell_apart_are_not_erased_for_each_other()
    {
        const string Header = "Org ODS,Site ODS,Referral Id,NHS Number,Surname,Forename,DOB,EDD,Sex,Postcode,GP Practice Code,Attendance "
            + "DateTime,Referral Created,Referral Sent,Source,Concern Category,Narrative,Status,Updated";
        static string Row(int id, string number) => $"ZZ9,ZZ901,SG-{id},{number},Testcase,Ada,2012-02-14,,F,NX1 1AA,V81999,"
            + "2019-01-21 14:20:00,2019-01-21 16:05:00,2019-01-21 16:30:00,3E,Domestic Abuse,Invented.,New,2019-01-21 16:30:00";
        var folder = Directory.CreateDirectory(Path.Combine(Landed, Premises.Health)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "two.csv"), Some.Lines([Header, Row(1, "9990000018"), Row(2, "9990000026")]));
        await Ingest(Landed);
        var before = _at.Dump();

        var (code, _, said) = await Erase("--apply");

        Assert.Equal(2, code);
        Assert.StartsWith("error: 2 children have that number", said[0], StringComparison.Ordinal);
        Assert.Equal(before, _at.Dump());
    }

    [Fact]
    public async Task A_child_under_a_legal_hold_is_not_erased_until_it_is_released()
    {
        await IngestSamples("health", "education");
        Assert.StartsWith("held: ", (await Erase("--hold")).Output[^1], StringComparison.Ordinal);
        Assert.StartsWith("held already, ", (await Erase("F001999919001", "--hold")).Output[^1], StringComparison.Ordinal);
        var before = _at.Dump();
        var (code, _, said) = await Erase("--apply");
        Assert.Equal(1, code);
        Assert.Contains("the child is under a legal hold", said[0], StringComparison.Ordinal);
        Assert.Equal(before, _at.Dump());

        var keys = Ada();
        Assert.StartsWith("released: ", (await Erase("--release")).Output[^1], StringComparison.Ordinal);
        Assert.Equal(0, (await Erase("--apply")).Code);
        Assert.Empty(Found(keys));
    }

    public void Dispose()
    {
        _at.Dispose();
        _folder.Delete(recursive: true);
    }

    async Task IngestSamples(params string[] only)
    {
        foreach (var agency in only.Length > 0 ? only : ["police", "health", "education"])
            FolderCopy.Make(Repository.Path("samples", agency), Path.Combine(Landed, agency));
        var (code, _, said) = await Ingest(Landed);
        Assert.True(code is 0 or 3, string.Join('\n', said));
    }

    Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Ingest(string folder) =>
        Pipeline.Run("ingest", folder, "--lake", _at.Root);

    Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Erase(params string[] more) =>
        Pipeline.Run([.. Command(more), "--lake", _at.Root]);

    string[] Command(params string[] more) => ["erase", .. more.Length > 0 && more[0][0] != '-' ? more : ["9990000018", .. more],
        "--landing", Landed, "--by", "data protection officer", "--reason", "Request."];

    /// <summary>Three batches with given receipts of one force. Of one file only the child K007 shows that the month stands first; others
    /// write its reference in their text.</summary>
    async Task Drop(Random random, string root)
    {
        var number = 0;
        string[] received = ["2019-01-05T09:00:00Z", "2019-01-20T09:00:00Z", "2019-02-06T09:00:00Z"];
        for (var batch = 0; batch < received.Length; batch++)
        {
            var day = 4 + 7 * batch;
            var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName,
                $"batch-{Path.GetFileName(Path.GetDirectoryName(root))}-{batch}", Premises.Police)).FullName;
            foreach (var name in (string[])["a.csv", "b.csv"])
                await File.WriteAllTextAsync(Path.Combine(folder, $"{batch}{name}"), Some.PoliceFile(Enumerable.Range(0, 12)
                    .Select(row => Row(row == 5 ? 7 : random.Next(40)) with
                    {
                        From = $"{day - random.Next(3):00}/01/2019 20:30",
                        To = "",
                    })));
            if (batch == 1) await File.WriteAllTextAsync(Path.Combine(folder, "month-first.csv"), Some.PoliceFile([
                Row(7) with { From = "01/18/2019 20:30", To = "" }, Row(8) with { From = "01/10/2019 20:30", To = "" },
                Row(9) with { From = "01/12/2019 20:30", To = "" }]));
            var dropped = folder[..^(Premises.Police.Length + 1)];
            FolderCopy.Make(dropped, Landed);
            var (code, _, said) = await Pipeline.Run("ingest", dropped, "--lake", root, "--received", received[batch]);
            Assert.True(code is 0 or 3, string.Join('\n', said));
        }

        Ppn Row(int child) => Some.Ppn(++number) with
        {
            Child = $"K{child:000}",
            Surname = $"Testcase{(char)('a' + child % 26)}",
            Forename = $"Ada{(char)('a' + child / 26)}",
            Born = $"{1 + child % 28:00}/05/2012",
            Risk = random.Next(2) == 0 ? "High" : "Standard",
            Narrative = child == 7 ? "Two\r\nlines, \"quoted\"." : random.Next(3) == 0 ? "Not K007; see AK0071" : "Invented.",
        };
    }

    async Task DropPacked(string name, IEnumerable<Ppn> rows, params string[] before)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Landed, Premises.Police)).FullName;
        await using var file = new GZipStream(File.Create(Path.Combine(folder, name)), CompressionLevel.Fastest);
        await file.WriteAsync(Some.Utf8(Some.Lines([Ppn.Header, .. before, .. rows.Select(row => $"{row}")])));
    }

    static List<string> Of(Premises at, List<string> erased) => [.. at.Ask(["select * from current_notifications order by all",
        "select * from current_timeliness order by all", "select * from notifications order by all",
        "select * from timeliness order by all"]).SelectMany(rows => rows)
        .Concat(at.AskRestricted("identities", "select * from {0} order by all")).Where(row => !erased.Any(row.Contains))];

    string[] Reports(string pattern) => Directory.GetFiles(Path.Combine(_at.Root, Containers.Restricted, "erasure-reports"), pattern);

    static Dictionary<string, string> Contents(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, path => Encoding.Latin1.GetString(File.ReadAllBytes(path)) + File.GetLastWriteTimeUtc(path).Ticks);

    /// <summary>As the command does it, on a store that may die.</summary>
    static async Task Run(Premises at, IStore store)
    {
        var (ingest, pseudonyms, parts) = at.Parts(store);
        var options = parts with { EngineMemoryMb = 256 };
        var erase = new EraseChild(store, Contracts.Shipped, pseudonyms, new LakeVerifier(store, ingest.Commits.Lake, options), options);
        var (path, document) = await erase.Unfinished(default) ?? await erase.Begin(new Erasure
        {
            At = Some.Morning(0),
            By = "b",
            Reason = "r",
            Terms = await erase.With((await erase.Find("9990000018", default)).Terms!, [], default),
        }, default);
        await erase.Sweep(document.Terms!, apply: true, path, removesWhole: false, default);
        await erase.End(path, document, default);
    }

    async Task Rebuild(string root)
    {
        foreach (var container in (string[])["lake", "state"]) Directory.Delete(Path.Combine(root, container), recursive: true);
        foreach (var folder in (string[])["files", "identities"])
            Directory.Delete(Path.Combine(root, Containers.Restricted, folder), recursive: true);
        var (code, _, said) = await Pipeline.Run("lake", "rebuild", Landed, "--lake", root);
        Assert.True(code == 0, string.Join('\n', said));
        Assert.DoesNotContain(said, line => line.Contains("no receipt", StringComparison.Ordinal));
    }

    /// <summary>What became of each file, and its hash.</summary>
    List<string> Stored() => [.. _at.Ask("select file_id, received_at, received_basis, bytes, status, rows_in, accepted, rejected, "
        + "unchanged, blank, late from files order by all"), .. _at.AskRestricted("files", "select * from {0} order by all")];

    /// <summary>Her records' keys, her own, and the ids of the alerts about her.</summary>
    List<string> Ada()
    {
        const string Columns = "unnest([child_key, upn_key, reference_key, demographic_key])";
        // Without a number the police once gave only her name.
        var first = _at.AskRestricted("identities", "select distinct notification_key from {0} t "
            + $"where regexp_matches(t::varchar, '{string.Join('|', s_numbers)}|Testcase.*\\bAda\\b')");
        var records = string.Join(", ", first.Select(key => $"'{key}'"));
        return [.. first, .. _at.Ask($"select distinct k from (select {Columns} as k from notifications where notification_key in "
                + $"({records})) where k is not null"),
            .. _at.Ask($"select notice_id from notices where subject_key in ({records})")];
    }

    List<string> Others(List<string> keys)
    {
        // The counts of her files change; see docs/decisions/0032-erasure.md.
        return [.. _at.Dump().Where(row => !row.StartsWith("files|", StringComparison.Ordinal)
            && !row.StartsWith("rejects|", StringComparison.Ordinal) && !row.StartsWith("restricted files", StringComparison.Ordinal)
            && !keys.Any(row.Contains))];
    }

    int Lines() => Directory.GetFiles(Landed, "*.csv", SearchOption.AllDirectories).Sum(file => File.ReadAllLines(file).Length);

    List<string> Alerts() => [.. Directory.GetFiles(Path.Combine(_at.Root, Queues.LateReferrals))];

    /// <summary>The files of folder and landing that have her anywhere: in their bytes, their names, or a value of a table.</summary>
    List<string> Found(List<string> keys, string? root = null)
    {
        string[] all = [.. keys, .. s_numbers];
        var found = new List<string>();
        using var scratch = Scratch.Open(Path.Combine(_folder.FullName, "scratch"));
        using var engine = new Engine(new EngineOptions(scratch.Folder, 64));
        using var connection = engine.Open();
        string[] folders = root is null ? [_at.Root, Landed] : [root];
        foreach (var file in folders.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)))
        {
            var text = file + Encoding.Latin1.GetString(File.ReadAllBytes(file));
            if (file.EndsWith(".parquet", StringComparison.Ordinal))
            {
                using var rows = connection.Run($"SELECT COLUMNS(*)::VARCHAR FROM {Sql.Parquet([file])}");
                text += string.Join('\n', rows.Rows.Select(row => string.Join('|', row)));
                text += text.Replace("-", "", StringComparison.Ordinal);
            }
            if (all.Any(text.Contains)) found.Add(file);
        }
        return found;
    }
}

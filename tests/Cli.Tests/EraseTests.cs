using System.Text;
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
        await Rebuild();
        Assert.Empty(Found(keys));
        Assert.Equal(others, Others(keys));
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
    public async Task A_number_of_several_children_and_one_of_none_erase_nothing()
    {
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
        Pipeline.Run(["erase", .. more.Length > 0 && more[0][0] != '-' ? more : ["9990000018", .. more], "--landing", Landed, "--lake",
            _at.Root, "--by", "data protection officer", "--reason", "Request."]);

    /// <summary>As the command does it, on a store that may die.</summary>
    static async Task Run(Premises at, IStore store)
    {
        var (ingest, pseudonyms, parts) = at.Parts(store);
        var options = parts with { EngineMemoryMb = 256 };
        var erase = new EraseChild(store, Contracts.Shipped, pseudonyms, new LakeVerifier(store, ingest.Commits.Lake, options), options);
        var (path, document) = await erase.Unfinished(default) ?? await erase.Begin(new Erasure
        {
            At = Some.Morning(0), By = "b", Reason = "r",
            Terms = await erase.With((await erase.Find("9990000018", default)).Terms!, [], default),
        }, default);
        await erase.Sweep(document.Terms!, apply: true, path, removesWhole: false, default);
        await erase.End(path, document, default);
    }

    async Task Rebuild()
    {
        foreach (var container in (string[])["lake", "state"]) Directory.Delete(Path.Combine(_at.Root, container), recursive: true);
        foreach (var folder in (string[])["files", "identities"])
            Directory.Delete(Path.Combine(_at.Root, Containers.Restricted, folder), recursive: true);
        var (code, _, said) = await Pipeline.Run("lake", "rebuild", Landed, "--lake", _at.Root);
        Assert.True(code == 0, string.Join('\n', said));
        Assert.DoesNotContain(said, line => line.Contains("no receipt", StringComparison.Ordinal));
    }

    /// <summary>What became of each file, and its hash.</summary>
    List<string> Stored() => [.. _at.Ask("select file_id, received_at, received_basis, bytes, status, rows_in, accepted, rejected, "
        + "unchanged, blank from files order by all"), .. _at.AskRestricted("files", "select * from {0} order by all")];

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

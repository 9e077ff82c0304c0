using System.Diagnostics;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The lake and the state are lost, and made anew from the files that came: every table has the same rows, and no alert is sent
/// again.</summary>
public sealed class RebuildTests : IDisposable
{
    static readonly (string Agency, string Received)[] s_batches =
        [("police", "2019-02-06T09:00:00Z"), ("health", "2019-02-06T10:30:00Z"), ("education", "2019-02-07T08:15:00Z")];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rebuild-");
    readonly Premises _at = new();

    string Landed => _folder.CreateSubdirectory("landed").FullName;

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the modified times of the files were lost too: their ids are others
    public async Task Lake_and_state_are_made_anew_from_landing_with_the_same_rows(bool haveTimes)
    {
        if (!haveTimes) Nightly.Only();
        foreach (var (agency, received) in s_batches)
        {
            var batch = Path.Combine(_folder.FullName, agency);
            FolderCopy.Make(Repository.Path("samples", agency), Path.Combine(batch, agency));
            FolderCopy.Make(Path.Combine(batch, agency), Path.Combine(Landed, agency));
            await Pipeline.Run("ingest", batch, "--lake", _at.Root, "--received", received);
        }
        await Check();
        var (before, alerts) = (Rows(), Alerts());
        Assert.True(before.Count > 200 && alerts.Count > 10, $"{before.Count} rows, {alerts.Count} alerts");

        foreach (var container in (string[])["lake", "state"]) Directory.Delete(Path.Combine(_at.Root, container), recursive: true);
        foreach (var folder in Directory.GetDirectories(Path.Combine(_at.Root, Containers.Restricted))) Directory.Delete(folder,
            recursive: true);
        if (!haveTimes)
            foreach (var file in Directory.GetFiles(Landed, "*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(file, new(2020, 1,
                1));

        var (code, output, said) = await Pipeline.Run("lake", "rebuild", Landed, "--lake", _at.Root);
        Assert.True(code == 0, string.Join('\n', said));
        Assert.DoesNotContain(said, line => line.Contains("no receipt", StringComparison.Ordinal));
        await Check();
        Assert.Equal(before, Rows());
        if (haveTimes) Assert.Equal(alerts, Alerts());
        Assert.Equal(0, (await Pipeline.Run("lake", "verify", "--lake", _at.Root)).Code);

        List<string> Rows() => haveTimes ? _at.Dump() : [.. _at.Ask([
            "select notification_key, record_version, change, first_received_at, as_of, risk_grade from notifications order by all",
            "select notification_key, record_version, clock, as_of, status, severity, elapsed_hours, due_at from timeliness order by all",
            "select feed, sender, received_at, received_basis, status, refusal, rows_in, accepted, rejected, late from files order by all",
            "select * from feed_health order by all"]).SelectMany(rows => rows)];
    }

    [Fact]
    public async Task A_rebuild_killed_and_run_again_ends_as_one_that_was_not()
    {
        FolderCopy.Make(Repository.Path("samples", "police"), Path.Combine(Landed, "police"));
        await Pipeline.Run("ingest", Landed, "--lake", _at.Root, "--received", "2019-02-06T09:00:00Z");
        var before = _at.Dump();
        foreach (var container in (string[])["lake", "state"]) Directory.Delete(Path.Combine(_at.Root, container), recursive: true);

        var start = Pipeline.Start("lake", "rebuild", Landed, "--lake", _at.Root);
        using (var killed = new Process { StartInfo = start })
        {
            killed.Start();
            while (await killed.StandardOutput.ReadLineAsync() is { } line)
                if (line.StartsWith("committed", StringComparison.Ordinal)) break;
            killed.Kill(); // SIGKILL, after its first file
            await killed.WaitForExitAsync();
        }
        var (code, output, said) = await Pipeline.Run("lake", "rebuild", Landed, "--lake", _at.Root);

        Assert.True(code == 0, string.Join('\n', said));
        Assert.Contains(output, line => line.StartsWith("already processed", StringComparison.Ordinal));
        Assert.Equal(before, _at.Dump());
    }

    [Fact]
    public async Task A_rebuild_touches_no_lake_that_is_there_and_makes_no_key()
    {
        FolderCopy.Make(Repository.Path("samples", "police"), Path.Combine(Landed, "police"));
        var (code, _, said) = await Pipeline.Run("lake", "rebuild", Landed, "--lake", _at.Root);
        Assert.Equal(1, code);
        Assert.Contains(said, line => line.Contains("pseudonym.key is not there", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(_at.Root, Containers.Restricted, "pseudonym.key")));

        await Pipeline.Run("ingest", Landed, "--lake", _at.Root, "--received", "2019-02-06T09:00:00Z");
        var before = _at.Dump();
        (code, _, said) = await Pipeline.Run("lake", "rebuild", Landed, "--lake", _at.Root);

        Assert.Equal(1, code);
        Assert.Contains(said, line => line.Contains("is not empty", StringComparison.Ordinal));
        Assert.Equal(before, _at.Dump());
    }

    public void Dispose()
    {
        _at.Dispose();
        _folder.Delete(recursive: true);
    }

    async Task Check()
    {
        foreach (var command in (string[])["overdue", "feed-health"])
            Assert.Equal(0, (await Pipeline.Run(command, "--lake", _at.Root, "--as-of", "2019-03-01T12:00:00Z")).Code);
    }

    List<string> Alerts() => [.. Directory.GetFiles(Path.Combine(_at.Root,
        Queues.LateReferrals)).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
}

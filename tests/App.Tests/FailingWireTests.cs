using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using FrontDoor.App.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>Blob storage whose wire fails, met by the client that is really used and by its own tries.</summary>
/// <remarks>Usually a few requests fail, with STORE_FAULTS=all each in every way.</remarks>
[Collection(nameof(Azurite))]
public sealed class FailingWireTests(Azurite azurite, ITestOutputHelper output) : IDisposable
{
    const int Usual = 3, RowsAFile = 3;

    readonly Premises _at = new();
    readonly BlobStore _store = Account.Store(azurite);

    [Theory]
    [InlineData(Broken.AnswerOnce)]
    [InlineData(Broken.AnswerForGood)]
    [InlineData(Broken.RequestOnce)]
    [InlineData(Broken.RequestForGood)]
    public async Task Whatever_is_lost_on_the_wire_each_operation_is_done_or_can_be_done_again(Broken broken)
    {
        for (var request = 1; request <= 2; request++) // staging and publishing make two
        {
            var path = $"wire/{broken}-{request}";
            await Do(request, store => store.Write(Containers.Lake, path, Bytes("written"), default));
            Assert.Equal("written", await Content(path));

            var tag = (await _store.Read(Containers.Lake, path, default))!.Tag;
            // refused for itself, perhaps; never undone
            await Do(request, store => store.TryWrite(Containers.Lake, path, Bytes("on condition"), tag, default));
            Assert.Equal("on condition", await Content(path));
            await Do(request, store => store.TryWrite(Containers.Lake, path + "-new", Bytes("new"), null, default));
            Assert.Equal("new", await Content(path + "-new"));

            await Do(request, async store =>
                Assert.Equal("new", Encoding.UTF8.GetString((await store.Read(Containers.Lake, path + "-new", default))!.Content.Span)));
            await Do(request, async store =>
            {
                var listed = new List<string>();
                await foreach (var item in store.List(Containers.Lake, "wire/", default)) listed.Add(item.Path);
                Assert.Contains(path, listed);
            });

            var local = Path.GetTempFileName();
            await File.WriteAllTextAsync(local, "staged");
            await Do(request, store => store.Stage(Containers.Lake, path, "attempt", local, default));
            Assert.Equal("on condition", await Content(path));
            await Do(request, store => store.Publish(Containers.Lake, path, "attempt", default));
            Assert.Equal("staged", await Content(path));
            File.Delete(local);

            await Do(request, store => store.Delete(Containers.Lake, path, default));
            Assert.Null(await _store.Read(Containers.Lake, path, default));
        }

        async Task Do(int request, Func<BlobStore, Task> what)
        {
            var wire = new FailingWire(broken, request);
            var fault = await Xunit.Record.ExceptionAsync(() => what(Account.Store(azurite, wire)));
            Assert.Equal(broken is Broken.AnswerForGood or Broken.RequestForGood && wire.Requests >= request, fault is not null);
            if (fault is not null) await what(_store);
        }
    }

    [Fact]
    public async Task However_the_wire_fails_a_file_is_dealt_with_once_and_wholly()
    {
        static bool IsCommit(Request request) => request.Method == RequestMethod.Put
            && request.Uri.Path.EndsWith("/manifest.json", StringComparison.Ordinal);
        var counting = new FailingWire(Broken.RequestOnce, 0);
        await _at.Open(Account.Store(azurite, counting)).Run(NewFile(0), default);
        Assert.True(counting.Requests > 25, $"{counting.Requests} requests");

        List<FailingWire> wires = [new(Broken.AnswerOnce, 1, IsCommit), new(Broken.AnswerForGood, 1, IsCommit),
            .. Chosen(counting.Requests)];
        using var undisturbed = new Premises();
        for (var number = 1; number <= wires.Count; number++)
        {
            var file = NewFile(number);
            await undisturbed.Take(file);
            if (await Xunit.Record.ExceptionAsync(() => _at.Open(Account.Store(azurite, wires[number - 1])).Run(file, default)) is not null)
                await _at.Open(_store).Run(file, default); // the message comes again

            var fileId = _at.Ingest.Commits.FileId(file.Agency, file.Path, file.Version);
            Assert.Equal(Expected(undisturbed, fileId), await Found(fileId));
            Assert.Equal(ArrivalStatus.Published, (await new Ledger(_store).Find(fileId, default))!.Status);
        }

        foreach (var id in await undisturbed.Waiting()) Assert.NotNull(await new AlertStore(_store).FindWaiting(id, default));
        var all = _at.File(Some.PoliceFile(Enumerable.Range(0, wires.Count + 1).SelectMany(Rows)), 100, "wire all.csv");
        Assert.Equal((wires.Count + 1) * RowsAFile, (await _at.Open(_store).Run(all, default)).Unchanged); // nothing of the index is lost
        await _at.Open(_store).Run(NewFile(999), default);
        Assert.Equal(await Named(), await IndexFiles()); // and nothing lies about
    }

    public void Dispose() => _at.Dispose();

    LandedFile NewFile(int number) =>
        _at.File(Some.PoliceFile([.. Rows(number), Some.Ppn(1) with { Reference = "" }]), 60 + number / 100.0, $"wire {number}.csv");

    static IEnumerable<Ppn> Rows(int number) =>
        Enumerable.Range(700_000 + number * RowsAFile, RowsAFile).Select(Some.Ppn)
        .Select((row, place) => place > 0 ? row : row with { From = "01/12/2018 10:00", To = "" });

    IEnumerable<FailingWire> Chosen(int requests)
    {
        var ways = Enum.GetValues<Broken>().SelectMany(broken => Enumerable.Range(1, requests).Select(request => (broken, request)))
            .ToList();
        var random = new Random(StageSeeds.New());
        if (Environment.GetEnvironmentVariable("STORE_FAULTS") != "all") ways = [.. ways.OrderBy(_ => random.Next()).Take(Usual)];
        output.WriteLine(string.Join(", ", ways));
        return ways.Select(way => new FailingWire(way.broken, way.request));
    }

    /// <summary>Whatever bears the id of this file, where somebody sees it.</summary>
    static List<string> Expected(Premises at, string fileId) => [.. Directory.GetFiles(at.Root, "*", SearchOption.AllDirectories)
        .Select(file => (Path: Path.GetRelativePath(at.Root, file).Replace('\\', '/'), File: file))
        .Where(one => !one.Path.StartsWith(Containers.State, StringComparison.Ordinal)
        && !one.Path.Contains("/.", StringComparison.Ordinal) && one.Path.Contains(fileId[..8], StringComparison.Ordinal))
        .Select(one => $"{one.Path} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(one.File)))}")
        .Order(StringComparer.Ordinal)];

    async Task<List<string>> Found(string fileId)
    {
        var found = new List<string>();
        foreach (var container in (string[])[Containers.Lake, Containers.Restricted, Containers.Quarantine, Containers.Receipts("police")])
            await foreach (var item in _store.List(container, "", default))
                if (item.Path.Contains(fileId[..8], StringComparison.Ordinal))
                    found.Add($"{container}/{item.Path} "
                        + $"{Convert.ToHexStringLower(SHA256.HashData((await _store.Read(container, item.Path, default))!.Content.Span))}");
        return [.. found.Order(StringComparer.Ordinal)];
    }

    static ManifestFile Manifest(IStore store) => new(store, "police", "domestic-abuse", "northshire-police");

    async Task<List<string>> Named() =>
        [.. (await Manifest(_store).Read(default)).Manifest.IndexFiles.Select(file => Manifest(_store).IndexPath(file.Name))
        .Order(StringComparer.Ordinal)];

    async Task<List<string>> IndexFiles()
    {
        var files = new List<string>();
        await foreach (var item in _store.List(Containers.State, Manifest(_store).Folder, default))
            if (item.Path.EndsWith(ManifestFile.IndexEnding, StringComparison.Ordinal)) files.Add(item.Path);
        return [.. files.Order(StringComparer.Ordinal)];
    }

    static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    async Task<string> Content(string path) => Encoding.UTF8.GetString((await _store.Read(Containers.Lake, path, default))!.Content.Span);
}

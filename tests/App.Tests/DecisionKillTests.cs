using FrontDoor.App.Storage;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Monitoring;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>A decision on a correction, made on blobs by a process that dies.</summary>
[Collection(nameof(Azurite))]
public sealed class DecisionKillTests(Azurite azurite) : IDisposable
{
    const int AtMost = 30;

    readonly Premises _at = new();
    readonly BlobStore _store = Account.Store(azurite);

    [Fact]
    public async Task Wherever_a_decision_dies_the_next_try_ends_it_and_it_is_on_record_once()
    {
        Ppn[] first = [.. Enumerable.Range(1, AtMost).Select(at => Some.Ppn(880_000 + at))];
        await _at.Open(_store).Run(_at.File(Some.PoliceFile(first), 60, "decided-1.csv"), default);
        var before = (await Waiting()).ToHashSet();
        await _at.Open(_store).Run(
            _at.File(Some.PoliceFile(first.Select(row => row with { Version = "2", Risk = "Standard" })), 61, "decided-2.csv"), default);
        var keys = (await Waiting()).Except(before).ToArray();
        Assert.Equal(AtMost, keys.Length);

        var deaths = 0;
        while (await Dies(keys[deaths], deaths + 1))
        {
            if (deaths % 3 == 0) await Sweep();
            Assert.True(await Decide(_store, keys[deaths]) is CorrectionDecisionResult.Now or CorrectionDecisionResult.Before);
            deaths++;
        }

        Assert.True(deaths > 5, $"{deaths} deaths");
        await Sweep();
        Assert.Equal(keys[(deaths + 1)..], (await Waiting()).Except(before)); // the longest waiting first, then by key
        var made = new List<string>();
        await foreach (var item in _store.List(Containers.Restricted, "decisions/", default))
            made.Add(System.Text.Json.JsonDocument.Parse(
                (await _store.Read(Containers.Restricted, item.Path, default))!.Content).RootElement.GetProperty("notification_key")
                    .GetString()!);
        Assert.Equal(keys[..(deaths + 1)].Order(), made.Intersect(keys).Order());
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    public void Dispose() => _at.Dispose();

    async Task<bool> Dies(string key, int atCall)
    {
        try
        {
            Assert.IsType<CorrectionDecisionResult.Now>(await Decide(new Dying(_store, atCall), key));
            return false;
        }
        catch (Died)
        {
            return true;
        }
    }

    Task<CorrectionDecisionResult> Decide(IStore store, string key) =>
        On(store).Decide(new CorrectionChoice(key, IsAccepted: true, "The log says so.", "duty manager"), Some.Morning(70.4), default);

    async Task<IEnumerable<string>> Waiting() => (await On(_store).List(default)).Select(record => record.NotificationKey);

    PendingCorrections On(IStore store)
    {
        var (ingest, keys, options) = _at.Parts(store);
        return new PendingCorrections(store, ingest.Commits, _at.Contracts, keys, options);
    }

    Task<int> Sweep() => new RecoverLostFiles(_store, _at.Open(_store).Commits, _at.Clock).FinishCommitted(DateTimeOffset.MaxValue,
        default);
}

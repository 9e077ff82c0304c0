using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A pseudonym key that became known to someone is replaced.</summary>
public sealed class NewKeyTests : IDisposable
{
    readonly Premises _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task The_history_splits_and_no_late_record_becomes_on_time_by_it()
    {
        var late = Some.PoliceFile(Some.Ppn(1) with { From = "", To = "03/01/2019 20:00" }); // received at 07:00 on the 5th
        await _at.Take(late);
        var before = Rows(1);

        var options = new PipelineOptions(_at.Store.Scratch, (_, _) => Task.CompletedTask, _at.Clock) { EngineMemoryMb = 64 };
        var withNewKey = new IngestFile(_at.Store, Contracts.Shipped, new Pseudonyms([.. Enumerable.Repeat((byte)9, 32)], 2), options);
        await withNewKey.Run(_at.File(late, hours: 30, name: "again.csv"), default);

        Assert.Equal(before, Rows(1));
        var after = Assert.Single(Rows(2));
        Assert.EndsWith("|late", after, StringComparison.Ordinal);
        Assert.NotEqual(Assert.Single(before).Split('|')[0], after.Split('|')[0]);
        Assert.Equal(["2"], _at.Ask("select count(distinct child_key) from notifications where child_key is not null"));
    }

    List<string> Rows(int version) => _at.Ask("select n.notification_key, n.first_received_at, t.status from current_timeliness t "
        + $"join current_notifications n using (notification_key) where n.key_version = {version} order by all");
}

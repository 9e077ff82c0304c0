using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion;
using FrontDoor.Monitoring;
using FrontDoor.Monitoring.FeedHealth;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Tests;

/// <summary>What tests of the health of feeds share: a police force that sends a file a day, and the watch over it.</summary>
static class FeedHealthChecks
{
    /// <summary>Received on the so-manieth day after 5 January 2019, half an hour before it is due.</summary>
    public static double At(int day) => 24 * day - 0.5;

    /// <summary>When that day is judged: due at 7, four hours' grace, an hour more.</summary>
    public static double Judged(int day) => 24 * day + 5;

    public static Task<IngestResult> Police(this Premises at, int day, int records, int fromDays = 1) =>
        at.Take(File(day, records, fromDays), At(day), $"{day}.csv");

    public static string File(int day, int records, int fromDays = 1) => Some.PoliceFile(Enumerable.Range(0, records).Select(record =>
    {
        var on = Some.Morning().AddDays(day - 1 - record % fromDays);
        return Some.Ppn(1000 * day + record) with { From = $"{on:dd/MM/yyyy} 20:30", To = $"{on:dd/MM/yyyy} 21:00" };
    }));

    public static CheckFeeds Watches(this Premises at, IStore? store = null, Func<Notice, CancellationToken, Task>? announce = null,
        Contracts? contracts = null)
    {
        var (seen, keys, options) = at.Parts(store ?? at.Store, announce);
        return new CheckFeeds(store ?? at.Store, seen.Commits, contracts ?? at.Contracts, keys, options);
    }

    public static Task<CheckFeedHealthResult> Watch(this Premises at, double hours, params LandingBlob[] landing) =>
        at.Watches().Run(Some.Morning(hours), landing.ToAsyncEnumerable(), default);

    public static List<string> Health(this Premises at, string columns = "day, state, reasons, received", string where = "true") =>
        at.Ask($"select {columns} from feed_health where {where} qualify row_number() over (partition by agency, feed, sender, day "
        + $"order by revision desc) = 1 order by agency, feed, sender, day");
}

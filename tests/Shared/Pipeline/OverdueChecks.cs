using FrontDoor.Ingestion;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Tests;

/// <summary>What tests of running clocks share: the council's file, ticks, and how everything stands.</summary>
static class OverdueChecks
{
    public const string Place = "council/northshire-council/front-door";
    public const string Header = "Contact Reference,Child Unique ID,Contact Received,Decision Made,Outcome,Referral Date,Strategy "
        + "Discussion Held,Conference Held,Status,Updated";

    public static Task<IngestResult> Council(this Premises at, double hours, params IEnumerable<string> rows) =>
        at.Take(Some.Lines([Header, .. rows]), hours, $"{hours}.csv", Place);

    public static Task<CheckOverdueResult> Tick(this Premises at, double hours, IStore? store = null) =>
        at.Ticks(store).Run(Some.Morning(hours), default);

    public static CheckOverdueClocks Ticks(this Premises at, IStore? store = null, Func<Notice, CancellationToken, Task>? announce = null)
    {
        var (seen, keys, options) = at.Parts(store ?? at.Store, announce);
        return new CheckOverdueClocks(store ?? at.Store, seen.Commits, at.Contracts, keys, options);
    }

    public static PendingCorrections PendingCorrections(this Premises at, IStore? store = null)
    {
        var (seen, keys, options) = at.Parts(store ?? at.Store);
        return new PendingCorrections(store ?? at.Store, seen.Commits, at.Contracts, keys, options);
    }

    /// <summary>Newest version, as last judged.</summary>
    public const string Standing = """
        with version as (select notification_key, max(record_version) as record_version from notifications group by all)
        select * from timeliness semi join version using (notification_key, record_version)
        qualify row_number() over (partition by notification_key, clock order by as_of desc) = 1
        """;

    public static List<string> HowAllStands(this Premises at, string columns = "clock, status, severity, due_at") =>
        at.Ask($"select notification_key, {columns} from ({Standing}) order by notification_key, clock");

    /// <summary>The same as it was known at an hour.</summary>
    public static List<string> HowAllStood(this Premises at, double hours, string columns = "clock, status, severity, due_at")
    {
        at.Publish();
        using var scratch = Scratch.Open(Path.Combine(at.Root, "..", "asked"));
        using var engine = new Engine(new EngineOptions(scratch.Folder, 64));
        var folder = Path.Combine(at.Root, Containers.Lake);
        var worsened = AsOfRows.Write(engine, folder, at.Contracts, Some.Morning(hours), Path.Combine(scratch.Folder, "as-of.parquet"),
            default);
        using var lake = LakeQuery.Open(folder, new EngineOptions(scratch.Folder, 64), new AsOf(Some.Morning(hours), worsened));
        using var result = lake.Run($"select notification_key, {columns} from ({Standing}) order by notification_key, clock", default);
        return [.. result.Rows.Select(Premises.AsText)];
    }
}

using FrontDoor.Alerting;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Tests;

/// <summary>What tests of attended alerts share.</summary>
static class Acknowledgements
{
    public const string Who = "CANARYROLE of Zephyrine";
    public const string Why = "CANARYREASON of Quagglebottom";

    public static AcknowledgeAlerts Attends(this Premises at, IStore? store = null, Func<Notice, CancellationToken, Task>? announce = null)
    {
        var (seen, keys, options) = at.Parts(store ?? at.Store, announce);
        return new AcknowledgeAlerts(store ?? at.Store, seen.Commits, keys, options);
    }

    public static Task<AcknowledgeAlertResult> Attend(this Premises at, string id, AlertAction act, double hours, string by = Who,
        string why = Why) => at.Attends().Run(id, act, by, why, Some.Morning(hours), default);

    public static ResolveOverdueAlerts Resolves(this Premises at, IStore? store = null,
        Func<Notice, CancellationToken, Task>? announce = null)
    {
        var (seen, keys, options) = at.Parts(store ?? at.Store, announce);
        return new ResolveOverdueAlerts(store ?? at.Store, seen.Commits, at.Contracts, keys, options);
    }

    /// <summary>The ids of the alerts of a kind, the gravest first.</summary>
    public static List<string> Alerts(this Premises at, string kind) =>
        at.Ask($"select notice_id from notices where kind = '{kind}' order by worst_hours desc, notice_id");
}

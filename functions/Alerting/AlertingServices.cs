using Microsoft.Extensions.DependencyInjection;

namespace FrontDoor.Alerting;

/// <summary>Registers what becomes of alerts, for whoever runs the pipeline.</summary>
public static class AlertingServices
{
    /// <summary>Needs a store, a policy, pseudonyms, options and commits.</summary>
    public static IServiceCollection AddAlerting(this IServiceCollection services) => services
        .AddSingleton<AlertDigests>().AddSingleton<AlertGrouping>()
        .AddSingleton<ResolveOverdueAlerts>().AddSingleton<EscalateAlerts>().AddSingleton<AcknowledgeAlerts>();
}

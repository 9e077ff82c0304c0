using FrontDoor.Monitoring.FeedHealth;
using FrontDoor.Monitoring.Overdue;
using Microsoft.Extensions.DependencyInjection;

namespace FrontDoor.Monitoring.Registration;

/// <summary>Registers what looks after clocks, feeds and lost files, for whoever runs the pipeline.</summary>
public static class MonitoringServices
{
    /// <summary>Needs a store, contracts, pseudonyms, options, commits and the time.</summary>
    public static IServiceCollection AddMonitoring(this IServiceCollection services) => services
        .AddSingleton<RecoverLostFiles>().AddSingleton<CheckOverdueClocks>().AddSingleton<WarnDueSoon>().AddSingleton<CheckFeeds>();
}

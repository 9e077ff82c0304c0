using FrontDoor.Ingestion.Corrections;
using FrontDoor.Ingestion.Replays;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.State;
using Microsoft.Extensions.DependencyInjection;

namespace FrontDoor.Ingestion;

/// <summary>Registers the ingest of files, for whoever runs the pipeline.</summary>
public static class IngestionServices
{
    /// <summary>Needs a store, contracts, pseudonyms and options; brings the commits that all stages share.</summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<IngestFile>().AddSingleton(provider => provider.GetRequiredService<IngestFile>().Commits)
        .AddSingleton(provider => provider.GetRequiredService<IngestFile>().Commits.Lake)
        .AddSingleton<LakeVerifier>().AddSingleton<PendingCorrections>().AddSingleton<JudgedFiles>()
        .AddSingleton(provider => new PausedSenders(provider.GetRequiredService<IStore>()));
}

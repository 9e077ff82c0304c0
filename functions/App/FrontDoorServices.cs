using Azure.Core;
using Azure.Messaging.ServiceBus;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.Alerting;
using FrontDoor.App.Alerts;
using FrontDoor.App.Hosting;
using FrontDoor.App.Pages;
using FrontDoor.App.ReceiveFile;
using FrontDoor.App.Storage;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Ingestion;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Monitoring.Registration;
using FrontDoor.Reporting.Access;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Publishing;
using FrontDoor.Reporting.Rendering;
using FrontDoor.Reporting.Serving;
using FrontDoor.Storage;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FrontDoor.App;

/// <summary>Registers the services of the functions: options, clients of Azure, the stages and the sending of alerts.</summary>
static class FrontDoorServices
{
    public static IServiceCollection AddFrontDoor(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<AppOptions, AppOptionsValidator>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration));
        services.PostConfigure<LoggerFilterOptions>(Log.OnlyOurs);
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage();
        services.AddStages();
        services.AddAlerts();
        services.AddPages();
        return services;
    }

    static void AddStorage(this IServiceCollection services)
    {
        services.AddAzureClients(clients =>
        {
            clients.AddClient<BlobServiceClient, BlobClientOptions>((options, services) =>
            {
                // a block that is damaged in transit is refused
                options.TransferValidation.Upload.ChecksumAlgorithm = StorageChecksumAlgorithm.MD5;
                var storage = services.Options().DataStorage;
                return storage.ConnectionString is { } connection ? new(connection, options)
                    : new(storage.BlobServiceUri, services.Credential(Settings.Storage), options);
            });
            clients.AddClient<QueueServiceClient, QueueClientOptions>((options, services) =>
            {
                options.MessageEncoding = QueueMessageEncoding.Base64; // as host.json says
                var storage = services.Options().DataStorage;
                return storage.ConnectionString is { } connection ? new(connection, options)
                    : new(storage.QueueServiceUri, services.Credential(Settings.Storage), options);
            });
        });
        services.AddSingleton<IStore, BlobStore>().AddSingleton<Landing>().AddSingleton<ScanGate>().AddSingleton<PipelineQueues>();
    }

    static void AddStages(this IServiceCollection services)
    {
        services.AddSingleton(services => ContractFolder.Load(services.Options().ContractsFolder, services.Options().ShippedContracts));
        services.AddSingleton(services => ContractFolder.Policy(services.Options().ContractsFolder));
        services.AddSingleton(services => new Pseudonyms(services.Options().PseudonymKey, services.Options().PseudonymKeyVersion));
        services.AddSingleton(services => new PipelineOptions(
            Scratch.OwnRoot("front-door"),
            (notice, cancellationToken) => services.GetRequiredService<PipelineQueues>().SendNotice(notice.NoticeId, cancellationToken),
            services.GetRequiredService<TimeProvider>())
        {
            Councils = services.Options().CouncilCodes,
            RejectTestNumbers = services.Options().RejectTestNumbers,
            Contact = services.Options().Contact,
        });
        services.AddHostedService<PublishToLake>();
        services.AddIngestion().AddMonitoring().AddAlerting();
    }

    static void AddAlerts(this IServiceCollection services)
    {
        services.AddAzureClients(clients => clients.AddClient<ServiceBusClient, ServiceBusClientOptions>((options, services) =>
        {
            SendOptions.Set(options);
            var bus = services.Options().ServiceBus;
            return bus.ConnectionString is { } connection ? new(connection, options)
                : new(bus.FullyQualifiedNamespace, services.Credential(Settings.ServiceBus), options);
        }));
        services.AddSingleton<IAlertSender>(services =>
            services.Options().ServiceBus.IsSet ? ActivatorUtilities.CreateInstance<ServiceBusAlertSender>(services)
            : ActivatorUtilities.CreateInstance<QueueAlertSender>(services));
        services.AddSingleton<CircuitBreaker>().AddSingleton<Delivery>();
    }

    static void AddPages(this IServiceCollection services)
    {
        services.AddSingleton<PageRenderer>().AddSingleton<Report>().AddSingleton<PageSite>()
            .AddSingleton<ReportFiles>().AddSingleton<Reporting.Publishing.PublishReports>();
        services.AddSingleton(services => new Gate(services.GetRequiredService<IConfiguration>().GetValue<bool>("WEBSITE_AUTH_ENABLED"),
            isInAzure: services.GetRequiredService<IConfiguration>()["WEBSITE_SITE_NAME"] is { Length: > 0 }));
        services.AddSingleton<ILakes>(services => new StoreLakes(services.GetRequiredService<IStore>(), Scratch.OwnRoot("front-door-pages"),
            (engine, lake, hour, path, cancel) => AsOfRows.Write(engine, lake, services.GetRequiredService<Contracts>(), hour,
                path, cancel),
            services.GetRequiredService<Report>(), services.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Acknowledge>(services => async (id, act, by, reason, cancel) =>
        {
            var result = await services.GetRequiredService<AcknowledgeAlerts>()
                .Run(id, act, by, reason, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel);
            await services.GetRequiredService<ArrivalCommits>().Lake.PublishMarked(all: true, cancel); // so that the page shows it
            services.GetRequiredService<ILogger<PagesFunction>>().Acknowledged(act, id, result.GetType().Name); // neither who nor why
            return result;
        });
    }

    static AppOptions Options(this IServiceProvider services) => services.GetRequiredService<IOptions<AppOptions>>().Value;

    /// <summary>The identity of a connection's own section, else that of the storage account; if neither names one, any identity of the
    /// machine.</summary>
    public static TokenCredential Credential(this IServiceProvider services, string connection)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var section = configuration.GetSection(connection);
        return services.GetRequiredService<AzureComponentFactory>()
            .CreateTokenCredential(section["credential"] is null && section["clientId"] is null
            ? configuration.GetSection(Settings.Storage) : section);
    }
}

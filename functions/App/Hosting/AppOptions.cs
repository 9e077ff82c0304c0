using FrontDoor.Storage;
using Microsoft.Extensions.Options;

namespace FrontDoor.App.Hosting;

/// <summary>The app settings as values; <see cref="Settings"/> has their meanings.</summary>
sealed class AppOptions
{
    public StorageOptions DataStorage { get; set; } = new();
    public ServiceBusOptions ServiceBus { get; set; } = new();
    public byte[] PseudonymKey { get; set; } = [];
    public int PseudonymKeyVersion { get; set; } = 1;
    public byte[] AlertSigningKey { get; set; } = [];
    public Contact? Contact { get; set; }
    public string Councils { get; set; } = "";
    public bool RejectTestNumbers { get; set; }
    public bool AllowGivenReceipt { get; set; }
    public bool RequireMalwareScan { get; set; }
    public string? ContractsFolder { get; set; }
    public bool ShippedContracts { get; set; } = true;
    public bool StopWithStandardInput { get; set; }

    public IReadOnlyList<string> CouncilCodes =>
        Councils.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>topic or queue, for the log and the health report.</summary>
    public string AlertsGoTo => ServiceBus.IsSet ? "topic" : "queue";

    /// <summary>Reads the valid settings; <see cref="AppOptionsValidator"/> stops the app if others are wrong.</summary>
    public void Read(IConfiguration configuration)
    {
        var sound = Settings.Sound(configuration);
        sound.Bind(this);
        DataStorage.ConnectionString = sound[Settings.Storage]; // the values of sections, which no binder reads
        ServiceBus.ConnectionString = sound[Settings.ServiceBus];
    }
}

/// <summary>The storage account: a connection string, or the addresses of its two services for an identity.</summary>
sealed class StorageOptions
{
    public string? ConnectionString { get; set; }
    public Uri? BlobServiceUri { get; set; }
    public Uri? QueueServiceUri { get; set; }
}

/// <summary>The Service Bus for alerts; none if they go to a storage queue.</summary>
sealed class ServiceBusOptions
{
    public string? ConnectionString { get; set; }
    public string? FullyQualifiedNamespace { get; set; }

    public bool IsSet => ConnectionString is not null || FullyQualifiedNamespace is not null;
}

/// <summary>Stops the app at start if settings are missing or wrong, with one message about all of them.</summary>
sealed class AppOptionsValidator(IConfiguration configuration) : IValidateOptions<AppOptions>
{
    public ValidateOptionsResult Validate(string? name, AppOptions options) =>
        Settings.Faults(configuration).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults)
        : ValidateOptionsResult.Success;
}

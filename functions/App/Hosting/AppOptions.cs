using FrontDoor.Storage;
using Microsoft.Extensions.Options;

namespace FrontDoor.App.Hosting;

/// <summary>The app settings as values; what each means is in <see cref="Settings"/>.</summary>
sealed class AppOptions
{
    public StorageOptions DataStorage { get; set; } = new();
    public ServiceBusOptions ServiceBus { get; set; } = new();
    public byte[] PseudonymKey { get; set; } = [];
    public int PseudonymKeyVersion { get; set; } = 1;
    public Contact? Contact { get; set; }
    public string Councils { get; set; } = "";
    public bool RejectTestNumbers { get; set; }
    public bool AllowGivenReceipt { get; set; }
    public string? ContractsFolder { get; set; }
    public bool ShippedContracts { get; set; } = true;
    public bool StopWithStandardInput { get; set; }

    public IReadOnlyList<string> CouncilCodes =>
        Councils.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>topic or queue, as the log and a probe say it.</summary>
    public string AlertsGoTo => ServiceBus.IsSet ? "topic" : "queue";

    /// <summary>Takes over what is right; <see cref="AppOptionsValidator"/> stops the app over the rest.</summary>
    public void Read(IConfiguration configuration)
    {
        var sound = Settings.Sound(configuration);
        sound.Bind(this);
        DataStorage.ConnectionString = sound[Settings.Storage]; // the values of sections, which no binder reads
        ServiceBus.ConnectionString = sound[Settings.ServiceBus];
    }
}

/// <summary>Where the storage account is: a connection string, or for an identity the addresses of its two services.</summary>
sealed class StorageOptions
{
    public string? ConnectionString { get; set; }
    public Uri? BlobServiceUri { get; set; }
    public Uri? QueueServiceUri { get; set; }
}

/// <summary>Which Service Bus takes the alerts; none: they go to a storage queue.</summary>
sealed class ServiceBusOptions
{
    public string? ConnectionString { get; set; }
    public string? FullyQualifiedNamespace { get; set; }

    public bool IsSet => ConnectionString is not null || FullyQualifiedNamespace is not null;
}

/// <summary>Stops the app at its start over every setting that is missing or wrong, all in one message.</summary>
sealed class AppOptionsValidator(IConfiguration configuration) : IValidateOptions<AppOptions>
{
    public ValidateOptionsResult Validate(string? name, AppOptions options) =>
        Settings.Faults(configuration).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults)
        : ValidateOptionsResult.Success;
}

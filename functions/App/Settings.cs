using FrontDoor.App.Alerts;

namespace FrontDoor.App;

/// <summary>Every app setting the code reads, checked once at start.</summary>
public sealed record Settings
{
    public const string Port = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>The one list: the binder reads no other name, and the templates of infra set no other.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new(Port, "the port the Functions host chose for this process; the host sets it", Required: true),
        new("DataStorage", "connection string of the storage account, for development; in Azure set DataStorage__blobServiceUri and DataStorage__queueServiceUri"),
        new("DataStorage__blobServiceUri", "https://<account>.blob.core.windows.net, reached by identity"),
        new("DataStorage__queueServiceUri", "https://<account>.queue.core.windows.net, reached by identity"),
        new("DataStorage__credential", "managedidentity in Azure; absent: whatever identity the machine has"),
        new("DataStorage__clientId", "client id of the user-assigned identity; absent: the system-assigned one"),
        new("ServiceBus", "connection string of a Service Bus namespace with the topic of alerts, for development; in Azure set ServiceBus__fullyQualifiedNamespace"),
        new("ServiceBus__fullyQualifiedNamespace", "<namespace>.servicebus.windows.net, whose topic takes the alerts; absent: they go to the queue late-referrals"),
        new("ServiceBus__credential", "as DataStorage__credential, for Service Bus", Default: "that of DataStorage"),
        new("ServiceBus__clientId", "as DataStorage__clientId, for Service Bus", Default: "that of DataStorage"),
        new("PseudonymKey", "32 bytes or more of secret in base64, for instance from: openssl rand -base64 32", Required: true),
        new("PseudonymKeyVersion", "a whole number from 1 that goes up with every new PseudonymKey", Default: "1"),
        new("Councils", "codes of the councils served, separated by commas; absent: every one the sharing agreements name"),
        new("RejectTestNumbers", "true or false: whether a row with an NHS number of the test range 9xx is rejected (production) or only warned of", Default: "false"),
        new("AllowGivenReceipt", "true or false: whether a blob's metadata received_at counts as its receipt time (backfill, demo)", Default: "false"),
        new("ContractsFolder", "a folder that exists, whose feed contracts are used beside those that ship"),
        new("ShippedContracts", "true or false: whether the contracts that ship are used where ContractsFolder names others", Default: "true"),
    ];

    public required int ListensOn { get; init; }
    public required StorageSettings Storage { get; init; }

    /// <summary>Null: alerts go to the queue.</summary>
    public ServiceBusSettings? ServiceBus { get; init; }
    public required ReadOnlyMemory<byte> PseudonymKey { get; init; }
    public required int PseudonymKeyVersion { get; init; }
    public required IReadOnlyList<string> Councils { get; init; }
    public required bool RejectTestNumbers { get; init; }
    public required bool AllowGivenReceipt { get; init; }
    public string? ContractsFolder { get; init; }
    public bool ShippedContracts { get; init; } = true;

    /// <summary>topic or queue, as said in the log and to a probe.</summary>
    public string AlertsGoTo => ServiceBus is null ? "queue" : "topic";

    /// <summary>Binds every setting or throws one <see cref="SettingsFault"/> that names all that are missing or wrong.</summary>
    public static Settings Read(Func<string, string?> environment)
    {
        var read = new SettingsReader(environment);
        var settings = new Settings
        {
            ListensOn = read.Number(Port, 1, 65535),
            Storage = StorageSettings.Read(read),
            ServiceBus = ServiceBusSettings.Read(read),
            PseudonymKey = read.Secret("PseudonymKey", atLeast: 32),
            PseudonymKeyVersion = read.Number("PseudonymKeyVersion", 1, int.MaxValue),
            Councils = read.List("Councils"),
            RejectTestNumbers = read.Flag("RejectTestNumbers"),
            AllowGivenReceipt = read.Flag("AllowGivenReceipt"),
            ContractsFolder = read.Text("ContractsFolder"),
            ShippedContracts = read.Flag("ShippedContracts"),
        };
        if (settings.ContractsFolder is { } folder && !Directory.Exists(folder)) read.Fault("ContractsFolder", "names no folder that exists");
        return read.Faults.Count == 0 ? settings : throw new SettingsFault(read.Faults);
    }
}

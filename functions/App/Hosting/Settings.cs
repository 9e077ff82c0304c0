using System.Globalization;
using System.Net.Mail;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace FrontDoor.App.Hosting;

/// <summary>Every app setting that the code reads. The templates of infra set no others.</summary>
static class Settings
{
    public const string Storage = "DataStorage", ServiceBus = "ServiceBus", Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT",
        AzureMonitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>The fewest bytes of the pseudonym key.</summary>
    const int KeyBytes = 32;

    /// <summary>The start of a setting whose secret Azure could not fetch: Azure then passes on the reference itself.</summary>
    const string Unresolved = "@Microsoft.KeyVault(";

    static readonly Setting s_storage = new(Storage, "connection string of the storage account, for development; in Azure set "
        + "DataStorage__blobServiceUri and DataStorage__queueServiceUri", StorageConnection)
    { IsSecret = true };
    static readonly Setting s_blobs =
        new("DataStorage__blobServiceUri", "https://<account>.blob.core.windows.net, reached by identity", Address);
    static readonly Setting s_queues =
        new("DataStorage__queueServiceUri", "https://<account>.queue.core.windows.net, reached by identity", Address);

    public static readonly IReadOnlyList<Setting> All =
    [
        s_storage, s_blobs, s_queues,
        new("DataStorage__credential", "managedidentity in Azure; absent: any identity of the machine", Credential),
        new("DataStorage__clientId", "client id of the user-assigned identity; absent: the system-assigned one"),
        new(ServiceBus, "connection string of a Service Bus namespace with the topic of alerts, for development; in Azure set "
            + "ServiceBus__fullyQualifiedNamespace", ServiceBusConnection) { IsSecret = true },
        new("ServiceBus__fullyQualifiedNamespace",
            "<namespace>.servicebus.windows.net, whose topic gets the alerts; absent: they go to the queue late-referrals", HostName),
        new("ServiceBus__credential", "as DataStorage__credential, for Service Bus", Credential) { Default = "that of DataStorage" },
        new("ServiceBus__clientId", "as DataStorage__clientId, for Service Bus") { Default = "that of DataStorage" },
        new("PseudonymKey", "a secret of 32 bytes or more in base64, for instance from: openssl rand -base64 32", Secret)
            { Required = true, IsSecret = true },
        new("PseudonymKeyVersion", "a whole number from 1 that goes up with every new PseudonymKey", Count) { Default = "1" },
        new("AlertSigningKey",
            "a secret of 32 bytes or more in base64, with which alerts are signed for webhooks; absent: they are not signed", Secret)
            { IsSecret = true },
        new("Councils", "codes of the councils served, separated by commas; absent: every one the sharing agreements name"),
        new("Contact__Name", "who answers partners' questions about a receipt, for instance Front door data team; absent: receipts name "
            + "no one", Line),
        new("Contact__Email", "their e-mail address", Mail),
        new("Contact__Telephone", "their telephone number, digits and spaces with + ( ) - or an extension", Telephone),
        new("RejectTestNumbers",
            "true or false: whether a row with an NHS number of the test range 9xx is rejected (production) or only gets a warning",
                Flag) { Default = "false" },
        new("AllowGivenReceipt", "true or false: whether a blob's metadata received_at counts as its receipt time (backfill, demo)",
            Flag) { Default = "false" },
        new("RequireMalwareScan", "true or false: whether a file waits in landing until Defender for Storage has scanned it for malware",
            Flag) { Default = "false" },
        new("ContractsFolder", "an existing folder, whose feed contracts are used as well as the built-in ones", Folder),
        new("ShippedContracts", "true or false: whether the built-in contracts are used if ContractsFolder names others",
            Flag) { Default = "true" },
        new(Otlp, "address of an OTLP receiver, to which traces, metrics and logs go; absent: none do"),
        new(AzureMonitor, "connection string of Application Insights, to which traces, metrics and logs go; absent: none do"),
        new("StopWithStandardInput",
            "true or false: whether the app ends when its standard input does; the local host sets it, so that no app "
                + "outlives it", Flag) { Default = "false" },
    ];

    /// <summary>Every setting that is missing or wrong, by name with what to put there, never with its value.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        bool Has(Setting setting) => setting.In(configuration) is not null;

        if (!Has(s_storage) && !Has(s_blobs) && !Has(s_queues)) yield return s_storage.Said("is missing");
        foreach (var (one, other) in ((Setting, Setting)[])[(s_blobs, s_queues), (s_queues, s_blobs)])
            if (Has(one) && !Has(other) && !Has(s_storage)) yield return other.Said("is missing");
        foreach (var fault in All.Select(setting => setting.Fault(configuration)).OfType<string>()) yield return fault;
    }

    /// <summary>The settings that are present and valid.</summary>
    public static IConfiguration Sound(IConfiguration configuration) => new ConfigurationBuilder()
        .AddInMemoryCollection(All.Where(setting => setting.Fault(configuration) is null && setting.In(configuration) is not null)
            .Select(setting => KeyValuePair.Create(setting.Key, setting.In(configuration))))
        .Build();

    static string? Flag(string value) => bool.TryParse(value, out _) ? null : "is neither true nor false";

    static string? Count(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? null
        : "is not a whole number from 1";

    static string? Line(string value) => value.Any(char.IsControl) ? "has a line end or another control character" : null;

    static string? Mail(string value) =>
        MailAddress.TryCreate(value, out var address) && address.Address == value ? null : "is not an e-mail address";

    static string? Telephone(string value) =>
        value.Count(char.IsAsciiDigit) >= 5 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || " +()-.".Contains(letter))
            ? null : "is not a telephone number";

    static string? Folder(string value) => Directory.Exists(value) ? null : "is not an existing folder";

    static string? HostName(string value) => Uri.CheckHostName(value) == UriHostNameType.Dns ? null : "is not the name of a host";

    static string? Credential(string value) => value == "managedidentity" ? null : "is not managedidentity";

    /// <summary>Checks that traffic to an address is protected: https, or this machine.</summary>
    static string? Address(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? null
        : "is not an https address";

    static string? Secret(string value)
    {
        if (value.StartsWith(Unresolved, StringComparison.OrdinalIgnoreCase))
            return "is a key vault reference that was not resolved (no such secret, or no right to read it yet when the settings were "
                + "last applied)";
        if (!Convert.TryFromBase64String(value, new byte[value.Length], out var bytes)) return "is not base64";
        return bytes < KeyBytes ? $"has {bytes} bytes and needs {KeyBytes}" : null;
    }

    static string? StorageConnection(string value)
    {
        try
        {
            _ = new BlobServiceClient(value);
            _ = new QueueServiceClient(value);
            return null;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return "is no connection string of a storage account";
        }
    }

    static string? ServiceBusConnection(string value)
    {
        const string Found = "is no connection string of a Service Bus namespace";
        try
        {
            return ServiceBusConnectionStringProperties.Parse(value) is { Endpoint: not null, EntityPath: null } parts
                && (parts.SharedAccessSignature ?? parts.SharedAccessKey) is not null ? null : Found;
        }
        catch (FormatException)
        {
            return Found;
        }
    }
}

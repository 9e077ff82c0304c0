using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace FrontDoor.App;

/// <summary>Where the storage account is and how it is reached: by identity, or for development by a connection string.</summary>
public sealed record StorageSettings
{
    public string? ConnectionString { get; init; }
    public Uri? Blobs { get; init; }
    public Uri? Queues { get; init; }
    public string? Credential { get; init; }
    public string? ClientId { get; init; }

    internal static StorageSettings Read(SettingsReader read)
    {
        var storage = new StorageSettings
        {
            ConnectionString = read.Text("DataStorage"),
            Blobs = read.Address("DataStorage__blobServiceUri"),
            Queues = read.Address("DataStorage__queueServiceUri"),
            Credential = Identity.Kind(read, "DataStorage__credential"),
            ClientId = read.Text("DataStorage__clientId"),
        };
        if (storage.ConnectionString is { } text) Check(read, text);
        else if (storage.Blobs is null && storage.Queues is null) read.Fault("DataStorage", "is missing");
        else if (storage.Blobs is null) read.Fault("DataStorage__blobServiceUri", "is missing or wrong");
        else if (storage.Queues is null) read.Fault("DataStorage__queueServiceUri", "is missing or wrong");
        return storage;
    }

    internal BlobServiceClient BlobService()
    {
        var options = new BlobClientOptions();
        options.TransferValidation.Upload.ChecksumAlgorithm = Azure.Storage.StorageChecksumAlgorithm.MD5; // a block damaged on its way is refused
        return ConnectionString is null ? new BlobServiceClient(Blobs, Token(), options) : new BlobServiceClient(ConnectionString, options);
    }

    internal QueueServiceClient QueueService()
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }; // as host.json says
        return ConnectionString is null ? new QueueServiceClient(Queues, Token(), options) : new QueueServiceClient(ConnectionString, options);
    }

    TokenCredential Token() => Identity.Of(Credential, ClientId);

    static void Check(SettingsReader read, string connectionString)
    {
        try
        {
            _ = new BlobServiceClient(connectionString);
            _ = new QueueServiceClient(connectionString);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            read.Fault("DataStorage", "is no connection string of a storage account");
        }
    }
}

using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Answers;

/// <summary>A storage account as the signed-in user reaches it, or with the key of the setting DataStorage where that names the same
/// one.</summary>
sealed class StorageAccount
{
    const int Retries = 2; // a person waits

    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    readonly string? _connection;

    StorageAccount(Uri address, BlobServiceClient blobs, string? connection) =>
        (Address, Blobs, _connection) = (address, blobs, connection);

    public Uri Address { get; }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues => _connection is not null ? new(_connection)
        : new(new UriBuilder(Address) { Host = Address.Host.Replace(".blob.", ".queue.", StringComparison.Ordinal) }.Uri,
            new DefaultAzureCredential());

    public static StorageAccount ByConnection(string connection)
    {
        var blobs = new BlobServiceClient(connection);
        return new(blobs.Uri, blobs, connection);
    }

    /// <param name="account">https://ACCOUNT.blob.core.windows.net.</param>
    public static StorageAccount Open(string account)
    {
        if (!Uri.TryCreate(account, UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            throw CliException.Usage($"--account '{account}'", "the address of a storage account's blobs",
                "for instance --account https://ACCOUNT.blob.core.windows.net");
        var options = new BlobClientOptions { Retry = { MaxRetries = Retries, NetworkTimeout = s_patience } };
        if (Environment.GetEnvironmentVariable("DataStorage") is { Length: > 0 } connection)
            try
            {
                if (new BlobServiceClient(connection, options) is var named
                    && named.Uri.AbsoluteUri.TrimEnd('/') == address.AbsoluteUri.TrimEnd('/')) return new(address, named, connection);
            }
            catch (Exception fault) when (fault is FormatException or ArgumentException)
            {
                throw CliException.Usage("the setting DataStorage is not a connection string",
                    "the connection string of a storage account, or no setting: then --account uses the signed-in user",
                        "copy it again from the access keys of the account");
            }
        return new(address, new BlobServiceClient(address, new DefaultAzureCredential(), options), null);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Queues;
using FrontDoor.Stages;

namespace FrontDoor.Cli;

/// <summary>Where the alerts of this machine's settings are read: the app's own settings of Service Bus, a running <c>up</c>, or the queue of <c>DataStorage</c>.</summary>
static class AlertConnection
{
    static readonly string[] s_scopes = ["https://servicebus.azure.net/.default"];

    public static IAlertReader Open(string folder, string subscription)
    {
        var (host, endpoint) = (Setting("ServiceBus__fullyQualifiedNamespace"), Setting("ServiceBus__endpoint"));
        if (host is not null || endpoint is not null)
        {
            var topic = new Uri(new Uri(endpoint ?? $"https://{host}"), Queues.AlertsTopic);
            return Setting("ServiceBus__sharedAccessKeyName") is { } keyName && Setting("ServiceBus__sharedAccessKey") is { } key
                ? ByKey(topic, keyName, key, subscription)
                : ByIdentity(topic, subscription);
        }
        if (LocalBus.Read(folder) is { } local) return ByKey(new Uri(local.Endpoint, Queues.AlertsTopic), local.KeyName, local.Key, subscription);
        if (Setting("DataStorage") is { } storage)
            return new QueueReader(new QueueClient(storage, Queues.LateReferrals));
        throw Complaint.Usage(
            $"nothing says where alerts arrive: no setting ServiceBus__fullyQualifiedNamespace or DataStorage, and no ./pipeline up runs on {folder}",
            "one of them", "./pipeline up in another terminal, or export ServiceBus__fullyQualifiedNamespace=<namespace>.servicebus.windows.net");
    }

    public static TopicReader ByKey(Uri topic, string keyName, string key, string subscription) =>
        new(topic, subscription, (resource, _) => ValueTask.FromResult(BusSignature.Make(resource, keyName, key, TimeProvider.System.GetUtcNow())));

    static TopicReader ByIdentity(Uri topic, string subscription)
    {
        var identity = new DefaultAzureCredential();
        return new TopicReader(topic, subscription, async (_, cancel) => "Bearer " + (await identity.GetTokenAsync(new TokenRequestContext(s_scopes), cancel)).Token);
    }

    static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

/// <summary>The address of a running <c>up</c>'s topic, left in its folder for <c>alerts</c> to find.</summary>
sealed record LocalBus(Uri Endpoint, string KeyName, string Key)
{
    const string Name = ".alerts.json";

    public static LocalBus? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), LocalBusJson.Default.LocalBus) : null;
    }

    /// <summary>Readable by its owner alone; gone when the holder is disposed.</summary>
    public IDisposable Leave(string folder)
    {
        var path = Path.Combine(folder, Name);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path, options)) JsonSerializer.Serialize(file, this, LocalBusJson.Default.LocalBus);
        return new Left(path);
    }

    sealed class Left(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}

[JsonSerializable(typeof(LocalBus))]
sealed partial class LocalBusJson : JsonSerializerContext;

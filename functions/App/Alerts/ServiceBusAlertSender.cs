using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure.Messaging.ServiceBus;
using FrontDoor.App.Hosting;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Objects;
using Microsoft.Extensions.Options;

namespace FrontDoor.App.Alerts;

/// <summary>Sends alerts to the Service Bus topic. A notice's id is the MessageId: the topic's duplicate detection drops a second
/// sending.</summary>
sealed class ServiceBusAlertSender(ServiceBusClient client, IOptions<AppOptions> options) : IAlertSender, IAsyncDisposable
{
    /// <summary>A digest expires after a week, when the next ones have come; everything else lives as long as the topic says.</summary>
    static readonly TimeSpan DigestLives = TimeSpan.FromDays(7);

    /// <summary>One for the life of the app: it keeps its connection, and delays itself when it is throttled.</summary>
    readonly ServiceBusSender _sender = client.CreateSender(Queues.AlertsTopic);

    public Task Send(Alert alert, CancellationToken cancellationToken) =>
        Try(() => _sender.SendMessageAsync(Message(alert), cancellationToken), cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<Alert>> SendBatch(
        IReadOnlyList<Alert> alerts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (from, to) = (0, 0); from < alerts.Count; from = to)
        {
            ServiceBusMessageBatch? opened = null;
            await Try(async () => opened = await _sender.CreateMessageBatchAsync(cancellationToken), cancellationToken);
            using var batch = opened!;
            while (to < alerts.Count && batch.TryAddMessage(Message(alerts[to]))) to++;
            if (to == from) throw new AlertNotTaken(AlertNotTaken.TooLarge, isOfThisAlert: true);
            await Try(() => _sender.SendMessagesAsync(batch, cancellationToken), cancellationToken);
            yield return [.. alerts.Take(from..to)];
        }
    }

    public ValueTask DisposeAsync() => _sender.DisposeAsync();

    static async Task Try(Func<Task> send, CancellationToken cancellationToken)
    {
        try
        {
            await send();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && AlertNotTaken.Of(fault) is { } notTaken)
        {
            throw notTaken;
        }
    }

    /// <summary>The HMAC-SHA256 of the body as webhooks usually have it: sha256=hex. Only who has the key can make it.</summary>
    internal static string Signature(byte[] key, byte[] body) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(key, body))}";

    /// <summary>The properties that subscriptions filter on: words of the contracts, never of a file's row.</summary>
    ServiceBusMessage Message(Alert alert)
    {
        var (notice, body) = (alert.Notice, AlertEvent.Write(alert));
        var message = new ServiceBusMessage(body)
        {
            MessageId = notice.NoticeId,
            Subject = notice.Kind.Word(),
            ContentType = AlertEvent.ContentType,
            ApplicationProperties = { ["agency"] = notice.Agency, ["feed"] = notice.Feed, ["severity"] = notice.Severity.Word() },
        };
        if (notice.LaCode is { } council) message.ApplicationProperties["la_code"] = council;
        if (alert.To.Count > 0) message.ApplicationProperties["route"] = $",{string.Join(',', alert.To)},";
        if (options.Value.AlertSigningKey is { Length: > 0 } key) message.ApplicationProperties["signature"] = Signature(key, body);
        // the name that the client's receivers read
        if (Activity.Current?.Id is { } traceParent) message.ApplicationProperties["traceparent"] = traceParent;
        if (notice.Kind == AlertKind.FileSummary) message.TimeToLive = DigestLives;
        if (alert.NotBefore is { } due) message.ScheduledEnqueueTime = due;
        return message;
    }
}

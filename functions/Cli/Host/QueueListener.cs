using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

using FrontDoor.Local;

namespace FrontDoor.Cli;

/// <summary>A queue trigger: messages in batches, hidden while they are dealt with, tried again when that fails, and put aside when it fails too often.</summary>
sealed class QueueListener(AppFunction function, Trigger.Queue trigger, QueueServiceClient queues, HostFile host, Invoker invoker, HostLog log, TimeProvider clock)
{
    const string Poison = "-poison";

    static readonly TimeSpan s_hidden = TimeSpan.FromMinutes(10);
    static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1); // whatever maxPollingInterval says: somebody is watching

    readonly QueueClient _queue = queues.GetQueueClient(trigger.QueueName);

    public async Task Run(CancellationToken cancel)
    {
        var running = new List<Task>();
        var wait = s_shortestWait;
        var longest = host.MaxPollingInterval < s_longestWait ? host.MaxPollingInterval : s_longestWait;
        while (true)
        {
            foreach (var done in running.Where(task => task.IsCompleted).ToArray())
            {
                running.Remove(done);
                await done;
            }

            if (running.Count > host.NewBatchThreshold)
            {
                await Task.WhenAny(running);
                continue;
            }

            var batch = await Receive(cancel);
            running.AddRange(batch.Select(message => DealWith(message, cancel)));
            if (batch.Length > 0)
            {
                wait = s_shortestWait;
                continue;
            }

            await Task.Delay(wait, cancel);
            wait = wait * 2 < longest ? wait * 2 : longest;
        }
    }

    async Task<QueueMessage[]> Receive(CancellationToken cancel)
    {
        try
        {
            return await _queue.ReceiveMessagesAsync(host.BatchSize, s_hidden, cancel);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
    }

    async Task DealWith(QueueMessage message, CancellationToken cancel)
    {
        await using var hold = new HeldMessage(_queue, message, s_hidden);
        if (message.DequeueCount > host.MaxDequeueCount && !IsPoison)
        {
            await PutAside(message, hold, "it had been tried too often before", cancel);
            return;
        }

        var invocation = new InvocationFacts(function.Name, clock.GetUtcNow(), Guid.NewGuid());
        try
        {
            await invoker.Invoke(invocation, Envelope.Queue(trigger.Binding, Text(message), Facts(message), invocation), cancel);
            await hold.Delete(cancel);
            log.Write(HostLevel.Information, "Host.Results", $"{function.Name} ({invocation.Id}) succeeded, try {message.DequeueCount}");
        }
        catch (InvocationFailed failed)
        {
            log.Write(HostLevel.Error, "Host.Results", $"{function.Name} ({invocation.Id}) failed, try {message.DequeueCount} of {host.MaxDequeueCount}: {failed.Message}");
            if (IsPoison) return; // stays hidden for its ten minutes: there is nowhere to put it aside
            if (message.DequeueCount >= host.MaxDequeueCount) await PutAside(message, hold, failed.Message, cancel);
            else await hold.Release(host.RetryAfter, cancel);
        }
    }

    async Task PutAside(QueueMessage message, HeldMessage hold, string why, CancellationToken cancel)
    {
        var poison = queues.GetQueueClient(trigger.QueueName + Poison);
        await poison.CreateIfNotExistsAsync(cancellationToken: cancel);
        await poison.SendMessageAsync(message.Body, cancellationToken: cancel);
        await hold.Delete(cancel);
        log.Write(HostLevel.Error, "Host.Results", $"a message of {trigger.QueueName} went to {trigger.QueueName + Poison}: {why}");
    }

    bool IsPoison => trigger.QueueName.EndsWith(Poison, StringComparison.Ordinal);

    string Text(QueueMessage message)
    {
        var body = message.Body.ToString();
        if (!host.Base64) return body;
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new InvocationFailed("the message is not base64, which host.json's messageEncoding expects");
    }

    static MessageFacts Facts(QueueMessage message) => new(
        message.MessageId, message.PopReceipt, message.DequeueCount,
        message.InsertedOn ?? default, message.ExpiresOn ?? default, message.NextVisibleOn ?? default);
}

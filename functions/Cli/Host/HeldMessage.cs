using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace FrontDoor.Cli;

/// <summary>A message while it is dealt with: kept hidden by renewing it at half time.</summary>
sealed class HeldMessage : IAsyncDisposable
{
    readonly QueueClient _queue;
    readonly string _id;
    readonly TimeSpan _hidden;
    readonly CancellationTokenSource _over = new();
    readonly Task _renewing;
    string _popReceipt;

    public HeldMessage(QueueClient queue, QueueMessage message, TimeSpan hidden)
    {
        (_queue, _id, _popReceipt, _hidden) = (queue, message.MessageId, message.PopReceipt, hidden);
        _renewing = Renew(_over.Token);
    }

    public async Task Delete(CancellationToken cancel)
    {
        await StopRenewing();
        await _queue.DeleteMessageAsync(_id, _popReceipt, cancel);
    }

    public async Task Release(TimeSpan after, CancellationToken cancel)
    {
        await StopRenewing();
        await _queue.UpdateMessageAsync(_id, _popReceipt, visibilityTimeout: after, cancellationToken: cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await StopRenewing();
        _over.Dispose();
    }

    async Task StopRenewing()
    {
        await _over.CancelAsync();
        await _renewing;
    }

    async Task Renew(CancellationToken over)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_hidden / 2, over);
                // Not cancelled half way: the new receipt must be known.
                UpdateReceipt renewed = await _queue.UpdateMessageAsync(_id, _popReceipt, visibilityTimeout: _hidden, cancellationToken: CancellationToken.None);
                _popReceipt = renewed.PopReceipt;
            }
        }
        catch (OperationCanceledException)
        {
            // dealt with
        }
    }
}

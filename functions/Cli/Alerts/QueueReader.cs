using Azure.Storage.Queues;

namespace FrontDoor.Cli.Alerts;

/// <summary>Reads the queue late-referrals. The queue does not detect repeats, so a repeated alert is completed without being
/// shown.</summary>
sealed class QueueReader(QueueClient queue) : IAlertReader
{
    static readonly TimeSpan s_hidden = TimeSpan.FromMinutes(1);
    static readonly TimeSpan s_askEvery = TimeSpan.FromSeconds(1);

    public async Task<HeldAlert?> Next(TimeSpan wait, CancellationToken cancel)
    {
        for (var left = wait; ; left -= s_askEvery)
        {
            if ((await queue.ReceiveMessageAsync(s_hidden, cancel)).Value is { } message)
                return new HeldAlert(Decoded(message.Body), done => queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, done));
            if (left <= TimeSpan.Zero) return null;
            await Task.Delay(s_askEvery, cancel);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Decodes base64, as the host writes it, or plain text.</summary>
    static ReadOnlyMemory<byte> Decoded(BinaryData body)
    {
        var text = body.ToString();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes.AsMemory(0, length) : body.ToMemory();
    }
}

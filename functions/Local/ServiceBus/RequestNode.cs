using System.Collections.Concurrent;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace FrontDoor.Local.ServiceBus;

/// <summary>A node that answers requests: a client opens one link for them and one for the answers.</summary>
abstract class RequestNode
{
    readonly ConcurrentDictionary<string, SendingAmqpLink> _replies = new();

    public void Attach(AmqpLink link, string path)
    {
        if (link is ReceivingAmqpLink requests) requests.RegisterMessageListener(request => Answer(requests, request, path));
        else if (link is SendingAmqpLink replies && (replies.Settings.Target as Target)?.Address?.ToString() is { } address)
        {
            _replies[address] = replies;
            replies.SafeAddClosed((_, _) => _replies.TryRemove(address, out _));
        }
    }

    /// <param name="path">The entity of the node.</param>
    protected abstract AmqpMessage Answer(AmqpMessage request, string path, AmqpConnection from);

    protected static T? Property<T>(AmqpMessage request, string name) =>
        request.ApplicationProperties?.Map[name] is T value ? value : default;

    void Answer(ReceivingAmqpLink requests, AmqpMessage request, string path)
    {
        using (request)
        {
            var answer = Answer(request, path, requests.Session.Connection);
            answer.Properties.CorrelationId = request.Properties.MessageId;
            if (request.Properties.ReplyTo is { } to && _replies.TryGetValue(to.ToString()!, out var replies))
                replies.SendMessageNoWait(answer, Guid.NewGuid().ToByteArray(), AmqpConstants.NullBinary);
            // it arrived settled; this returns the link's credit
            requests.DisposeMessage(request, AmqpConstants.AcceptedOutcome, settled: true, batchable: false);
        }
    }
}

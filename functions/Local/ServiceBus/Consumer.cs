using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace FrontDoor.Local.ServiceBus;

/// <summary>A link by which a client receives from a queue while it gives credit. Messages are locked until settled, or completed when
/// sent if the client asks for that. Locks outlive the link.</summary>
sealed class Consumer
{
    readonly SendingAmqpLink _link;
    readonly MessageQueue _queue;
    int _asked;

    public Consumer(SendingAmqpLink link, MessageQueue queue)
    {
        (_link, _queue) = (link, queue);
        link.RegisterCreditListener((_, _, _) => Deliver());
        link.RegisterDispositionListener(Settle);
        queue.Ready += Deliver;
        link.SafeAddClosed((_, _) => queue.Ready -= Deliver);
    }

    /// <summary>One thread delivers at a time; another caller makes it look once more.</summary>
    void Deliver()
    {
        if (Interlocked.Increment(ref _asked) != 1) return;
        for (var seen = 1; ;)
        {
            while (_link.LinkCredit > 0 && !_link.IsClosing() && _queue.Next() is { } item && Sent(item)) ;
            if ((seen = Interlocked.Add(ref _asked, -seen)) == 0) return;
        }
    }

    bool Sent(QueuedMessage item)
    {
        var token = item.LockToken;
        var message = _queue.Delivery(item, item.Deliveries - 1, locked: true);
        message.DeliveryTag = token.ToByteArray(); // the client uses these 16 bytes as the lock token
        if (!TrySend(message))
        {
            _queue.Release(token);
            return false;
        }
        if (_link.Settings.SettleType == SettleMode.SettleOnSend) _queue.Complete(token);
        return true;
    }

    /// <summary>Returns false if there is no credit left, or the link has just gone.</summary>
    bool TrySend(AmqpMessage message)
    {
        try
        {
            return _link.TrySendDelivery(message);
        }
        catch (Exception gone) when (gone is AmqpException or InvalidOperationException)
        {
            return false;
        }
    }

    void Settle(Delivery delivery)
    {
        if (_link.Settings.SettleType == SettleMode.SettleOnSend) return;
        var token = new Guid(delivery.DeliveryTag);
        var done = delivery.State switch
        {
            Accepted => _queue.Complete(token),
            Released => _queue.Release(token),
            Modified { UndeliverableHere: true } deferred => _queue.Defer(token, Properties(deferred.MessageAnnotations)),
            Modified abandoned => _queue.Abandon(token, Properties(abandoned.MessageAnnotations)),
            Rejected rejected => _queue.DeadLetter(token, Properties(rejected.Error?.Info)),
            var other => throw new AmqpException(AmqpErrorCode.NotImplemented, $"No such outcome: {other}."),
        };
        if (delivery.Settled) return; // a client that returned it unseen waits for no answer
        DeliveryState answer = !done
            ? new Rejected { Error = new Error { Condition = ManagementNode.MessageLockLost, Description = "The lock is over." } }
            : delivery.State is Rejected ? new Rejected() : delivery.State;
        _link.DisposeDelivery(delivery, settled: true, answer);
    }

    static Dictionary<string, object> Properties(Fields? fields) =>
        fields?.ToDictionary(each => each.Key.ToString()!, each => each.Value) ?? [];
}

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace FrontDoor.Local.ServiceBus;

/// <summary>A link by which a client sends to the topic: each transfer, a message or a batch, has one result.</summary>
sealed class Publisher
{
    readonly ReceivingAmqpLink _link;
    readonly Topic _topic;
    readonly BrokerFaults _faults;

    public Publisher(ReceivingAmqpLink link, Topic topic, BrokerFaults faults)
    {
        (_link, _topic, _faults) = (link, topic, faults);
        link.RegisterMessageListener(transfer => _ = Take(transfer));
    }

    async Task Take(AmqpMessage transfer)
    {
        using (transfer)
        {
            var fault = _faults.OfTransfer();
            if (fault is BrokerFault.CutBeforeStore) _link.Session.Connection.Abort();
            else if (fault is BrokerFault.Refuse refuse)
                Answer(transfer, Refused(new AmqpException(refuse.Condition, "Refused by a fault of the test.")));
            else
            {
                var outcome = Stored(transfer);
                if (fault is BrokerFault.AnswerLate late) await Task.Delay(late.After ?? Timeout.InfiniteTimeSpan);
                if (fault is BrokerFault.CutAfterStore) _link.Session.Connection.Abort();
                else Answer(transfer, outcome);
            }
        }
    }

    /// <summary>Accepted or rejected: the client cannot read any other result, and without one it would wait for its time-out.</summary>
    Outcome Stored(AmqpMessage transfer)
    {
        try
        {
            _topic.Send(StoredMessage.Split(transfer));
            return AmqpConstants.AcceptedOutcome;
        }
        catch (AmqpException fault)
        {
            return Refused(fault);
        }
        catch (Exception fault) // a fault of the disk, or bytes that are no message
        {
            return Refused(new AmqpException(AmqpErrorCode.InternalError, fault.GetType().Name));
        }
    }

    /// <summary>A refusal is sent first and settled later. The client's library (Microsoft.Azure.Amqp 2.7.3) takes a message for accepted
    /// if it is settled before its sending thread has checked again. Over a network the answer comes later than that; on one machine not
    /// always.</summary>
    void Answer(AmqpMessage transfer, Outcome outcome)
    {
        if (_link.IsClosing()) return;
        if (outcome is Rejected) _link.DisposeMessage(transfer, outcome, settled: false, batchable: false);
        _link.DisposeMessage(transfer, outcome, settled: true, batchable: false);
    }

    static Rejected Refused(AmqpException fault) => new() { Error = fault.Error };
}

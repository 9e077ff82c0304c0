using System.Collections;
using FrontDoor.Alerting;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace FrontDoor.Local.ServiceBus;

/// <summary>The nodes $management of the topic and of each queue: scheduling, locks, settling without a link, peeking, deferred
/// messages, rules.</summary>
sealed class ManagementNode(Topic topic, Func<string, MessageQueue?> find) : RequestNode
{
    public const string MessageLockLost = "com.microsoft:message-lock-lost", MessageNotFound = "com.microsoft:message-not-found";

    const int Ok = 200, NoContent = 204, BadRequest = 400, NotFound = 404, LockLost = 410, NotImplemented = 501;

    protected override AmqpMessage Answer(AmqpMessage request, string path, AmqpConnection from)
    {
        var operation = Property<string>(request, "operation") ?? "";
        var map = request.ValueBody?.Value as AmqpMap ?? [];
        try
        {
            return (operation, find(path)) switch
            {
                ("com.microsoft:schedule-message", null) => Schedule(map),
                ("com.microsoft:cancel-scheduled-message", null) => Cancel(map),
                ("com.microsoft:renew-lock", { } queue) => Renew(queue, map),
                ("com.microsoft:update-disposition", { } queue) => Settle(queue, map),
                ("com.microsoft:peek-message", { } queue) => Peek(queue, map),
                ("com.microsoft:receive-by-sequence-number", { } queue) => Receive(queue, map),
                ("com.microsoft:enumerate-rules", { } queue) => Rules(queue, map),
                _ => Failed(NotImplemented, AmqpErrorCode.NotImplemented.Value, $"The stand-in does not know {operation} of {path}."),
            };
        }
        catch (AmqpException fault)
        {
            return Failed(BadRequest, fault.Error.Condition.Value, fault.Error.Description);
        }
    }

    AmqpMessage Schedule(AmqpMap map)
    {
        var messages = Field<IList>(map, "messages").Cast<AmqpMap>().Select(each => Field<ArraySegment<byte>>(each, "message").ToArray())
            .ToList();
        return Done(("sequence-numbers", topic.Send(messages).ToArray()));
    }

    AmqpMessage Cancel(AmqpMap map) =>
        Field<long[]>(map, "sequence-numbers").All(topic.Cancel) ? Done()
        : Failed(NotFound, MessageNotFound, "No such message is scheduled.");

    static AmqpMessage Renew(MessageQueue queue, AmqpMap map)
    {
        var ends = Field<Guid[]>(map, "lock-tokens").Select(queue.Renew).ToList();
        return ends.Contains(null) ? Lost() : Done(("expirations", ends.Select(end => end!.Value.UtcDateTime).ToArray()));
    }

    static AmqpMessage Settle(MessageQueue queue, AmqpMap map)
    {
        var properties = map[new MapKey("properties-to-modify")] is AmqpMap given
            ? given.ToDictionary(each => each.Key.ToString()!, each => each.Value) : [];
        if (map[new MapKey("deadletter-reason")] is string reason) properties["DeadLetterReason"] = reason;
        if (map[new MapKey("deadletter-description")] is string description) properties["DeadLetterErrorDescription"] = description;
        Func<Guid, bool> settle = Field<string>(map, "disposition-status") switch
        {
            "completed" => queue.Complete,
            "abandoned" => token => queue.Abandon(token, properties),
            "defered" => token => queue.Defer(token, properties), // spelt so
            "suspended" => token => queue.DeadLetter(token, properties),
            var other => throw new AmqpException(AmqpErrorCode.InvalidField, $"There is no disposition {other}."),
        };
        return Field<Guid[]>(map, "lock-tokens").All(settle) ? Done() : Lost();
    }

    static AmqpMessage Peek(MessageQueue queue, AmqpMap map)
    {
        var (found, bytes) = (new List<AmqpMap>(), 0);
        foreach (var item in queue.Peek(Field<long>(map, "from-sequence-number"), Field<int>(map, "message-count")))
        {
            if ((bytes += item.Message.Bytes.Length) > AlertTopic.LargestTransfer && found.Count > 0) break;
            found.Add(new AmqpMap { [new MapKey("message")] = Encoded(queue, item, item.Deliveries) });
        }
        return found.Count == 0 ? Answered(NoContent, "No content", []) : Done(("messages", found));
    }

    static AmqpMessage Receive(MessageQueue queue, AmqpMap map)
    {
        const uint peekLock = 1;
        var found = new List<AmqpMap>();
        foreach (var item in queue.NextOf(Field<long[]>(map, "sequence-numbers")))
        {
            found.Add(new AmqpMap
            {
                [new MapKey("message")] = Encoded(queue, item, item.Deliveries - 1),
                [new MapKey("lock-token")] =
                item.LockToken
            });
            if (Field<uint>(map, "receiver-settle-mode") != peekLock) queue.Complete(item.LockToken);
        }
        return found.Count == 0 ? Failed(NotFound, MessageNotFound, "No such message is deferred here.") : Done(("messages", found));
    }

    /// <summary>The one rule of a subscription, as a list in a list: rule, filter, action, each under its type's name.</summary>
    static AmqpMessage Rules(MessageQueue queue, AmqpMap map)
    {
        const string everyRule = "$Default";
        if (Field<int>(map, "skip") > 0 || Subscription.All.FirstOrDefault(one => one.Name == queue.Name) is not { } subscription)
            return Answered(NoContent, "No content", []);
        var rule = Described("rule-description", Described("sql-filter", subscription.Filter, null), Described("empty-rule-action"),
            everyRule);
        return Done(("rules", new List<AmqpMap> { new() { [new MapKey("rule-description")] = rule } }));

        static DescribedType Described(string name, params IReadOnlyList<object?> fields) =>
            new((AmqpSymbol)$"com.microsoft:{name}:list", fields.ToList());
    }

    static ArraySegment<byte> Encoded(MessageQueue queue, QueuedMessage item, int deliveries)
    {
        using var message = queue.Delivery(item, deliveries);
        return StoredMessage.Joined(message.GetPayload());
    }

    static T Field<T>(AmqpMap map, string name) =>
        map[new MapKey(name)] is T value ? value
        : throw new AmqpException(AmqpErrorCode.InvalidField, $"{name} is missing or of another type.");

    static AmqpMessage Lost() => Failed(LockLost, MessageLockLost, "The lock is over.");

    static AmqpMessage Done(params IEnumerable<(string Name, object Value)> fields)
    {
        var map = new AmqpMap();
        foreach (var (name, value) in fields) map[new MapKey(name)] = value;
        return Answered(Ok, "OK", map);
    }

    static AmqpMessage Failed(int status, string condition, string description)
    {
        var answer = Answered(status, description, []);
        answer.ApplicationProperties.Map["errorCondition"] = (AmqpSymbol)condition;
        return answer;
    }

    static AmqpMessage Answered(int status, string description, AmqpMap map)
    {
        var answer = AmqpMessage.Create(new AmqpValue { Value = map });
        answer.ApplicationProperties.Map["statusCode"] = status;
        answer.ApplicationProperties.Map["statusDescription"] = description;
        return answer;
    }
}

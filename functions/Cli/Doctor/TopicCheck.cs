using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using FrontDoor.Alerting;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Doctor;

/// <summary>The topic of alerts: whether each subscription of infra is there, with the rule that infra gives it.</summary>
static class TopicCheck
{
    public static async Task<IReadOnlyList<Finding>> Run(ServiceBusClient client, CancellationToken cancel)
    {
        var found = new List<Finding>();
        foreach (var subscription in Subscription.All)
        {
            var one = await Check(client, subscription, cancel);
            found.Add(one.Finding);
            if (!one.Answered) break; // each other one would wait as long
        }
        return found;
    }

    static async Task<(Finding Finding, bool Answered)> Check(ServiceBusClient client, Subscription subscription, CancellationToken cancel)
    {
        var what = $"subscription {subscription.Name} of the topic {Queues.AlertsTopic}";
        try
        {
            await using var manager = client.CreateRuleManager(Queues.AlertsTopic, subscription.Name);
            var rules = new List<string>();
            await foreach (var rule in manager.GetRulesAsync(cancel))
                rules.Add((rule.Filter as SqlRuleFilter)?.SqlExpression ?? rule.Filter.ToString() ?? "");
            return (Compare(what, subscription, rules), true);
        }
        catch (ServiceBusException fault) when (fault.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            return (Finding.Wrong($"{what} is not there", "deploy infra/main.bicep again"), true);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or AuthenticationFailedException)
        {
            return (Finding.Soon($"{what} may not be read by the user who is signed in",
                "ask for the role Azure Service Bus Data Receiver, if you are to check it"), true);
        }
        catch (ServiceBusException fault)
        {
            return (Finding.Wrong($"Service Bus at {client.FullyQualifiedNamespace} gives no answer ({fault.Reason})",
                "check the setting ServiceBus__fullyQualifiedNamespace, and that its firewall lets this machine in"), false);
        }
    }

    /// <summary>A second rule lets more through: a message needs to match only one.</summary>
    public static Finding Compare(string what, Subscription subscription, IReadOnlyList<string> rules) =>
        rules.Count == 1 && Plain(rules[0]) == Plain(subscription.Filter) ? Finding.Ok($"{what} has the rule of infra")
        : Finding.Wrong(rules.Count == 0 ? $"{what} has no rule: it gets no alert"
            : $"{what} has other rules than infra gives it: alerts reach others than they should, or not all",
            $"deploy infra/main.bicep again, and remove every rule that is not {subscription.Filter}");

    static string Plain(string filter) => filter.Replace(" ", "", StringComparison.Ordinal);
}

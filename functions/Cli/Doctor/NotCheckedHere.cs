using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Doctor;

/// <summary>What only the management of Azure knows: each with the commands that show it. Nothing is written to find out: a blob in a
/// landing container would be taken for a sender's file.</summary>
static class NotCheckedHere
{
    /// <param name="account">The account's name.</param>
    /// <param name="isTopicKnown">Whether the topic was looked at.</param>
    public static IEnumerable<Finding> Of(string account, bool isTopicKnown)
    {
        yield return Finding.NotChecked("who may do what in each container",
            $"id=$(az storage account show --name {account} --query id --output tsv); for container in "
            + $"{string.Join(' ', Containers.All)}; do echo $container; az role assignment list --include-inherited --scope "
            + "$id/blobServices/default/containers/$container --query \"[].[principalName, roleDefinitionName, condition]\" "
            + "--output table; done");
        yield return Finding.NotChecked("whether the event subscription gives every new file of the landing containers to the queue "
            + Queues.Arrivals,
            $"az eventgrid system-topic event-subscription list --output jsonc --resource-group $(az storage account show --name {account} "
            + "--query resourceGroup --output tsv) --system-topic-name $(az eventgrid system-topic list --query \"[?ends_with(source, "
            + $"'/{account}')].name\" --output tsv)");
        if (!isTopicKnown)
            yield return Finding.NotChecked("the subscriptions of the topic and their rules",
                "export ServiceBus__fullyQualifiedNamespace=NAMESPACE.servicebus.windows.net, then run the same again");
        yield return Finding.NotChecked("the disk of the app's instances", "docs/deployment.md, What to look at");
    }
}

using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.Cli.Answers;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Doctor;

/// <summary>A storage account as the app needs it: containers, queues, what waits in them, and whether its clock is ours.</summary>
static class AccountCheck
{
    /// <summary>An alert that waits longer was not sent by any instance, and an arrival that waits longer is not in the lake.</summary>
    static readonly TimeSpan s_waitsAtMost = TimeSpan.FromMinutes(15);

    static readonly TimeSpan s_clockDiffers = TimeSpan.FromMinutes(1);

    static readonly string[] s_queues = [Queues.Arrivals, Queues.Notices, Queues.Arrivals + Queues.PoisonSuffix,
        Queues.Notices + Queues.PoisonSuffix];

    public static async Task<List<Finding>> Run(string account, TimeProvider clock, CancellationToken cancel)
    {
        var reached = StorageAccount.Open(account);
        var (blobs, queues) = (reached.Blobs, reached.Queues);
        var found = new List<Finding>();
        foreach (var name in Containers.All) found.Add(await Container(blobs.GetBlobContainerClient(name), cancel));
        found.Add(await Clock(blobs, clock, cancel));
        foreach (var name in s_queues) found.Add(await Queue(queues.GetQueueClient(name), cancel));
        if (await Oldest(blobs, Containers.State, "alerts-waiting/", clock, cancel) is { } alerts)
            found.Add(Finding.Wrong($"{alerts} alerts wait for more than {s_waitsAtMost.TotalMinutes:0} minutes",
                "look at alerts_down_since in the answer of /api/health; docs/runbook.md, No alert arrives"));
        if (await Oldest(blobs, Containers.Restricted, "staged/", clock, cancel) is { } staged)
            found.Add(Finding.Wrong($"{staged} arrivals are committed and not in the lake after {s_waitsAtMost.TotalMinutes:0} minutes",
                "look at frontdoor.lake.publish_lag and the log of RecoverFiles; docs/runbook.md, The lake lacks rows"));
        found.Add(Finding.Ok("not checked from here: roles of the app, the event subscription, Service Bus (docs/deployment.md, What to "
            + "look at)"));
        return found;
    }

    static async Task<Finding> Container(BlobContainerClient container, CancellationToken cancel)
    {
        try
        {
            await container.GetPropertiesAsync(cancellationToken: cancel);
            return Finding.Ok($"container {container.Name} is there");
        }
        catch (RequestFailedException refused) when (refused.Status is 401 or 403)
        {
            return Finding.Soon($"container {container.Name} may not be read by the user who is signed in",
                "ask for the role Storage Blob Data Reader on it, if you are to check it");
        }
        catch (RequestFailedException refused) when (refused.Status == 404)
        {
            return Finding.Wrong($"container {container.Name} is not there", "deploy infra/main.bicep again");
        }
        catch (Exception fault) when (fault is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            return Finding.Wrong($"container {container.Name}: the account gives no answer",
                "check the address, az login, and that its firewall lets this machine in");
        }
    }

    static async Task<Finding> Clock(BlobServiceClient blobs, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            var answer = await blobs.GetBlobContainerClient(Containers.Lake).GetPropertiesAsync(cancellationToken: cancel);
            if (answer.GetRawResponse().Headers.Date is not { } theirs) return Finding.Ok("storage's answer names no time");
            var apart = (clock.GetUtcNow() - theirs).Duration();
            return apart <= s_clockDiffers ? Finding.Ok("this machine's clock is that of storage, to the minute")
                : Finding.Soon($"this machine's clock differs from that of storage by {apart.TotalMinutes:0} minutes",
                    "set it; the app itself takes the time of receipt from storage");
        }
        catch (Exception fault) when (fault is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            return Finding.Soon("the clocks could not be compared", "see the line of the container lake");
        }
    }

    static async Task<Finding> Queue(QueueClient queue, CancellationToken cancel)
    {
        try
        {
            var count = (await queue.GetPropertiesAsync(cancel)).Value.ApproximateMessagesCount;
            return queue.Name.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal) && count > 0
                ? Finding.Wrong($"queue {queue.Name} has {count} messages that failed five times",
                    "docs/runbook.md, A file has no receipt; RecoverFiles tries them again")
                : Finding.Ok($"queue {queue.Name} is there, with {count} messages");
        }
        catch (RequestFailedException refused) when (refused.Status is 401 or 403)
        {
            return Finding.Soon($"queue {queue.Name} may not be read by the user who is signed in",
                "ask for the role Storage Queue Data Reader, if you are to check it");
        }
        catch (RequestFailedException refused) when (refused.Status == 404)
        {
            return queue.Name.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal) ? Finding.Ok($"queue {queue.Name} was never needed")
                : Finding.Wrong($"queue {queue.Name} is not there", "deploy infra/main.bicep again");
        }
        catch (Exception fault) when (fault is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            return Finding.Wrong($"queue {queue.Name}: the account gives no answer", "see the lines of the containers");
        }
    }

    /// <summary>How many blobs there are older than what may wait; null for none, and where they may not be listed.</summary>
    static async Task<int?> Oldest(BlobServiceClient blobs, string container, string prefix, TimeProvider clock, CancellationToken cancel)
    {
        var (before, count) = (clock.GetUtcNow() - s_waitsAtMost, 0);
        try
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container).GetBlobsAsync(
                Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, prefix, cancel))
                if (blob.Properties.LastModified < before) count++;
        }
        catch (Exception fault) when (fault is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            return null; // the container's own line says why
        }
        return count > 0 ? count : null;
    }
}

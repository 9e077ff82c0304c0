using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Doctor;

/// <summary>A storage account as the app needs it: containers, queues, what waits in them, and whether its clock is ours.</summary>
static class AccountCheck
{
    /// <summary>An alert that waits longer was not sent by any instance, and an arrival that waits longer is not in the lake.</summary>
    static readonly TimeSpan s_waitsAtMost = TimeSpan.FromMinutes(15);

    static readonly TimeSpan s_clockDiffers = TimeSpan.FromMinutes(1);

    static readonly string[] s_queues = [Queues.Arrivals, Queues.Notices, Queues.Arrivals + Queues.PoisonSuffix,
        Queues.Notices + Queues.PoisonSuffix];

    public static async Task<List<Finding>> Run(StorageAccount reached, TimeProvider clock, CancellationToken cancel)
    {
        var found = new List<Finding>();
        DateTimeOffset? theirs = null;
        foreach (var name in Containers.All)
            found.Add(await Ask($"container {name}", "Storage Blob Data Reader", async () =>
            {
                var answer = await reached.Blobs.GetBlobContainerClient(name).GetPropertiesAsync(cancellationToken: cancel);
                theirs = answer.GetRawResponse().Headers.Date ?? theirs;
                return Finding.Ok($"container {name} is there");
            }));
        if (theirs is { } time) found.Add(Clock((clock.GetUtcNow() - time).Duration()));
        foreach (var name in s_queues)
            found.Add(await Ask($"queue {name}", "Storage Queue Data Reader", async () =>
                Messages(name, (await reached.Queues.GetQueueClient(name).GetPropertiesAsync(cancel)).Value.ApproximateMessagesCount)));
        var before = (theirs ?? clock.GetUtcNow()) - s_waitsAtMost; // their time wrote the blobs
        var minutes = $"for more than {s_waitsAtMost.TotalMinutes:0} minutes";
        found.Add(await Count(reached.Blobs.GetBlobContainerClient(Containers.State), AlertStore.ToSend, before, count => count == 0
            ? Finding.Ok($"no alert waits {minutes}")
            : Finding.Wrong($"{PeopleText.Count(count, "alert waits", "alerts wait")} {minutes}",
                "look at alerts_down_since in the answer of /api/health; docs/runbook.md, No alert arrives"), cancel));
        found.Add(await Count(reached.Blobs.GetBlobContainerClient(Containers.Restricted), StagedTables.Folder, before, count => count == 0
            ? Finding.Ok($"no committed arrival waits {minutes} for the lake")
            : Finding.Wrong($"{PeopleText.Count(count, "committed arrival waits", "committed arrivals wait")} {minutes} for the lake",
                "look at frontdoor.lake.publish_lag and the log of RecoverFiles; docs/runbook.md, The lake lacks rows"), cancel));
        try
        {
            found.AddRange(await PausesCheck.Run(new PausedSenders(new AccountDocuments(reached)), clock.GetUtcNow(), cancel));
        }
        catch (Exception fault) when (IsUnreachable(fault) || fault is CliException)
        {
            found.Add(Finding.Soon("paused senders could not be read", "the line of the container restricted says why"));
        }
        return found;
    }

    /// <summary>What was found, or why nothing could be.</summary>
    static async Task<Finding> Ask(string what, string role, Func<Task<Finding>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException refused) when (refused.Status is 401 or 403)
        {
            return Finding.Soon($"{what} may not be read by the user who is signed in", $"ask for the role {role}, if you are to check it");
        }
        catch (RequestFailedException refused) when (refused.Status == 404)
        {
            return what.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal) ? Finding.Ok($"{what} was never needed")
                : Finding.Wrong($"{what} is not there", "deploy infra/main.bicep again");
        }
        catch (Exception fault) when (IsUnreachable(fault))
        {
            return Finding.Wrong($"{what}: the account gives no answer",
                "check the address, az login, and that its firewall lets this machine in");
        }
    }

    static Finding Clock(TimeSpan apart) => apart <= s_clockDiffers ? Finding.Ok("this machine's clock is that of storage, to the minute")
        : Finding.Soon($"this machine's clock differs from that of storage by {apart.TotalMinutes:0} minutes",
            "set it; the app itself takes the time of receipt from storage");

    static Finding Messages(string queue, int count) => queue.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal) && count > 0
        ? Finding.Wrong($"queue {queue} has {count} messages that failed five times",
            "docs/runbook.md, A file has no receipt; RecoverFiles tries them again")
        : Finding.Ok($"queue {queue} is there, with {count} messages");

    /// <summary>What it means how many blobs are older than they may be, or that they could not be counted.</summary>
    static async Task<Finding> Count(BlobContainerClient container, string prefix, DateTimeOffset before, Func<int, Finding> judge,
        CancellationToken cancel)
    {
        try
        {
            return judge(await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancel)
                .CountAsync(blob => blob.Properties.LastModified < before, cancel));
        }
        catch (Exception fault) when (IsUnreachable(fault))
        {
            return Finding.Soon($"what waits in {container.Name}/{prefix} could not be counted",
                $"the line of the container {container.Name} says why");
        }
    }

    static bool IsUnreachable(Exception fault) => fault is RequestFailedException or AuthenticationFailedException or AggregateException;
}

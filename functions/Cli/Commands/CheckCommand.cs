using System.CommandLine;
using FrontDoor.Domain;
using FrontDoor.Stages;
using NodaTime;

namespace FrontDoor.Cli;

/// <summary><c>check</c>: what would become of a file if it were received now; nothing is kept.</summary>
static class CheckCommand
{
    public static Command Create()
    {
        var feed = new Argument<string>("FEED") { Description = "agency/feed, for instance police/domestic-abuse" };
        var file = new Argument<FileInfo>("FILE") { Description = "The file to check" };
        var rejectTest = Verb.RejectTestNumbers();
        var verb = new Verb("check", "Dry run for a partner: what would be refused, rejected or late; exit 0 when nothing is wrong with the file, 1 when something is",
            "./pipeline check police/domestic-abuse export.csv") { feed, file, rejectTest };
        verb.SetAction((parsed, cancel) => Run(parsed.GetRequiredValue(feed), parsed.GetRequiredValue(file), parsed.GetValue(rejectTest), cancel));
        return verb;
    }

    // The true engine on a folder that is thrown away: a dry run cannot differ from the real one.
    static async Task<int> Run(string name, FileInfo file, bool rejectTest, CancellationToken cancel)
    {
        var feed = Find(name);
        if (!file.Exists) throw Complaint.Usage($"there is no file {file.FullName}", "a file to check", "./pipeline check police/domestic-abuse export.csv");
        var scratch = Directory.CreateTempSubdirectory("front-door-check-");
        try
        {
            using var engine = FolderEngine.Open(scratch.FullName, rejectTest);
            var landing = new LandingPath(feed.Id.Agency, feed.Contract.Senders[0].Id, feed.Id.Name, file.Name);
            var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
            var result = await engine.Take(new DroppedFile(landing, file.FullName, now, ReceivedBasis.Given), cancel);
            Console.WriteLine("A dry run: nothing was kept, and lateness is as if the file were received now.");
            Console.WriteLine();
            Console.WriteLine(result.ReceiptText);
            return result.Status == "committed" && result.Rejected == 0 && result.Warnings == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static Feed Find(string name)
    {
        var contracts = Contracts.Shipped();
        return contracts.Feeds.FirstOrDefault(each => each.Id.ToString() == name)
            ?? throw Complaint.Usage($"there is no feed '{name}'", "one of: " + string.Join(", ", contracts.Feeds.Select(each => each.Id)), "./pipeline feeds");
    }
}

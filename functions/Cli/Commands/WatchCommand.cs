using System.CommandLine;
using System.Globalization;

namespace FrontDoor.Cli;

/// <summary><c>watch</c>: judges how each feed of each sender stands, day by day, as the app does every hour.</summary>
static class WatchCommand
{
    public static Command Create()
    {
        var lake = Verb.Lake();
        var asOf = Verb.AsOf();
        asOf.Description = "Judge as of then instead of now: 2019-01-28 (the end of that day in London) or 2019-01-28T09:00:00Z";
        var contracts = Verb.Contracts();
        var verb = new Verb("watch", "Judge the feeds themselves: silence, gaps, bunches, backlogs; written day by day and alerted once",
            "./pipeline watch", "./pipeline watch --lake ./data/demo --as-of 2019-01-28") { lake, asOf, contracts };
        verb.SetAction(async (parsed, cancel) =>
        {
            var moment = PastMoment.Read(parsed.GetValue(asOf), TimeProvider.System) ?? TimeProvider.System.GetUtcNow();
            var root = parsed.GetRequiredValue(lake).FullName;
            LakeFolder.Require(root);
            using var engine = FolderEngine.Open(root, Verb.Load(parsed.GetValue(contracts)));
            await engine.Recover(cancel);
            var found = await engine.Watch(moment, cancel);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Rows} rows on the health of feeds; {found.Notices} notices"));
            return ExitCodes.Done;
        });
        return verb;
    }
}

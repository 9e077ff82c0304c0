using System.CommandLine;
using System.Globalization;
using FrontDoor.Cli.Partners;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Storage;

namespace FrontDoor.Cli.Commands;

/// <summary><c>feeds</c>: shows what each agency may send and by when, in plain words, and writes it as files for partners.</summary>
static class FeedsCommand
{
    public static Command Create()
    {
        var feed = new Argument<string?>("FEED")
        {
            Description =
            "The feed to show with all its columns and a sample. Without this, every feed in short",
            Arity = ArgumentArity.ZeroOrOne
        };
        var contracts = CliCommand.Contracts();
        var export = new Option<DirectoryInfo?>("--export")
        {
            Description = "Write a folder for each sender into DIR, with all it needs: its feeds' pages, templates for Excel and CSV, "
            + "samples, codes, and how to export from the usual systems",
            HelpName = "DIR",
        };
        var force = new Option<bool>("--force") { Description = "Overwrite what --export wrote before" };
        var verb = new CliCommand("feeds", "Show the feed contracts in plain words, or write them as files for partners",
            "./pipeline feeds", "./pipeline feeds police/domestic-abuse", "./pipeline feeds --export for-partners",
                "./pipeline feeds council/housing-concern --contracts ours --export for-housing --force")
        { feed, contracts, export, force };
        verb.SetAction((parsed, _) => Task.FromResult(Show(
            CliCommand.Load(parsed.GetValue(contracts)), parsed.GetValue(feed), parsed.GetValue(export), parsed.GetValue(force),
                Console.Out)));
        return verb;
    }

    public static int Show(Contracts contracts, string? name, DirectoryInfo? export, bool force, TextWriter to)
    {
        var one = name is null ? null : CliCommand.Find(contracts, name);
        if (export is not null) Export(one is null ? contracts.Feeds : [one], export, force, to);
        else if (one is not null) to.WriteLine(FeedGuide.Section(one, FileFormats.InContracts));
        else
        {
            foreach (var feed in contracts.Feeds) Terms(feed, to);
            to.WriteLine("One feed in full, columns, defects and clocks: ./pipeline feeds FEED");
            to.WriteLine("A folder for each partner, with pages, templates and samples: ./pipeline feeds --export DIR");
        }
        return ExitCodes.Done;
    }

    static void Export(IEnumerable<Feed> feeds, DirectoryInfo folder, bool force, TextWriter to)
    {
        var files = SenderPack.Of([.. feeds], Contact.Read(Environment.GetEnvironmentVariable))
            .Select(file => (Path: Path.Combine([folder.FullName, .. file.Path.Split('/')]), file.Content)).ToList();
        if (!force && files.FirstOrDefault(file => File.Exists(file.Path)) is { Path: { } there })
            throw CliException.Usage($"{there} already exists; nothing was written", "a folder without files of an earlier export",
                "add --force to overwrite them, or give another DIR");
        foreach (var (path, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
            to.WriteLine(path);
        }
    }

    static void Terms(Feed feed, TextWriter to)
    {
        var contract = feed.Contract;
        to.WriteLine($"{contract.Feed}: {contract.Title}");
        to.WriteLine($"  {contract.Description}");
        foreach (var sender in contract.Senders)
            to.WriteLine($"  Sent by {sender.Organisation} as {feed.Id.Agency}/{sender.Id}/{feed.Id.Name}/, for "
                + $"{string.Join(", ", sender.LaCodes)}; agreement {sender.Agreement.Reference} until "
                + $"{sender.Agreement.Ends.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.");
        to.WriteLine($"  Formats {string.Join(", ", contract.Formats)}; editions "
            + $"{string.Join(", ", feed.Editions.Select(each => $"{each.Edition.Name} from {each.Edition.From:yyyy-MM-dd}"))}.");
        to.WriteLine($"  {FeedGuide.Due(contract.Expected)} A record is identified by {Key(contract.NaturalKey)}.");
        foreach (var clock in contract.Clocks)
            to.WriteLine($"  Clock {clock.Name}, from {clock.From:yyyy-MM-dd}: {clock.Limit.N} "
                + $"{clock.Limit.Unit}{(clock.Limit.Before is { } before ? $" before {before.Column}" : "")}"
                + string.Concat(clock.When.Concat(clock.LimitBy?.Limits ?? new Dictionary<string, LimitContract>())
                .Select(other => $", {other.Value.N} {other.Value.Unit} for {other.Key}"))
                + $"; starts at {string.Join(", else ", clock.Start.Incident.Select(start => start.Column))}. {clock.Source}");
        var cells = FeedSample.Row(feed, 0).Where(cell => cell.Value.Length > 0).Take(SampleCells);
        to.WriteLine($"  For instance: {string.Join("; ", cells.Select(cell => $"{cell.Name} {cell.Value}"))} ...");
        to.WriteLine();
    }

    const int SampleCells = 6;

    static string Key(NaturalKey key) =>
        string.Join(" and ", key.Columns) + (key.Child is null ? "" : $" with {key.Child}")
        + (key.OrElse.Count == 0 ? "" : $" (or {string.Join(", ", key.OrElse)})");
}

using System.CommandLine;
using FrontDoor.Cli.Partners;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Storage;
using NodaTime;

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
        else if (one is not null) to.Write(PlainMarkdown.Of(FeedGuide.Section(one, FileFormats.InContracts), Screen.Width));
        else
        {
            var today = London.Local(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())).Date.ToDateOnly();
            foreach (var feed in contracts.Feeds) to.Write(WrappedText.Of(Terms(feed, today)));
            to.WriteLine();
            to.Write(WrappedText.Of("One feed in full, columns, codes and clocks: ./pipeline feeds FEED", 0, Screen.Width));
            to.Write(WrappedText.Of("A folder for each partner, with pages, templates and samples: ./pipeline feeds --export DIR", 0,
                Screen.Width));
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

    /// <summary>In one sentence or two: what it is, who sends it, and how long each of its clocks may run now.</summary>
    static string Terms(Feed feed, DateOnly today)
    {
        var contract = feed.Contract;
        var clocks = contract.Clocks.Where(clock => clock.From <= today).GroupBy(clock => clock.Name)
            .Select(of => $"{of.Key} {FeedGuide.Limit(of.MaxBy(clock => clock.From)!)}").ToList();
        return $"{contract.Feed}: {contract.Title}, from {Senders(contract)}. "
            + (clocks.Count == 0 ? "No clock." : $"{(clocks.Count == 1 ? "Limit" : "Limits")}: {string.Join("; ", clocks)}.");
    }

    static string Senders(Contract contract) =>
        contract.Senders.Count == 0 ? "no one yet" : string.Join(", ", contract.Senders.Select(sender => sender.Id));
}

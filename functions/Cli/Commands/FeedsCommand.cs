using System.CommandLine;
using System.Globalization;
using FrontDoor.Domain;

namespace FrontDoor.Cli;

/// <summary><c>feeds</c>: what each agency may send, and by when, in plain words.</summary>
static class FeedsCommand
{
    public static Command Create()
    {
        var feed = new Argument<string?>("FEED") { Description = "One feed with all its columns; without it, every feed in short", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Verb("feeds", "The feed contracts in plain words", "./pipeline feeds", "./pipeline feeds police/domestic-abuse") { feed };
        verb.SetAction((parsed, _) => Task.FromResult(Show(parsed.GetValue(feed), Console.Out)));
        return verb;
    }

    public static int Show(string? name, TextWriter to)
    {
        var contracts = Contracts.Shipped();
        if (name is not null)
        {
            var feed = contracts.Feeds.FirstOrDefault(each => each.Id.ToString() == name)
                ?? throw Complaint.Usage($"there is no feed '{name}'", "one of: " + string.Join(", ", contracts.Feeds.Select(each => each.Id)), "./pipeline feeds");
            to.WriteLine(FeedGuide.Section(feed));
            return ExitCodes.Done;
        }

        foreach (var feed in contracts.Feeds) Terms(feed.Contract, to);
        to.WriteLine("One feed in full, columns, defects and clocks: ./pipeline feeds FEED");
        return ExitCodes.Done;
    }

    static void Terms(Contract contract, TextWriter to)
    {
        to.WriteLine($"{contract.Feed}: {contract.Title}");
        to.WriteLine($"  {contract.Description}");
        foreach (var sender in contract.Senders)
            to.WriteLine($"  Sent by {sender.Organisation} as {contract.Feed.Split('/')[0]}/{sender.Id}/{contract.Feed.Split('/')[1]}/, for {string.Join(", ", sender.LaCodes)};"
                + $" agreement {sender.Agreement.Reference} until {sender.Agreement.Ends.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.");
        to.WriteLine($"  Due {contract.Expected.Schedule} by {contract.Expected.By}, {contract.Expected.GraceHours} hours' grace. A record is told by {Key(contract.NaturalKey)}.");
        foreach (var clock in contract.Clocks)
            to.WriteLine($"  Clock {clock.Name}, from {clock.From:yyyy-MM-dd}: {clock.Limit.N} {clock.Limit.Unit}"
                + string.Concat(clock.When.Select(other => $", {other.Value.N} {other.Value.Unit} for {other.Key}"))
                + $"; starts at {string.Join(", else ", clock.Start.Incident.Select(start => start.Column))}. {clock.Source}");
        to.WriteLine();
    }

    static string Key(NaturalKey key) =>
        string.Join(" and ", key.Columns) + (key.Child is null ? "" : $" with {key.Child}") + (key.OrElse.Count == 0 ? "" : $" (or {string.Join(", ", key.OrElse)})");
}

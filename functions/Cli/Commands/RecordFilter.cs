using System.CommandLine;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Reporting.Filters;
using NodaTime.Text;

namespace FrontDoor.Cli.Commands;

/// <summary>What narrows a list: feed, sender, severity, and days.</summary>
/// <param name="since">What --since and --until are about, such as "First received".</param>
/// <param name="hasSeverity">Whether the rows have a severity.</param>
sealed class RecordFilter(string since, bool hasSeverity = true)
{
    readonly Option<string?> _feed = new("--feed") { Description = "Only this feed", HelpName = "AGENCY/FEED" };
    readonly Option<string?> _sender = new("--sender") { Description = "Only this sender", HelpName = "SENDER" };
    readonly Option<string?> _severity = Severity();
    readonly Option<string?> _since =
        new("--since") { Description = $"{since} on this day (London) or later", HelpName = "YYYY-MM-DD" };
    readonly Option<string?> _until =
        new("--until") { Description = $"{since} on this day (London) or earlier", HelpName = "YYYY-MM-DD" };

    public Option[] All => [_feed, _sender, .. hasSeverity ? (Option[])[_severity] : [], _since, _until];

    /// <summary>SQL from " and" on; empty where nothing narrows the rows. A feed or sender that no contract has is refused.</summary>
    /// <param name="row">The rows' name in the query; they have agency, feed and sender.</param>
    /// <param name="moment">The column that --since and --until compare.</param>
    public string Where(ParseResult parsed, Contracts contracts, string row, string moment) => string.Concat(
        parsed.GetValue(_feed) is { } feed
            ? Equal($"{row}.agency || '/' || {row}.feed", CliCommand.Find(contracts, feed).Id.ToString()) : "",
        parsed.GetValue(_sender) is { } sender ? Equal($"{row}.sender", Known(contracts, sender)) : "",
        parsed.GetValue(_severity) is { } severity ? Equal($"{row}.severity", severity) : "",
        parsed.GetValue(_since) is { } first ? $" and {row}.{moment} >= {Midnight(_since.Name, first, 0)}" : "",
        parsed.GetValue(_until) is { } last ? $" and {row}.{moment} < {Midnight(_until.Name, last, 1)}" : "");

    /// <summary>The same for a measure, which knows no severity.</summary>
    public Filter Chosen(ParseResult parsed, Contracts contracts) => parsed.GetValue(_severity) is not null
        ? throw CliException.Usage("--severity and a trend are both given", "a trend of all records", "leave --severity out")
        : new Filter
        {
            Feed = parsed.GetValue(_feed) is { } feed ? CliCommand.Find(contracts, feed).Id : null,
            Sender = parsed.GetValue(_sender) is { } sender ? Known(contracts, sender) : null,
            From = parsed.GetValue(_since) is { } first ? Day(_since.Name, first).ToDateOnly() : null,
            To = parsed.GetValue(_until) is { } last ? Day(_until.Name, last).ToDateOnly() : null,
        };

    static Option<string?> Severity()
    {
        var severity = new Option<string?>("--severity")
        {
            Description = "Only this severity: critical, serious or late",
            HelpName = "SEVERITY"
        };
        severity.AcceptOnlyFromAmong("critical", "serious", "late");
        return severity;
    }

    /// <summary>A sender of any contract; another is refused.</summary>
    public static string Known(Contracts contracts, string sender)
    {
        var senders = contracts.Feeds.SelectMany(feed => feed.Contract.Senders).Select(one => one.Id).Distinct().Order().ToList();
        return senders.Contains(sender) ? sender : throw CliException.Usage(
            $"there is no sender '{sender}'{CliCommand.DidYouMean(NearestWord.Of(sender, senders))}",
            "one of: " + string.Join(", ", senders), "./pipeline feeds lists each feed's senders");
    }

    static string Equal(string column, string value) => $" and {column} = {Sql.Text(value)}";

    /// <summary>The moment that a day begins in London, so many days later.</summary>
    static string Midnight(string name, string typed, int later) =>
        Sql.Moment(London.StartOf(Day(name, typed).PlusDays(later)).ToDateTimeOffset());

    static NodaTime.LocalDate Day(string name, string typed) => LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var day } ? day
        : throw CliException.Usage($"{name} '{typed}'", "a day as yyyy-MM-dd", $"for instance {name} 2019-01-28");
}

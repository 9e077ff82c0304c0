using System.CommandLine;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Calendars;
using FrontDoor.Lake.DuckDb;
using NodaTime.Text;

namespace FrontDoor.Cli.Commands;

/// <summary>Filters of a list of timed records: feed, sender, severity, and days of first receipt.</summary>
sealed class LateFilter
{
    readonly Option<string?> _feed = new("--feed") { Description = "Only this feed", HelpName = "AGENCY/FEED" };
    readonly Option<string?> _sender = new("--sender") { Description = "Only this sender", HelpName = "SENDER" };
    readonly Option<string?> _severity =
        new("--severity") { Description = "Only this severity: critical, serious or late", HelpName = "SEVERITY" };
    readonly Option<string?> _since =
        new("--since") { Description = "First received on this day (London) or later", HelpName = "YYYY-MM-DD" };
    readonly Option<string?> _until =
        new("--until") { Description = "First received on this day (London) or earlier", HelpName = "YYYY-MM-DD" };

    public LateFilter() => _severity.AcceptOnlyFromAmong("critical", "serious", "late");

    public Option[] All => [_feed, _sender, _severity, _since, _until];

    /// <summary>SQL from " and" on for the rows l of current_timeliness; empty without a filter.</summary>
    public string Where(ParseResult parsed) => string.Concat(
        Equal("l.agency || '/' || l.feed", parsed.GetValue(_feed)),
        Equal("l.sender", parsed.GetValue(_sender)),
        Equal("l.severity", parsed.GetValue(_severity)),
        parsed.GetValue(_since) is { } since ? $" and l.received_at >= {Midnight(_since.Name, since, 0)}" : "",
        parsed.GetValue(_until) is { } until ? $" and l.received_at < {Midnight(_until.Name, until, 1)}" : "");

    static string Equal(string column, string? value) => value is null ? "" : $" and {column} = {Sql.Text(value)}";

    /// <summary>The moment at which a day begins in London, plus a number of days.</summary>
    static string Midnight(string name, string typed, int later) =>
        LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var day }
            ? Sql.Moment(London.StartOf(day.PlusDays(later)).ToDateTimeOffset())
            : throw CliException.Usage($"{name} '{typed}'", "a day as yyyy-MM-dd", $"for instance {name} 2019-01-28");
}

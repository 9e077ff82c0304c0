using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>What judged the files of a folder of evidence, and what is known of them outside the lake.</summary>
public sealed record EvidenceFacts(string RulesVersion, string RulesSha256, IReadOnlyList<(string Name, string Sha256)> Rules,
    IReadOnlyDictionary<string, FileReceipt> Receipts);

/// <summary>Everything an inspector may ask about a period, on one page: figures, charts, method, definitions, rules and files.</summary>
static class EvidencePage
{
    public static PageModel Of(Asked asked, EvidenceFacts facts)
    {
        var usual = asked with { Filter = asked.Filter with { Clock = TimelinessPage.UsualClock } };
        var timeliness = TimelinessPage.Of(usual);
        return timeliness with
        {
            Title = $"Evidence, {People.Day(asked.Filter.From!.Value)} to {People.Day(asked.Filter.To!.Value)}",
            Headline = timeliness.Headline with
            {
                More = [.. timeliness.Headline.More, "Not for publication: counts of 1 to 5 are shown. No child is named."]
            },
            Sections = [Contents(asked), .. timeliness.Sections, .. Charts(asked), Method(asked), .. DefinitionsPage.Of(asked).Sections,
                Rules(facts), Files(asked, facts)],
        };
    }

    static Section Contents(Asked asked) => new("What this folder has")
    {
        Text = "Records of events in the period, as they were known at the moment above.",
        Steps =
        [
            "report.html is this page: figures, control charts, method, definitions, rules and files. Print it as it is.",
            "Each table of it is a CSV file of its own. report.parquet has every cell of every table.",
            "manifest.json lists the files with their SHA-256. The same command on the same data gives the same bytes: "
                + $"./pipeline evidence --from {ChartMark.Written(asked.Filter.From!.Value)} --to "
                + $"{ChartMark.Written(asked.Filter.To!.Value)} --as-of {asked.Lake.Now:yyyy-MM-dd'T'HH:mm:ss'Z'}",
        ],
    };

    /// <summary>A control chart for each sender, feed and clock that has records.</summary>
    static IEnumerable<Section> Charts(Asked asked) =>
        from card in TimelinessPage.Cards(asked).Rows.OrderBy(row => row.Text("feed"), StringComparer.Ordinal)
            .ThenBy(row => row.Text("sender"), StringComparer.Ordinal).ThenBy(row => row.Text("clock"), StringComparer.Ordinal)
        let feed = asked.Contracts.Feeds.FirstOrDefault(feed => feed.Id.ToString() == card.Text("feed"))
        where feed is not null
        let one = asked.Filter with { Feed = feed.Id, Sender = card.Text("sender"), Clock = card.Text("clock") }
        let chart = TimelinessPage.ControlChart(asked with { Filter = one })
        select chart with
        {
            Title = $"Percent in time by week: {card.Text("feed")} from {one.Sender}, clock {one.Clock!.Replace('_', ' ')}",
            Table = chart.Table! with { Name = $"weeks-{feed.Id.Agency}-{feed.Id.Name}-{one.Sender}-{one.Clock}" },
        };

    static Section Method(Asked asked) => new("Method")
    {
        Steps =
        [
            "Every row of every file is counted once: accepted, rejected, unchanged or blank. A receipt tells its sender so.",
            "A clock starts with the event and ends with the first receipt that says what the contract asks for. What is sent again later "
                + "does not end it again.",
            "What a time cannot decide is possibly late, and what cannot be read is unknown. Neither counts as in time.",
            "Days, hours and working time are those of London. The data of the time zone are release "
                + $"{London.TzdbVersion}.",
            $"What was received after {PeopleText.Moment(asked.Lake.Now)} is not counted.",
            "Control limits and provisional weeks are worked out as the table Figures says.",
        ],
    };

    static Section Rules(EvidenceFacts facts) => new("Rules")
    {
        Text = "Contracts, code lists, calendars and the alert policy in force, each with the SHA-256 of its file.",
        Facts = [("Rules version", Cell.Of(facts.RulesVersion)), ("SHA-256 of this list", Cell.Of(facts.RulesSha256))],
        Table = DataTable.Of("rules", "Files of rules", facts.Rules,
            ("file", rule => Cell.Of(rule.Name)), ("SHA-256", rule => Cell.Of(rule.Sha256))),
    };

    static Section Files(Asked asked, EvidenceFacts facts)
    {
        var files = asked.Lake.Rows($"""
            select * replace (agency || '/' || feed as feed) from files
            where (received_at at time zone 'Europe/London')::date >= {RecordCondition.Day(asked.Filter.From!.Value)}
              and received_at < {Sql.Moment(asked.Lake.Now)}
            order by received_at, file_id
            """, asked.Cancel);
        return new("Files")
        {
            Text = "Every file received from the first day until the moment of this evidence, by its receipt."
                + (facts.Receipts.Count == 0 && files.Count > 0
                ? " The hashes of the files are in the container restricted, which could not be read; times are to the hour." : ""),
            Table = DataTable.Of("files", "Files received", files,
                ("receipt", file => Cell.Of(file.Text("file_id"))),
                ("sender", file => Cell.Of(file.Text("sender"))),
                ("feed", file => Cell.Of(file.Text("feed"))),
                ("received", file => Known(file) is { } known ? Cell.Minute(known.ReceivedAt) : Cell.Moment(file.Moment("received_at"))),
                ("received by", file => Cell.Of(file.Text("received_basis"))),
                ("SHA-256", file => Cell.Of(Known(file)?.Sha256)),
                ("bytes", file => Cell.Count(file.Count("bytes"))),
                ("status", file => Cell.Of(file.Text("status"))),
                ("refused for", file => Cell.Of(file.Text("refusal"))),
                ("rows", file => Cell.Count(file.Count("rows_in"))),
                ("accepted", file => Cell.Count(file.Count("accepted"))),
                ("rejected", file => Cell.Count(file.Count("rejected"))),
                ("unchanged", file => Cell.Count(file.Count("unchanged"))),
                ("blank", file => Cell.Count(file.Count("blank"))),
                ("late", file => Cell.Count(file.Count("late"))),
                ("edition", file => Cell.Of(file.Text("contract_edition"))),
                ("rules version", file => Cell.Of(file.Text("rules_version")))),
        };

        FileReceipt? Known(Row file) => facts.Receipts.GetValueOrDefault(file.Text("file_id"));
    }
}

using FrontDoor.Cli.Answers;
using FrontDoor.Domain.Feeds;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Cli.Commands;

/// <summary>The trends of <c>report</c>: weeks, months and how a week fills, for each sender, feed and clock, by the measures of the
/// pages.</summary>
static class ReportTrends
{
    /// <summary>Each trend and what its rows say.</summary>
    public static readonly IReadOnlyDictionary<string, string> Parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["weeks"] = "Percent in time by week of the event, with control limits; provisional while records of the week are still to come",
        ["months"] = "The same by month of the event",
        ["filling"] = "How a week fills: the share of its records that had come by so many weeks after it was over",
    };

    /// <param name="filter">What narrows the rows; its clock too.</param>
    public static int Show(string part, ReportLake lake, Filter filter, AnswerFormat format, CancellationToken cancel)
    {
        var names = new List<string> { "sender", "feed", "clock" };
        var rows = new List<object?[]>();
        foreach (var (sender, feed, clock) in Groups(lake, filter, cancel))
            foreach (var row in lake.Ask(part, filter with { Sender = sender, Feed = feed, Clock = clock }, cancel))
            {
                if (rows.Count == 0) names.AddRange(row.Columns);
                rows.Add([sender, feed.ToString(), clock, .. row.Cells]);
            }
        if (format != AnswerFormat.Table) Answer.Write(names, rows, format);
        else if (rows.Count > 0)
        {
            using var to = Answer.Out();
            ColumnWords.Write(names, rows, to);
        }
        else Console.Out.WriteLine(part == "filling" ? "There are no weeks old enough to say how a week fills."
            : "No record of this period was timed.");
        return Terminal.ExitCodes.Done;
    }

    static IEnumerable<(string Sender, FeedId Feed, string Clock)> Groups(ReportLake lake, Filter filter, CancellationToken cancel) =>
        lake.Rows("select distinct sender, agency, feed, clock from current_timeliness order by all", cancel)
            .Select(row => (row.Text("sender"), new FeedId(row.Text("agency"), row.Text("feed")), row.Text("clock")))
            .Where(group => (filter.Sender is null || filter.Sender == group.Item1) && (filter.Feed is null || filter.Feed == group.Item2)
                && (filter.Clock is null || filter.Clock == group.Item3));
}

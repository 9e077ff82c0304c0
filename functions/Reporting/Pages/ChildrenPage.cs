using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>Counts of children across agencies: never one child.</summary>
static class ChildrenPage
{
    public static PageModel Of(Asked asked)
    {
        var (repeats, referrals, days) = (Ask("repeats_by_month"), Ask("re_referrals"), Ask("unassessed_days_by_month"));
        var publish = asked.Filter.ForPublication;
        return asked.Page(PageName.Children, "Children", Headline(repeats, referrals, days, publish),
            Monthly("Notified again within 12 months", "repeats", repeats, publish, "repeated",
                ["notifications", "repeated", "children", "probable"],
                "Partners' notifications by month of the event; repeated: the child had been notified about on an earlier day within 12 "
                + "months. Probable: known to be one child by name and date of birth only."),
            Several(Ask("repeats"), publish),
            Monthly("Referred again within 12 months", "re-referrals", referrals, publish, "re_referrals",
                ["referrals", "re_referrals", "probable"],
                "Referrals by month, and those within 12 months of another of the same child. Where the data begin less than 12 months "
                + "before a month, its count is too low."),
            Monthly("Days of unassessed risk", "unassessed-days", days, publish, "days",
                ["children", "days", "unshared", "late", "undecided"],
                "By month of the child's first event: days from an event until the council was told (unshared), of these beyond the limit "
                + "(late), and from a contact until it was decided (undecided)."),
            Monthly("Two or three factors together", "factors", Ask("co_occurrence_by_month"), publish, "children",
                ["children", "of_several_agencies", "all_three"],
                "Children with domestic abuse, substance misuse and parental mental health, at least two of them within 12 "
                    + "months, by month "
                + "of the last event."));

        IReadOnlyList<Row> Ask(string measure) => asked.Lake.AskAboutChildren(measure, asked.Cancel);
    }

    static Headline Headline(IReadOnlyList<Row> repeats, IReadOnlyList<Row> referrals, IReadOnlyList<Row> days, bool publish)
    {
        var (all, repeated) = (Sum(repeats, "notifications"), Sum(repeats, "repeated"));
        if (all == 0) return new(Tone.Plain, "No notification is known yet.");
        List<string> more = [];
        if (Sum(days, "children") is > 0 and var children && IsShown(children))
            more.Add($"{Words(children)} children had {Words(Sum(days, "days"))} days of unassessed risk, "
                + $"{Words(Sum(days, "late"))} of them "
                + "because a notification was late.");
        if (referrals.Count > 0 && Sum(referrals, "re_referrals") is var again && IsShown(again))
            more.Add($"{Words(again)} of {Words(Sum(referrals, "referrals"))} referrals came within 12 months of another.");
        more.Add("Matches by name and date of birth are probable only. Do not publish counts of 1 to 5; the filter Show: publication "
            + "leaves them out.");
        return new(Tone.Plain, IsShown(repeated)
            ? $"{Words(repeated)} of {Words(all)} notifications were about a child notified before, within 12 months."
            : "Few notifications were about a child notified before.", more);

        bool IsShown(long count) => !publish || !Cell.IsSmall(count);
    }

    static long Sum(IReadOnlyList<Row> rows, string column) => rows.Sum(row => row.Count(column));

    static string Words(long count) => Cell.Count(count).Text;

    static Section Several(IReadOnlyList<Row> rows, bool publish) => rows.Count == 0
        ? new Section("Children by number of notifications") { Text = "None." }
        : new Section("Children by number of notifications")
        {
            Text = "Children notified more than once within 12 months.",
            Table = DataTable.Of("several", "Children by number of notifications", rows,
                ("notifications", row => Cell.Of(Words(row.Count("notifications")))),
                ("children", row => Cell.Published(row.Count("children"), publish))),
        };

    /// <param name="charted">The column that the chart shows.</param>
    static Section Monthly(string title, string name, IReadOnlyList<Row> rows, bool publish, string charted, string[] columns,
        string text) =>
        rows.Count == 0 ? new Section(title) { Text = "None." } : new Section(title)
        {
            Text = text,
            Chart = new("months", $"{title}, by month", [.. rows.Where(row => !publish || !Cell.IsSmall(row.Count(charted)))
                .Select(row => Chart.Row(("month", row.Text("month")), ("count", row.Count(charted))))]),
            Table = DataTable.Of(name, title, rows, [("month", row => Cell.Of(row.Text("month"))),
                .. columns.Select(column =>
                    (column.Replace('_', ' '), (Func<Row, Cell>)(row => Cell.Published(row.Count(column), publish))))]),
        };
}

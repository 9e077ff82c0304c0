using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>Counts of children across agencies: never one child.</summary>
static class ChildrenPage
{
    public static PageModel Of(Asked asked)
    {
        var (repeats, referrals, days, factors) = (
            Ask("repeats_by_month", asked, row => [Of(row, "notifications"), Of(row, "repeated"), Of(row, "children"), Of(row, "probable"),
                Of(row, "notifications") - Of(row, "repeated")]),
            Ask("re_referrals", asked, row => [Of(row, "referrals"), Of(row, "re_referrals"), Of(row, "probable"),
                Of(row, "referrals") - Of(row, "re_referrals")]),
            Ask("unassessed_days_by_month", asked,
                row => [Of(row, "children"), Of(row, "days"), Of(row, "unshared"), Of(row, "late"), Of(row, "undecided")]),
            Ask("co_occurrence_by_month", asked, row => [Of(row, "children"), Of(row, "of_several_agencies"), Of(row, "all_three"),
                Of(row, "children") - Of(row, "of_several_agencies"), Of(row, "children") - Of(row, "all_three")]));
        return asked.Page(PageName.Children, "Children", Headline(repeats, referrals, days, asked),
            Monthly("Notified again within 12 months", "repeats", repeats, "repeated",
                ["notifications", "repeated", "children", "probable"],
                "Partners' notifications by month of the event; repeated: the child had been notified about on an earlier day within 12 "
                + "months. Probable: known to be one child by name and date of birth only."),
            Several(Ask("repeats", asked, row => [Of(row, "children")])),
            Monthly("Referred again within 12 months", "re-referrals", referrals, "re_referrals",
                ["referrals", "re_referrals", "probable"],
                "Referrals by month, and those within 12 months of another of the same child. Where the data begin less than 12 months "
                + "before a month, its count is too low."),
            Monthly("Days of unassessed risk", "unassessed-days", days, "days",
                ["children", "days", "unshared", "late", "undecided"],
                "By month of the child's first event: days from an event until the council was told (unshared), of these beyond the limit "
                + "(late), and from a contact until it was decided (undecided)."),
            Monthly("Two or three factors together", "factors", factors, "children",
                ["children", "of_several_agencies", "all_three"],
                "Children with domestic abuse, substance misuse and parental mental health, at least two of them within 12 "
                    + "months, by month of the last event."));
    }

    static Counted Ask(string measure, Asked asked, Func<Row, IReadOnlyList<long>> counts)
    {
        var rows = asked.Lake.AskAboutChildren(measure, asked.Cancel);
        return new(rows, Suppression.OfParts(asked.IsForPublication, rows, counts));
    }

    static long Of(Row row, string column) => row.Count(column);

    static Headline Headline(Counted repeats, Counted referrals, Counted days, Asked asked)
    {
        if (repeats.Rows.Count == 0) return new(Tone.Plain, "No notification is known yet.");
        var of = asked.IsForPublication ? "In the months shown, " : "";
        List<string> more = [];
        if (days.Sum("children") is > 0 and var children)
            more.Add($"{of}{Words(children)} children had {Words(days.Sum("days"))} days of unassessed risk, "
                + $"{Words(days.Sum("late"))} of them because a notification was late.");
        if (referrals.Sum("referrals") is > 0 and var all)
            more.Add($"{of}{Words(referrals.Sum("re_referrals"))} of {Words(all)} referrals came within 12 months of another.");
        more.Add("Matches by name and date of birth are probable only. Do not publish counts of 1 to 5; the filter Show: publication "
            + "leaves them out.");
        return new(Tone.Plain, repeats.Sum("notifications") is > 0 and var notifications
            ? $"{of}{Words(repeats.Sum("repeated"))} of {Words(notifications)} notifications were about a child notified before, within "
                + "12 months."
            : "Too few notifications are known to be published.", more);
    }

    static string Words(long count) => Cell.Count(count).Text;

    static Section Several(Counted counted) => counted.Hidden.IsWhole ? Suppression.Withheld("Children by number of notifications")
        : counted.Rows.Count == 0
        ? new Section("Children by number of notifications") { Text = "None." }
        : new Section("Children by number of notifications")
        {
            Text = "Children notified more than once within 12 months.",
            Table = DataTable.Of("several", "Children by number of notifications", counted.Rows,
                ("notifications", row => Cell.Of(Words(row.Count("notifications")))),
                ("children", row => counted.Cell(row, "children"))),
        };

    /// <param name="charted">The column that the chart shows.</param>
    static Section Monthly(string title, string name, Counted counted, string charted, string[] columns, string text) =>
        counted.Hidden.IsWhole ? Suppression.Withheld(title)
        : counted.Rows.Count == 0 ? new Section(title) { Text = "None." } : new Section(title)
        {
            Text = text,
            Chart = new("months", $"{title}, by month", [.. counted.Shown
                .Select(row => Chart.Row(("month", row.Text("month")), ("count", row.Count(charted))))]),
            Table = DataTable.Of(name, title, counted.Rows, [("month", row => Cell.Of(row.Text("month"))),
                .. columns.Select(column =>
                    (column.Replace('_', ' '), (Func<Row, Cell>)(row => counted.Cell(row, column))))]),
        };

    /// <summary>The rows of a measure, and those that are not published.</summary>
    sealed record Counted(IReadOnlyList<Row> Rows, Suppression Hidden)
    {
        public IEnumerable<Row> Shown => Rows.Where(row => !Hidden.Hides(row));

        /// <summary>Of the rows shown: a sum of all would give the others away.</summary>
        public long Sum(string column) => Shown.Sum(row => row.Count(column));

        public Cell Cell(Row row, string column) => Hidden.Count(row, one => one.Count(column));
    }
}
